import { resolve } from 'node:path';
import { openEmbeddedQueues } from '../src/queues/embedded/index.ts';
import type { Queues, Signals } from '../src/queues/index.ts';
import { openEmbeddedStore } from '../src/store/embedded/index.ts';
import type { Store } from '../src/store/index.ts';

/** Where tests keep an empty database, so that only the first of them makes one. */
export const template = resolve('node_modules/.cache/hakku/empty-database.tar');

/** A real store, queues and signals of a test's own, gone when it ends. */
export async function openEmbedded(
	folder?: string,
): Promise<{ store: Store; queues: Queues; signals: Signals; close(): Promise<void> }> {
	const { store, session } = await openEmbeddedStore(folder === undefined ? { template } : { folder, template });
	const { queues, signals } = await openEmbeddedQueues(session, { backoff: 5 });
	return {
		store,
		queues,
		signals,
		async close() {
			await signals.close();
			await queues.close();
			await store.close();
		},
	};
}
