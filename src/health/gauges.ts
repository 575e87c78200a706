import type { Priority } from '../cases/documents.ts';
import type { QueueName, Queues } from '../queues/index.ts';
import type { Store } from '../store/index.ts';
import type { Gauges } from './metrics.ts';

const queueNames: readonly QueueName[] = [
	'escalations',
	'clocks',
	'follow-ups',
	'alerts',
	'timers',
	'files',
	'topics',
	'housekeeping',
];
const states = ['waiting', 'delayed', 'active', 'failed'] as const;
const priorities: readonly (readonly [Priority, string])[] = [
	[1, 'danger'],
	[2, 'urgent'],
	[3, 'normal'],
];

/** Reads the depth of each queue. */
export async function readQueues(queues: Pick<Queues, 'counts'>, { jobs }: Gauges): Promise<void> {
	jobs.reset();
	for (const queue of queueNames) {
		const counts = await queues.counts(queue);
		for (const state of states) jobs.set({ queue, state }, counts[state]);
	}
}

/** Reads what waits in conversations and cases: a handful of questions that an index answers. @param now - epoch milliseconds. */
export async function readStore(store: Pick<Store, 'count' | 'find'>, gauges: Gauges, now: number): Promise<void> {
	const { unanswered, pending, held } = gauges;
	const waits = { pending_since: { lte: now } };
	const [oldest] = await store.find('conversations', waits, { sort: ['pending_since'], limit: 1 });
	unanswered.set(age(oldest?.pending_since, now));
	pending.set(await store.count('conversations', waits));
	held.set(await store.count('conversations', { pending_since: { gt: now } }));
	await readCases(store, gauges, now);
}

/** An old figure would look like a quiet day. */
export function forgetStore({ unanswered, pending, held, cases, sla, unclaimed }: Gauges): void {
	for (const gauge of [unanswered, pending, held]) gauge.remove();
	for (const gauge of [cases, sla, unclaimed]) gauge.reset();
}

async function readCases(
	store: Pick<Store, 'count' | 'find'>,
	{ cases, sla, unclaimed }: Gauges,
	now: number,
): Promise<void> {
	cases.reset();
	sla.reset();
	unclaimed.reset();
	for (const [number, priority] of priorities) {
		const open = { status: 'open', priority: number } as const;
		const free = { ...open, assignee: null };
		const all = await store.count('cases', open);
		const untaken = await store.count('cases', free);
		cases.set({ priority, claimed: 'no' }, untaken);
		cases.set({ priority, claimed: 'yes' }, Math.max(0, all - untaken));
		const late = await store.count('cases', { ...open, late_since: { lte: now } });
		sla.set({ priority, sla: 'late' }, late);
		sla.set({ priority, sla: 'in_time' }, Math.max(0, all - late));
		const [oldest] = await store.find('cases', free, {
			sort: ['assignee', 'status', 'priority', 'opened_at'],
			limit: 1,
		});
		unclaimed.set({ priority }, age(oldest?.opened_at, now));
	}
}

function age(since: number | null | undefined, now: number): number {
	return since === null || since === undefined ? 0 : Math.max(0, now - since) / 1000;
}
