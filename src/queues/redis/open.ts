import { createRedisBackend, withBackend } from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import { HakkuError } from '../../errors.ts';
import { BullQueues, type QueueSettings } from '../bullmq.ts';
import type { Queues, Signals } from '../queues.ts';
import { checkSafety } from './safety.ts';
import { RedisSignals } from './signals.ts';

export interface RedisSettings extends QueueSettings {
	/** Accept a Redis that keeps nothing on disk: what it forgets at a restart is rebuilt from the store. Default false. */
	readonly volatile?: boolean;
}

export interface RedisQueues {
	readonly queues: Queues;
	readonly signals: Signals;
}

/** Comes back within two seconds of the server, however long it was away. */
const retryStrategy = (times: number): number => Math.min(50 * 2 ** times, 2000);

/** Whoever adds a job waits this many tries (about two seconds) for a lost server, then hears that it is away. */
const triesWhenAsked = 4;

/**
 * Opens queues and signals on a Redis server.
 *
 * @param url - `redis://user:password@host:6379/0`, `rediss://` for TLS.
 * @throws HakkuError `queue.unavailable` when it cannot be reached or refuses the password, `queue.unsafe` when it would lose jobs.
 */
export async function openRedisQueues(url: string, settings: RedisSettings = {}): Promise<RedisQueues> {
	const report = settings.report ?? ((): void => undefined);
	await probe(url, settings.volatile ?? false);
	const connect = (options: RedisOptions): Redis => {
		const redis = new Redis(url, { retryStrategy, connectTimeout: 5000, ...options });
		return redis.on('error', report);
	};
	const asking = connect({ maxRetriesPerRequest: triesWhenAsked });
	const working = connect({ maxRetriesPerRequest: null });
	const queues = new BullQueues(
		{
			classes: withBackend(createRedisBackend),
			asking,
			working,
			ping: async () => {
				await asking.ping();
			},
			close: async () => {
				working.disconnect();
				asking.disconnect();
			},
		},
		settings,
	);
	await queues.ready();
	const signals = new RedisSignals(asking, connect({ maxRetriesPerRequest: null }), report);
	return { queues, signals };
}

/** Tries once, so that a wrong address or password is said at once and in one line. */
async function probe(url: string, volatile: boolean): Promise<void> {
	const redis = open(url);
	// connect() only says that it failed; this event says why.
	let why: Error | undefined;
	redis.on('error', (error) => {
		why ??= error;
	});
	try {
		await redis.connect();
		await checkSafety(redis, volatile);
	} catch (error) {
		if (error instanceof HakkuError) throw error;
		throw new HakkuError('queue.unavailable', `REDIS_URL: ${reason(why ?? error, redis)}`, why ?? error);
	} finally {
		redis.disconnect();
	}
}

function open(url: string): Redis {
	if (!/^rediss?:\/\/./.test(url) || !URL.canParse(url)) {
		throw new HakkuError('queue.unavailable', 'REDIS_URL is not an address like redis://host:6379.');
	}
	return new Redis(url, {
		lazyConnect: true,
		retryStrategy: () => null,
		maxRetriesPerRequest: 0,
		connectTimeout: 5000,
	});
}

function reason(error: unknown, redis: Redis): string {
	const text = error instanceof Error ? error.message : String(error);
	const place = `${redis.options.host}:${redis.options.port}`;
	if (/WRONGPASS|NOAUTH|invalid password|without any password/i.test(text)) {
		return `the server at ${place} refuses the password.`;
	}
	return `no Redis answers at ${place}.`;
}
