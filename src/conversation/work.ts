import type { Alerts } from '../alerts/index.ts';
import type { Cases } from '../cases/index.ts';
import { traceOf } from '../log.ts';
import type { Queues } from '../queues/index.ts';
import type { Conversations } from './api.ts';
import { isRecent } from './jumps.ts';
import type { Surroundings } from './surroundings.ts';

/** How often the sweeper comes by, in milliseconds. */
const SWEEP = 10_000;

/** What was started; `tick` is what its own clock calls, for tests. */
export interface Work {
	/**
	 * The repeating job of the sweeper lives in the queue, and a queue can be wiped while we run. When no sweep came by for
	 * three rounds, this puts the jobs back and sweeps itself.
	 */
	tick(): Promise<void>;
	stop(): void;
}

/** Connects the queues with what they wake: escalations, timers, and the sweeper. Resolves once what a dead process left is taken up. */
export async function startWork(
	{
		cases,
		queues,
		clock,
		log,
		alerts,
	}: Pick<Surroundings, 'clock' | 'log'> & {
		readonly cases: Cases;
		readonly queues: Queues;
		/** Tells workers who are not looking at the desk; without it nobody does. */
		readonly alerts?: Pick<Alerts, 'work' | 'sweep'>;
	},
	conversations: Conversations,
	every = SWEEP,
): Promise<Work> {
	let swept = clock();

	async function sweep(): Promise<void> {
		swept = clock();
		const found = await conversations.sweep();
		if (found > 0) log.info({ found }, 'conversations that waited were taken up');
		await cases.requeue(clock());
		await cases.wind(clock(), 3 * every);
		await cases.handBack(clock());
		await alerts?.sweep();
	}

	async function rebuild(): Promise<void> {
		await queues.every('sweep', every);
		await sweep();
	}

	queues.work('escalations', ({ case: caseId }) => cases.escalate(caseId, clock()), { concurrency: 4 });
	queues.work('clocks', ({ case: caseId }) => cases.ring(caseId, clock()), { concurrency: 4 });
	queues.work('follow-ups', ({ case: caseId, clock: id }) => conversations.followUp(caseId, id));
	if (alerts) queues.work('alerts', (job) => alerts.work(job), { concurrency: 8 });
	queues.work('timers', ({ conversation, timer }) => conversations.timer(conversation, timer), { concurrency: 8 });
	queues.work('files', ({ file }) => conversations.file(file), { concurrency: 2 });
	queues.work('housekeeping', () => sweep());
	await rebuild();

	async function tick(): Promise<void> {
		if (isRecent(swept, clock(), 3 * every)) return;
		try {
			await rebuild();
		} catch (error) {
			log.error({ code: 'sweep.failed', ...traceOf(error) }, 'the sweeper could not run; it is tried again');
		}
	}

	const watch = setInterval(() => void tick(), every);
	watch.unref();
	return { tick, stop: () => clearInterval(watch) };
}
