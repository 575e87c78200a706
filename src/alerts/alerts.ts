import type { Logger } from 'pino';
import { type CaseDocument, type Cases, createSight, isStillNews, type News } from '../cases/index.ts';
import type { UserDocument } from '../desk/documents.ts';
import type { Queues } from '../queues/index.ts';
import type { Service } from '../service/index.ts';
import type { Store } from '../store/index.ts';
import { type Outcome, pause, readyMeans, sendBy } from './delivering.ts';
import type { AlertDocument, MeanDocument } from './documents.ts';
import { calledInDanger, hearersOf, isAtDesk } from './hearers.ts';
import { forgottenLetters, letterWaits } from './letters.ts';
import type { Mean } from './mean.ts';
import { named } from './naming.ts';
import { createPreferences, type Preferences } from './preferences.ts';
import { quietUntil } from './quiet.ts';
import { createRecord } from './record.ts';
import { summarise } from './summary.ts';
import { trial, worded } from './words.ts';

/** Tells workers what they should know while they are not looking at the desk: each thing once to each of them. */
export interface Alerts {
	/** The job of a case with news, or of one alert. Whoever runs it twice tells nobody twice. */
	work(job: { readonly case: string } | { readonly alert: string }): Promise<void>;
	/** Takes up what a dead process or an emptied queue left, sends the summaries that are due, forgets what is old. */
	sweep(): Promise<void>;
	/** Sends a trial by every mean that is ready, one after the other. */
	trial(user: UserDocument): Promise<readonly Outcome[]>;
	/** Names of the means by which this user can be told now. */
	reaching(user: UserDocument): Promise<readonly string[]>;
	/** Who would be called for danger and cannot be told by any means: whoever is on call, and those in charge. */
	silent(): Promise<readonly UserDocument[]>;
	readonly preferences: Preferences;
	/** Means that are on, in the order in which they are tried. */
	readonly means: readonly Mean[];
	/** Adds a mean, to be tried before those that are there. */
	use(mean: Mean): void;
	/** How they did lately, also in other processes; `danger` is the last thing that reached nobody. */
	report(): Promise<readonly MeanDocument[]>;
}

export interface AlertSurroundings {
	readonly store: Store;
	readonly queues: Pick<Queues, 'add'>;
	readonly cases: Pick<Cases, 'get' | 'herald' | 'respread' | 'unreached'>;
	readonly service: () => Service;
	/** In the order in which they are tried; danger takes all at once. */
	readonly means: readonly Mean[];
	readonly preferences?: Preferences;
	/** Epoch milliseconds. */
	readonly clock: () => number;
	readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
	/** Address under which the desk is reached; null: unknown. */
	readonly base: string | null;
	/** Time zone of those who never chose one. */
	readonly zone: string;
}

/** How long somebody may be busy with sending one alert, in milliseconds; after that they count as dead. */
const LEASE = 2 * 60_000;
/** How long it is known what was told. */
const KEPT = 30 * 24 * 3_600_000;
/** How often it looks for letters that lie, in milliseconds. */
const LETTERS = 10 * 60_000;
const PAGE = 200;
const overStates = { next_at: null } as const;

