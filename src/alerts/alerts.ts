import type { Logger } from 'pino';
import { type CaseDocument, type Cases, createSight, isStillNews, type News } from '../cases/index.ts';
import type { UserDocument } from '../desk/documents.ts';
import type { Queues } from '../queues/index.ts';
import type { Service } from '../service/index.ts';
import type { Store } from '../store/index.ts';
import { type Outcome, readyMeans, sendBy } from './delivering.ts';
import type { AlertDocument, MeanDocument } from './documents.ts';
import { calledInDanger, hearersOf } from './hearers.ts';
import { forgottenLetters } from './letters.ts';
import type { Mean } from './mean.ts';
import { named } from './naming.ts';
import { createPreferences, type Preferences } from './preferences.ts';
import { createRecord } from './record.ts';
import { createSender } from './sender.ts';
import { summarise } from './summary.ts';
import { trial } from './words.ts';

/** Tells workers what they should know while they are not looking at the desk: each thing once to each of them. */
export interface Alerts {
	/** The job of a case with news, or of one alert. Whoever runs it twice tells nobody twice. */
	work(job: { readonly case: string } | { readonly alert: string }): Promise<void>;
	/** Takes up what a dead process or an emptied queue left, sends the summaries that are due, forgets what is old. */
	sweep(): Promise<void>;
	/** Sends a trial by every mean that is ready, one after the other. */
	trial(user: UserDocument): Promise<readonly Outcome[]>;
	/** Names of the means by which this user can be told now; not those that refused them for good. */
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

/** How long it is known what was told. */
const KEPT = 30 * 24 * 3_600_000;
/** How often it looks for letters that lie, in milliseconds. */
const LETTERS = 10 * 60_000;
const PAGE = 200;

export function createAlerts(surroundings: AlertSurroundings): Alerts {
	const { store, cases, service, clock, log, base, zone } = surroundings;
	const means = [...surroundings.means];
	const { preferences = createPreferences(store, zone) } = surroundings;
	const record = createRecord(store);
	let looked = Number.NEGATIVE_INFINITY;
	const sight = createSight({ store, service });
	const sender = createSender({ ...surroundings, means, preferences, record });

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
		for (const alert of alerts) await sender.wake(alert);
		const matters = isStillNews(news, document, document.assignee ?? '');
		if (alerts.length === 0 && matters && document.priority === 1)
			await sender.passOn({ case: document._id, number: document.number, clock: news.clock }, []);
	}

	async function reaching(user: UserDocument): Promise<readonly string[]> {
		const { off, trouble = {} } = await preferences.get(user._id);
		return (await readyMeans(means, user, off)).map(({ name }) => name).filter((name) => !(name in trouble));
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
		work: (job) => ('case' in job ? herald(job.case) : sender.deliver(job.alert)),
		async sweep() {
			const now = clock();
			await cases.respread();
			const due = await store.find('alerts', { next_at: { lte: now } }, { sort: ['next_at'], limit: PAGE });
			for (const summary of await summarise(store, due, sender.matters, now)) await sender.wake(summary);
			for (const alert of due) if (alert.state !== 'held') await sender.wake(alert);
			if (now - looked < LETTERS && now >= looked) return;
			looked = now;
			for (const letter of await forgottenLetters(store, now)) await sender.wake(letter);
			await store.removeAll('alerts', { at: { lt: now - KEPT } });
		},
		async trial(user) {
			const settings = await preferences.get(user._id);
			const alert = trial(named('trial', user._id, `${clock()}`), { base, ...settings });
			const outcomes: Outcome[] = [];
			for (const mean of await readyMeans(means, user, settings.off))
				outcomes.push(await sendBy(mean, user, alert, null, { record, preferences, log, clock }));
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
