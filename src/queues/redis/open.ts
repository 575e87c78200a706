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

/** Comes back within half a second of the server, however long it was away. */
const retryStrategy = (times: number): number => Math.min(50 * 2 ** times, 500);

/** Whoever adds a job waits this many tries (at most two seconds) for a lost server, then hears that it is away. */
const triesWhenAsked = 3;

/**
 * Opens queues and signals on a Redis server.
 *
 * @param url - `redis://user:password@host:6379/0`, `rediss://` for TLS.
 * @throws HakkuError `queue.unavailable` when it cannot be reached or refuses the password, `queue.unsafe` when it would lose jobs.
 */
export async function openRedisQueues(url: string, settings: RedisSettings = {}): Promise<RedisQueues> {
	const report = settings.report ?? ((): void => undefined);
	await probe(url, settings.volatile ?? false);
	const connect = (options: RedisOptions): Redis =>
		new Redis(url, { retryStrategy, connectTimeout: 5000, ...options }).on('error', () => undefined);
	const asking = connect({ maxRetriesPerRequest: triesWhenAsked });
	const working = connect({ maxRetriesPerRequest: null });
	reportOutages(asking, report);
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

/** Says once that the server is away, not at every try of every connection. */
function reportOutages(redis: Redis, report: (error: Error) => void): void {
	let away = false;
	redis.on('error', (error) => {
		if (!away) report(new HakkuError('queue.unavailable', `Lost the Redis at ${placeOf(redis)}; trying again.`, error));
		away = true;
	});
	redis.on('ready', () => {
		away = false;
	});
}

function placeOf({ options }: Redis): string {
	return `${options.host}:${options.port}`;
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
	const place = placeOf(redis);
	if (/WRONGPASS|NOAUTH|invalid password|without any password/i.test(text)) {
		return `the server at ${place} refuses the password.`;
	}
	return `no Redis answers at ${place}.`;
}
