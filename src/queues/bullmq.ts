import { type IQueueBackend, isNotConnectionError, type Queue, type withBackend } from 'bullmq';
import { HakkuError } from '../errors.ts';
import { decodeId, encodeId, type Place } from './jobid.ts';
import type { JobHandler, JobOptions, QueueJobs, QueueName, Queues } from './queues.ts';

/** What stands between BullMQ and the world: where its jobs are kept, and who hears of trouble. */
export interface Ground<B extends IQueueBackend, C> {
	/** BullMQ's classes on one backend. */
	readonly classes: ReturnType<typeof withBackend<B, C>>;
	/** For adding and asking: gives up when the server is away, so that the caller knows. */
	readonly asking: C;
	/** For working: waits for the server to come back. */
	readonly working: C;
	ping(): Promise<void>;
	/** After workers and queues are closed. */
	close(): Promise<void>;
}

export interface QueueSettings {
	/** Hears of every failed attempt of a job, and once of every lost connection. */
	readonly report?: (error: Error) => void;
	/** Milliseconds before the first retry; each further one waits twice as long. Default 1,000. */
	readonly backoff?: number;
	/** Milliseconds after which a job whose process died is given to another. Default 30,000. */
	readonly lock?: number;
	/** Milliseconds that a stop waits for the job in hand. Default 15,000. */
	readonly stop?: number;
}

type Task = QueueJobs['housekeeping']['task'];

const retries = 5;
/** How soon a server that was emptied repeats again what it should, in milliseconds. */
const restoreEvery = 30_000;
const usualPriority = 10;
const names: readonly QueueName[] = [
	'escalations',
	'clocks',
	'follow-ups',
	'alerts',
	'timers',
	'files',
	'topics',
	'housekeeping',
];

/** Failed jobs are kept for a month, for whoever looks for the reason. */
const keepFailed = { age: 30 * 24 * 60 * 60, count: 10_000 };

type Kept<B extends IQueueBackend, C> = InstanceType<ReturnType<typeof withBackend<B, C>>['Queue']>;

/**
 * The queues on BullMQ, the same on every backend. A finished job goes at once, so its id is free again; what waits, is
 * delayed or repeats is never cleaned away.
 */
export class BullQueues<B extends IQueueBackend, C> implements Queues {
	readonly #ground: Ground<B, C>;
	readonly #settings: Required<QueueSettings>;
	readonly #queues = new Map<QueueName, Kept<B, C>>();
	readonly #workers = new Map<QueueName, { close(): Promise<void> }>();
	readonly #repeated = new Map<Task, number>();
	#watch: NodeJS.Timeout | undefined;
	#closed: Promise<void> | undefined;

	constructor(ground: Ground<B, C>, settings: QueueSettings = {}) {
		this.#ground = ground;
		this.#settings = { report: () => undefined, backoff: 1000, lock: 30_000, stop: 15_000, ...settings };
		for (const name of names) {
			const queue = new ground.classes.Queue(name, {
				connection: ground.asking,
				prefix: 'hakku',
				streams: { events: { maxLen: 100 } },
				defaultJobOptions: {
					attempts: 1 + retries,
					backoff: { type: 'exponential', delay: this.#settings.backoff, jitter: 0.2 },
					removeOnComplete: true,
					removeOnFail: keepFailed,
				},
			});
			queue.on('error', (error) => this.#trouble(error));
			this.#queues.set(name, queue);
		}
	}

	/** Resolves when every queue can be used. */
	async ready(): Promise<void> {
		await this.#asked(() => Promise.all(names.map((name) => this.#queue(name).waitUntilReady())));
	}

	async add<Q extends QueueName>(name: Q, data: QueueJobs[Q], options: JobOptions): Promise<void> {
		const { delay = 0, priority = usualPriority } = options;
		if (!Number.isFinite(delay)) throw new TypeError('A delay is a number of milliseconds.');
		if (!Number.isInteger(priority) || priority < 1) throw new TypeError('A priority is a whole number from 1.');
		const queue = this.#queue(name);
		await this.#asked(async () => {
			const place = await freePlace(queue, options.id);
			if (place === undefined) return;
			await queue.add(name, wrapped(data), {
				jobId: encodeId(options.id, place),
				delay: Math.max(0, Math.ceil(delay)),
				priority,
			});
		});
	}

	async every(task: Task, milliseconds: number): Promise<void> {
		if (!Number.isSafeInteger(milliseconds) || milliseconds < 1) {
			throw new TypeError('An interval is a whole number of milliseconds.');
		}
		await this.#asked(() => this.#repeat(task, milliseconds));
		this.#repeated.set(task, milliseconds);
		this.#watch ??= setInterval(() => this.#restoreRepeated(), restoreEvery).unref();
	}

