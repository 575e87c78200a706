import { createAlerts, createPreferences, type Mean, type NotDelivered } from '../../src/alerts/index.ts';
import { createCases } from '../../src/cases/index.ts';
import type { UserDocument } from '../../src/desk/documents.ts';
import type { Store } from '../../src/store/index.ts';
import { service } from '../cases/office.ts';
import { HandClock, HandQueues, HandSignals, notedLog } from '../conversation/surroundings.ts';
import { handoff } from '../conversation/tiny-play.ts';

/** Tuesday 2 June 2026, 10.00 in Jakarta: the office is open. */
const morning = Date.UTC(2026, 5, 2, 3);
/** The same day, 22.00: quiet hours. */
export const night = Date.UTC(2026, 5, 2, 15);
const base = 'https://hakku.example/';

/** A means of a test's own: keeps what it took, and refuses as it is told. */
export class NotedMean implements Mean {
	readonly repeatable: boolean;
	readonly name: string;
	readonly taken: {
		readonly user: string;
		readonly title: string;
		readonly text: string;
		readonly url: string | null;
	}[] = [];
	/** What the next sends do, in order; then all are taken. */
	readonly answers: (NotDelivered | 'hang')[] = [];
	/** Names of users who have it; null: everybody. */
	users: readonly string[] | null = null;

	constructor(name: string, repeatable = false) {
		this.name = name;
		this.repeatable = repeatable;
	}

	async ready({ name }: UserDocument): Promise<boolean> {
		return this.users === null || this.users.includes(name);
	}

	async send({ name: user }: UserDocument, { title, text, url }: Parameters<Mean['send']>[1]): Promise<void> {
		const answer = this.answers.shift();
		if (answer === 'hang') return new Promise(() => undefined);
		if (answer !== undefined) throw answer;
		this.taken.push({ user, title, text, url });
	}
}

/** Cases and alerts on a real store, with queues on the test's own clock. */
export function openAlertWorld(store: Store, means: readonly Mean[], now = morning) {
	const clock = new HandClock();
	clock.now = now;
	const queues = new HandQueues(clock.read);
	const { log, lines } = notedLog();
	const preferences = createPreferences(store, 'Asia/Jakarta');
	const cases = createCases({ store, queues, signals: new HandSignals(), log, service: () => service });
	const alerts = createAlerts({
		...{ store, queues, cases, means, preferences, log, base },
		service: () => service,
		clock: clock.read,
		zone: 'Asia/Jakarta',
	});
	queues.work('escalations', ({ case: id }) => cases.escalate(id, clock.now));
	queues.work('clocks', ({ case: id }) => cases.ring(id, clock.now));
	queues.work('alerts', (job) => alerts.work(job));

	/** Everything that is due, and what follows from it at this moment. */
	async function settle(): Promise<void> {
		await cases.requeue(clock.now);
		await cases.wind(clock.now, 0);
		await alerts.sweep();
		for (let round = 0; round < 10; round++) await queues.run();
	}

	return {
		...{ store, cases, alerts, preferences, queues, clock, lines, settle },
		async pass(minutes: number) {
			clock.forward(minutes * 60_000);
			await settle();
		},
		/** A case that begins now. */
		async open(id: string, part: Parameters<typeof handoff>[0] = {}, area = '3271') {
			const facts = { 'orang.wilayah': { status: 'known', value: area, at: 1 } } as const;
			return cases.open({
				...{ id: `telegram:${id}@1`, conversation: `telegram:${id}`, person: `p${id}`, at: clock.now },
				words: ['suami saya memukul'],
				handoff: handoff({ facts, ...part }),
			});
		},
	};
}

export type AlertWorld = ReturnType<typeof openAlertWorld>;
