/**
 * Where state and queues are kept, as the settings say; the only place, beside the command line, that names an adapter.
 * A server that was named and does not answer stops the start: nothing else ever stands in for it.
 */
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { traceOf } from './log.ts';
import { openEmbeddedQueues } from './queues/embedded/index.ts';
import type { Queues, Signals } from './queues/index.ts';
import { openRedisQueues } from './queues/redis/index.ts';
import { openEmbeddedStore } from './store/embedded/index.ts';
import type { Store } from './store/index.ts';
import { openMongoStore } from './store/mongo/index.ts';

/** State and queues, wherever they are kept. */
export interface Ground {
	readonly store: Store;
	readonly queues: Queues;
	readonly signals: Signals;
	/** True when no other process can be on this ground at the same time. */
	readonly alone: boolean;
	close(): Promise<void>;
}

/** Opens state and queues. `memory`: a throw-away place, gone with the process, whatever the settings say. */
export async function openGround(config: Config, log: Logger, place: 'kept' | 'memory' = 'kept'): Promise<Ground> {
	const report = (error: unknown) => log.warn(traceOf(error), 'queues');
	const { mongoUrl, redisUrl } = config;
	const opened: (() => Promise<void>)[] = [];
	const close = async () => {
		for (const closeOne of opened.splice(0).reverse()) await closeOne();
	};
	const noting = <T extends { close(): Promise<void> }>(part: T): T => {
		opened.push(() => part.close());
		return part;
	};
	const embedded = async () => {
		const database = await openEmbeddedStore(place === 'memory' ? {} : { folder: config.dataDir });
		noting(database.store);
		return database;
	};
	try {
		if (place === 'memory' || mongoUrl === null) {
			const { store, session } = await embedded();
			const { queues, signals } = await openEmbeddedQueues(session, { report });
			return { store, queues: noting(queues), signals: noting(signals), alone: true, close };
		}
		const store = noting(await openMongoStore(mongoUrl));
		const { queues, signals } =
			redisUrl === null
				? await openEmbeddedQueues((await embedded()).session, { report })
				: await openRedisQueues(redisUrl, { report });
		return { store, queues: noting(queues), signals: noting(signals), alone: false, close };
	} catch (error) {
		await close();
		throw error;
	}
}
