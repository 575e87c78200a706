import { createPostgresBackend, runMigrations, SchemaVersionMismatchError, withBackend } from 'bullmq';
import { HakkuError } from '../../errors.ts';
import { BullQueues, type QueueSettings } from '../bullmq.ts';
import type { Queues, Signals } from '../queues.ts';
import { LocalSignals } from '../signals.ts';
import { SessionPool, type SharedSession } from './pool.ts';

export interface EmbeddedQueues {
	readonly queues: Queues;
	readonly signals: Signals;
}

/**
 * Opens the queues on the store's database. Close them before the store.
 *
 * @throws HakkuError `data.newer` when a later Hakku has written there.
 */
export async function openEmbeddedQueues(
	session: SharedSession,
	settings: QueueSettings = {},
): Promise<EmbeddedQueues> {
	const pool = new SessionPool(session);
	const client = await pool.connect();
	try {
		await runMigrations(client, 'bullmq');
		// The store names its schema in every statement, so this one is BullMQ's to use.
		await client.query('SET search_path TO bullmq');
		if (!takenOver.has(session)) await takeOver(session);
		takenOver.add(session);
	} catch (error) {
		if (error instanceof SchemaVersionMismatchError) {
			throw new HakkuError('data.newer', 'The queues in the data were written by a newer Hakku.', error);
		}
		throw error;
	} finally {
		client.release();
	}
	const queues = new BullQueues(
		{
			classes: withBackend(createPostgresBackend),
			asking: pool,
			working: pool,
			ping: async () => {
				await session.run('SELECT 1', []);
			},
			close: async () => undefined,
		},
		settings,
	);
	await queues.ready();
	return { queues, signals: new LocalSignals(settings.report) };
}

const takenOver = new WeakSet<SharedSession>();

/**
 * Nobody else uses this folder, so a job that is "active" now was in the hand of a process that died. Without this it would wait
 * for its lock to run out; so the first look for stalled jobs, at once, gives it to a worker.
 */
async function takeOver(session: SharedSession): Promise<void> {
	await session.run(`UPDATE bullmq.job SET locked_until_ms = 0, stalled_marked = true WHERE state = 'active';
		DELETE FROM bullmq.meta WHERE field = 'stalled-check'`);
}