	async remove(name: QueueName, id: string): Promise<boolean> {
		const queue = this.#queue(name);
		return this.#asked(async () => {
			let removed = false;
			for (const place of ['first', 'second'] as const) {
				const written = encodeId(id, place);
				if (!waits(await queue.getJobState(written))) continue;
				removed = (await queue.remove(written)) === 1 || removed;
			}
			return removed;
		});
	}

	work<Q extends QueueName>(name: Q, handler: JobHandler<Q>, options: { concurrency?: number } = {}): void {
		if (this.#closed !== undefined) throw closed();
		if (this.#workers.has(name)) throw new TypeError(`${name} already has a handler in this process`);
		const { lock, report } = this.#settings;
		const worker = new this.#ground.classes.Worker<Wrapped>(
			name,
			async (job) => handler(JSON.parse(job.data.json) as QueueJobs[Q], decodeId(job.id ?? '')),
			{
				connection: this.#ground.working,
				prefix: 'hakku',
				concurrency: options.concurrency ?? 1,
				lockDuration: lock,
				stalledInterval: lock,
				maxStalledCount: retries,
				runRetryDelay: 1000,
				removeOnComplete: { count: 0 },
				removeOnFail: keepFailed,
			},
		);
		worker.on('error', (error) => this.#trouble(error));
		worker.on('failed', (_, error) => report(error));
		this.#workers.set(name, worker);
	}

	async counts(name: QueueName): Promise<{ waiting: number; delayed: number; active: number; failed: number }> {
		const count = await this.#asked(() =>
			this.#queue(name).getJobCounts('waiting', 'prioritized', 'delayed', 'active', 'failed'),
		);
		const of = (state: string): number => count[state] ?? 0;
		return {
			waiting: of('waiting') + of('prioritized'),
			delayed: of('delayed'),
			active: of('active'),
			failed: of('failed'),
		};
	}

	async ping(): Promise<void> {
		await this.#asked(() => this.#ground.ping());
	}

	close(): Promise<void> {
		this.#closed ??= this.#stop();
		return this.#closed;
	}

	async #repeat(task: Task, milliseconds: number): Promise<void> {
		const queue = this.#queue('housekeeping');
		const known = await queue.getJobScheduler(task);
		if (Number(known?.every) === milliseconds) return;
		// BullMQ would keep the old interval's offset and wait up to that long before it takes up the new one.
		if (known !== undefined) await queue.removeJobScheduler(task);
		await queue.upsertJobScheduler(task, { every: milliseconds }, { name: 'housekeeping', data: wrapped({ task }) });
	}

	/** A server that was emptied has forgotten what repeats, and nothing in the store says so. */
	#restoreRepeated(): void {
		for (const [task, milliseconds] of this.#repeated) {
			this.#repeat(task, milliseconds).catch((error: Error) => this.#settings.report(error));
		}
	}

	/** Every queue and worker says again that the connection is lost; the ground says it once. */
	#trouble(error: Error): void {
		if (isNotConnectionError(error) && !('syscall' in error)) this.#settings.report(error);
	}

	async #stop(): Promise<void> {
		clearInterval(this.#watch);
		await this.#within([...this.#workers.values()].map((worker) => worker.close()));
		await this.#within([...this.#queues.values()].map((queue) => queue.close()));
		await this.#ground.close();
	}

	/** A job that hangs is left behind: its lock runs out, and another process takes it. */
	async #within(endings: readonly Promise<void>[]): Promise<void> {
		let waited: NodeJS.Timeout | undefined;
		const late = new Promise<void>((resolve) => {
			waited = setTimeout(resolve, this.#settings.stop);
		});
		await Promise.race([Promise.all(endings), late]);
		clearTimeout(waited);
	}

	#queue(name: QueueName): Kept<B, C> {
		const queue = this.#queues.get(name);
		if (queue === undefined) throw new TypeError(`${name}: not a queue`);
		return queue;
	}

	async #asked<T>(ask: () => Promise<T>): Promise<T> {
		if (this.#closed !== undefined) throw closed();
		try {
			return await ask();
		} catch (error) {
			if (error instanceof TypeError || error instanceof HakkuError) throw error;
			const reason = error instanceof Error ? error.message : String(error);
			throw new HakkuError('queue.unavailable', `The queue server did not do what was asked (${reason}).`, error);
		}
	}
}

/** A job's data as text: PostgreSQL would refuse a NUL anywhere inside. */
interface Wrapped {
	readonly json: string;
}

function wrapped(data: QueueJobs[QueueName]): Wrapped {
	return { json: JSON.stringify(data) };
}

function closed(): HakkuError {
	return new HakkuError('queue.unavailable', 'The queues are closed.');
}

function waits(state: string): boolean {
	return state === 'waiting' || state === 'delayed' || state === 'prioritized';
}

/**
 * Where a job of this id can stand, or undefined when one already waits. A job in hand may have read the truth before it
 * changed, so the new one waits beside it; one that failed for good makes room.
 */
async function freePlace(queue: Pick<Queue, 'getJobState' | 'remove'>, id: string): Promise<Place | undefined> {
	const places = ['first', 'second'] as const;
	const states = await Promise.all(places.map((place) => queue.getJobState(encodeId(id, place))));
	if (states.some(waits)) return undefined;
	const at = states.findIndex((state) => state !== 'active');
	const place = places[at];
	if (place === undefined) return undefined;
	if (states[at] !== 'unknown') await queue.remove(encodeId(id, place));
	return place;
}
