import { type Cases, createCases } from '../../src/cases/index.ts';
import type { UserDocument } from '../../src/desk/documents.ts';
import type { Queues, Signals } from '../../src/queues/index.ts';
import { compileService, type Service } from '../../src/service/index.ts';
import type { Store } from '../../src/store/index.ts';
import { user } from '../contracts/documents.ts';
import { HandClock, notedLog } from '../conversation/surroundings.ts';

/** An office with a team for Bogor, where danger is answered at night, and one for everything else. */
export const service: Service = compileService(
	new Map([
		[
			'knowledge/service.yaml',
			`
calendars:
  kantor:
    zone: Asia/Jakarta
    holidays: ID
    hours: { mon: [08:00-12:00, 13:00-16:00], tue: [08:00-16:00], wed: [08:00-16:00], thu: [08:00-16:00], fri: [08:00-16:00] }
promises:
  danger: { acknowledge: 15m, first_answer: 15m, next_contact: 24h, next_in_line: 15m }
  urgent: { acknowledge: 2h, first_answer: 4h, next_contact: 2d, next_in_line: 1h }
  normal: { acknowledge: 1d, first_answer: 1d, next_contact: 5d, next_in_line: 4h }
teams:
  - { id: umum, name: { id: Umum, en: General }, calendar: kantor, on_call: [] }
  - { id: bogor, name: { id: Bogor, en: Bogor }, calendar: kantor, areas: ["3271"], on_call: [budi, ani] }
fallback: umum
`,
		],
	]),
	new Map(),
).service!;

/** Somebody who can sign in; the id is the name, so that tests read well. */
export async function hire(
	store: Store,
	...people: readonly (readonly [string, UserDocument['role']])[]
): Promise<void> {
	await store.insert(
		'users',
		people.map(([name, role]) => ({ ...user(name), _id: name, role })),
	);
}

interface Grounds {
	readonly store: Store;
	readonly queues: Queues;
	readonly signals: Signals;
}

/** Cases on real stores and queues, on a clock that the test moves. The queues run what is due on that clock, at once. */
export function office({ store, queues, signals }: Grounds, now: number): Office {
	const clock = new HandClock();
	clock.now = now;
	const asked: string[] = [];
	const cases = createCases({ store, queues, signals, log: notedLog().log, service: () => service });
	queues.work('escalations', ({ case: caseId }) => cases.escalate(caseId, clock.now));
	queues.work('clocks', ({ case: caseId }) => cases.ring(caseId, clock.now));
	queues.work('follow-ups', async ({ clock: id }) => void asked.push(id));
	const names = ['escalations', 'clocks', 'follow-ups'] as const;

	async function quiet(): Promise<void> {
		for (;;) {
			const counts = await Promise.all(names.map((name) => queues.counts(name)));
			if (counts.every(({ waiting, active, delayed }) => waiting + active + delayed === 0)) return;
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
	}

	return {
		cases,
		clock,
		asked,
		async sweep() {
			await cases.requeue(clock.now);
			await cases.wind(clock.now, 0);
			await cases.handBack(clock.now);
			await quiet();
		},
		async pass(minutes, step = minutes) {
			for (let left = minutes; left > 0; left -= step) {
				clock.forward(Math.min(left, step) * 60_000);
				await this.sweep();
			}
		},
		async history(caseId) {
			const seen = await store.find('case_events', { case: caseId }, { sort: ['case', 'at'], limit: 1_000 });
			return seen.map(({ kind, detail }) => `${kind}${detail === null ? '' : ` ${detail}`}`);
		},
	};
}

export interface Office {
	readonly cases: Cases;
	readonly clock: HandClock;
	/** Clocks whose question was to be asked. */
	readonly asked: readonly string[];
	/** What the sweeper does, and all that it wakes. */
	sweep(): Promise<void>;
	/** Lets time pass, with a sweep after every step. */
	pass(minutes: number, step?: number): Promise<void>;
	/** Everything that happened to a case, in order. */
	history(caseId: string): Promise<readonly string[]>;
}