export function createAlerts(surroundings: AlertSurroundings): Alerts {
	const { store, queues, cases, service, clock, log, base, zone } = surroundings;
	const means = [...surroundings.means];
	const { preferences = createPreferences(store, zone) } = surroundings;
	const record = createRecord(store);
	let looked = Number.NEGATIVE_INFINITY;
	const sight = createSight({ store, service });
	const noting = { record, log, clock };

	async function herald(caseId: string): Promise<void> {
		await cases.herald(caseId, async (document, news) => {
			for (const one of news) await spread(document, one);
		});
	}

	async function spread(document: CaseDocument, news: News): Promise<void> {
		const hearers = await hearersOf(store, document, news, service(), sight);
		const alerts = hearers
			.filter(({ _id }) => isStillNews(news, document, _id))
			.map(({ _id }) => newAlert(document, news, _id, clock()));
		await store.insert('alerts', alerts);
		for (const alert of alerts) await wake(alert);
		const matters = isStillNews(news, document, document.assignee ?? '');
		if (alerts.length === 0 && matters && document.priority === 1)
			await passOn(document._id, news, document.number, []);
	}

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
		if (user === null || user.disabled || !(await stillMatters(alert))) {
			await change(alert, { ...overStates, state: 'over' });
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
			await change(alert, { ...overStates, state: 'uncertain' });
			return;
		}
		const begun = await change(alert, {
			...(left.length === 0 ? { ...overStates, state: 'alone' } : { state: 'sending', next_at: clock() + LEASE }),
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
		alert: ReturnType<typeof worded>,
	): Promise<AlertDocument | null> {
		const about = begun.number;
		let current = begun;
		const outcomes: Outcome[] = [];
		if (begun.priority === 1)
			outcomes.push(...(await Promise.all(left.map((mean) => sendBy(mean, user, alert, about, noting)))));
		else
			for (const mean of left) {
				if (current.began !== mean.name) {
					const next = await change(current, { began: mean.name });
					if (next === null) return null;
					current = next;
				}
				const outcome = await sendBy(mean, user, alert, about, noting);
				outcomes.push(outcome);
				if (outcome.failure === null) break;
			}
		const sent = [...current.sent, ...outcomes.flatMap(({ mean, failure }) => (failure === null ? [mean] : []))];
		const failures = Object.fromEntries(outcomes.flatMap(({ mean, failure }) => (failure ? [[mean, failure]] : [])));
		const again = outcomes.every(({ lasting }) => lasting) ? null : pause(current);
		const next: Partial<AlertDocument> =
			sent.length > 0
				? { ...overStates, state: 'sent' }
				: again === null
					? { ...overStates, state: 'failed' }
					: { state: 'waiting', next_at: clock() + again };
		const ended = await change(current, { ...next, sent, failures });
		if (ended?.state === 'waiting') await wake(ended);
		return ended;
	}

	async function stillMatters(alert: AlertDocument): Promise<boolean> {
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
			alert.case,
			alert,
			alert.number,
			together.map(({ user }) => user),
		);
	}

	async function passOn(
		caseId: string,
		{ clock: ring }: Pick<News, 'clock'>,
		number: string,
		told: readonly string[],
	): Promise<void> {
		if (await isAtDesk(store, told, clock())) return;
		const higher = ring !== null && (await cases.unreached(caseId, ring, clock()));
		await record.failed('danger', 'unreachable', number, clock());
		log.error(
			{ code: 'alert.unheard', case: number, result: higher ? 'passed on' : 'nobody' },
			'an alert of danger reached nobody',
		);
	}

	async function reaching(user: UserDocument): Promise<readonly string[]> {
		const { off } = await preferences.get(user._id);
		return (await readyMeans(means, user, off)).map(({ name }) => name);
	}

	return {
		preferences,
		means,
		reaching,
		async silent() {
			const called = await calledInDanger(store, service());
			const reached = await Promise.all(called.map((user) => reaching(user)));
			return called.filter((_, index) => reached[index]?.length === 0);
		},
		use: (mean) => void means.unshift(mean),
		work: (job) => ('case' in job ? herald(job.case) : deliver(job.alert)),
		async sweep() {
			const now = clock();
			await cases.respread();
			const due = await store.find('alerts', { next_at: { lte: now } }, { sort: ['next_at'], limit: PAGE });
			for (const summary of await summarise(store, due, stillMatters, now)) await wake(summary);
			for (const alert of due) if (alert.state !== 'held') await wake(alert);
			if (now - looked < LETTERS && now >= looked) return;
			looked = now;
			for (const letter of await forgottenLetters(store, now)) await wake(letter);
			await store.removeAll('alerts', { at: { lt: now - KEPT } });
		},
		async trial(user) {
			const settings = await preferences.get(user._id);
			const alert = trial(named('trial', user._id, `${clock()}`), { base, ...settings });
			const outcomes: Outcome[] = [];
			for (const mean of await readyMeans(means, user, settings.off))
				outcomes.push(await sendBy(mean, user, alert, null, noting));
			return outcomes;
		},
		report: () => record.all(),
	};
}

function newAlert(document: CaseDocument, news: News, user: string, at: number): AlertDocument {
	const event = named(document._id, news.id);
	return {
		_id: named(event, user),
		rev: 1,
		user,
		event,
		case: document._id,
		number: document.number,
		kind: news.kind,
		priority: document.priority,
		level: news.level,
		clock: news.clock,
		at,
		state: 'waiting',
		next_at: at,
		tries: 0,
		began: null,
		sent: [],
		failures: {},
	};
}
