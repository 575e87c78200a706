import type { Logger } from 'pino';
import { type Cases, isStillNews } from '../cases/index.ts';
import type { UserDocument } from '../desk/documents.ts';
import type { Queues } from '../queues/index.ts';
import type { Store } from '../store/index.ts';
import { type Outcome, pause, readyMeans, sendBy } from './delivering.ts';
import type { AlertDocument } from './documents.ts';
import { isAtDesk } from './hearers.ts';
import { letterWaits } from './letters.ts';
import type { Alert, Mean } from './mean.ts';
import type { Preferences } from './preferences.ts';
import { quietUntil } from './quiet.ts';
import type { MeanRecord } from './record.ts';
import { worded } from './words.ts';

/** Brings alerts to their users: each is begun, tried, and ended by compare-and-set, so that it is told once. */
export interface Sender {
	/** Sends it now, or holds it back; nothing when that was done, or is being done. */
	deliver(id: string): Promise<void>;
	/** Queues it for when it is due. */
	wake(alert: AlertDocument): Promise<void>;
	/** Whether it is still worth telling. */
	matters(alert: AlertDocument): Promise<boolean>;
	/** Calls the next in line because of a danger of which these users could not be told. */
	passOn(danger: Pick<AlertDocument, 'case' | 'number' | 'clock'>, told: readonly string[]): Promise<void>;
}

interface SenderParts {
	readonly store: Store;
	readonly queues: Pick<Queues, 'add'>;
	readonly cases: Pick<Cases, 'get' | 'unreached'>;
	readonly means: readonly Mean[];
	readonly preferences: Preferences;
	readonly record: MeanRecord;
	readonly clock: () => number;
	readonly log: Pick<Logger, 'warn' | 'error'>;
	readonly base: string | null;
}

/** How long somebody may be busy with sending one alert, in milliseconds; after that they count as dead. */
const LEASE = 2 * 60_000;
const PAGE = 200;
const done = { next_at: null } as const;

export function createSender(parts: SenderParts): Sender {
	const { store, queues, cases, means, preferences, record, clock, log, base } = parts;

	async function wake({ _id, next_at, priority }: AlertDocument): Promise<void> {
		const delay = Math.max(0, (next_at ?? 0) - clock());
		await queues.add('alerts', { alert: _id }, { id: _id, delay, priority: priority * 10 });
	}

	async function change(alert: AlertDocument, more: Partial<AlertDocument>): Promise<AlertDocument | null> {
		const changed = { ...alert, ...more };
		return (await store.replace('alerts', changed)) ? { ...changed, rev: alert.rev + 1 } : null;
	}

	async function deliver(id: string): Promise<void> {
		const alert = await store.get('alerts', id);
		if (alert === null || alert.next_at === null || alert.state === 'held') return;
		if (alert.next_at > clock()) return wake(alert);
		const user = await store.get('users', alert.user);
		if (user === null || user.disabled || !(await matters(alert))) {
			await change(alert, { ...done, state: 'over' });
			return;
		}
		const settings = await preferences.get(user._id);
		const quiet = alert.priority === 1 || alert.kind === 'summary' ? null : quietUntil(settings, clock());
		if (quiet !== null) {
			await change(alert, { state: 'held', next_at: quiet });
			return;
		}
		const ready = await readyMeans(means, user, settings.off);
		const left = ready.filter(({ name }) => !alert.sent.includes(name));
		const stopped = ready.find(({ name }) => name === alert.began);
		if (alert.state === 'sending' && alert.priority !== 1 && stopped?.repeatable === false) {
			await change(alert, { ...done, state: 'uncertain' });
			return;
		}
		const begun = await change(alert, {
			...(left.length === 0 ? { ...done, state: 'alone' } : { state: 'sending', next_at: clock() + LEASE }),
			tries: alert.tries + 1,
			began: left[0]?.name ?? null,
		});
		if (begun === null) return;
		const ended =
			left.length === 0 ? begun : await ending(begun, user, left, worded(begun, { base, ...settings }, clock()));
		if (ended !== null && ended.priority === 1 && ended.sent.length === 0) await nobodyYet(ended);
	}

	/** Tries the means: all of them in danger, else one after the other until one takes it. */
	async function ending(
		begun: AlertDocument,
		user: UserDocument,
		left: readonly Mean[],
		alert: Alert,
	): Promise<AlertDocument | null> {
		const about = begun.number;
		let current = begun;
		const outcomes: Outcome[] = [];
		if (begun.priority === 1)
			outcomes.push(...(await Promise.all(left.map((mean) => sendBy(mean, user, alert, about, parts)))));
		else
			for (const mean of left) {
				if (current.began !== mean.name) {
					const next = await change(current, { began: mean.name });
					if (next === null) return null;
					current = next;
				}
				const outcome = await sendBy(mean, user, alert, about, parts);
				outcomes.push(outcome);
				if (outcome.failure === null) break;
			}
		const sent = [...current.sent, ...outcomes.flatMap(({ mean, failure }) => (failure === null ? [mean] : []))];
		const failures = Object.fromEntries(outcomes.flatMap(({ mean, failure }) => (failure ? [[mean, failure]] : [])));
		const again = outcomes.every(({ lasting }) => lasting) ? null : pause(current);
		const next: Partial<AlertDocument> =
			sent.length > 0
				? { ...done, state: 'sent' }
				: again === null
					? { ...done, state: 'failed' }
					: { state: 'waiting', next_at: clock() + again };
		const ended = await change(current, { ...next, sent, failures });
		if (ended?.state === 'waiting') await wake(ended);
		return ended;
	}

	async function matters(alert: AlertDocument): Promise<boolean> {
		if (alert.kind === 'summary') return true;
		const document = await cases.get(alert.case);
		if (document !== null && alert.kind === 'letter') return letterWaits(store, document, alert.user);
		return (
			document !== null &&
			alert.kind !== 'letter' &&
			isStillNews({ ...alert, id: alert.event, kind: alert.kind }, document, alert.user)
		);
	}

	/** In danger nobody waits for retries: once everybody who was told was tried in vain, the next in line is called. */
	async function nobodyYet(alert: AlertDocument): Promise<void> {
		const together = await store.find('alerts', { event: alert.event }, { limit: PAGE });
		const reached = together.some(({ sent, state }) => sent.length > 0 || state === 'uncertain');
		if (reached || together.some(({ tries, state }) => tries === 0 && state !== 'over')) return;
		await passOn(
			alert,
			together.map(({ user }) => user),
		);
	}

	async function passOn(
		danger: Pick<AlertDocument, 'case' | 'number' | 'clock'>,
		told: readonly string[],
	): Promise<void> {
		if (await isAtDesk(store, told, clock())) return;
		const result = danger.clock === null ? 'last' : await cases.unreached(danger.case, danger.clock, clock());
		if (result === 'moved') return;
		await record.failed('danger', 'unreachable', danger.number, clock());
		log.error({ code: 'alert.unheard', case: danger.number, result }, 'an alert of danger reached nobody');
	}

	return { deliver, wake, matters, passOn };
}
