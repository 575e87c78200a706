/**
 * The queues that carry what must wait or cross processes. A job carries ids only; its handler re-reads the truth and does
 * nothing when it has moved on. Queues can be wiped: whoever owns the truth adds the jobs again (same id, so never twice).
 */
export interface QueueJobs {
	/** A case that a human must see. */
	escalations: { case: string };
	/** A promise or deadline of a case falls due; a job for each moment at which its first clock rings. */
	clocks: { case: string };
	/** The person is to be asked how a claim went. */
	'follow-ups': { case: string; clock: string };
	/** Workers are to be told of what is new about a case, or one of them of one thing. */
	alerts: { case: string } | { alert: string };
	/** Something due later for a conversation: a reminder, a follow-up, a parked send. */
	timers: { conversation: string; timer: string };
	/** A file that somebody sent, to be fetched. */
	files: { file: string };
	/** What the staff group shows of a case is behind. */
	topics: { case: string };
	/** Housekeeping that repeats: the sweeper. */
	housekeeping: { task: 'sweep' };
}

export type QueueName = keyof QueueJobs;

export interface JobOptions {
	/** Unique inside the queue; adding it again while it waits changes nothing. Any text: the adapter encodes it. */
	readonly id: string;
	/** Milliseconds from now; default 0. */
	readonly delay?: number;
	/** 1 is the most urgent; default 10. */
	readonly priority?: number;
}

/** Handles one job; a rejection is retried with backoff, five times, then kept as failed. */
export type JobHandler<Q extends QueueName> = (data: QueueJobs[Q], id: string) => Promise<void>;

/** One contract suite (test/contracts/queues.ts) runs on every adapter. */
export interface Queues {
	/** Resolves once the job is durably queued; a refused job rejects, never silently. */
	add<Q extends QueueName>(queue: Q, data: QueueJobs[Q], options: JobOptions): Promise<void>;
	/** Runs `task` about every `milliseconds`, across restarts; calling it again replaces the interval. */
	every(task: QueueJobs['housekeeping']['task'], milliseconds: number): Promise<void>;
	/** Takes a waiting or delayed job out; `false` when there was none. */
	remove(queue: QueueName, id: string): Promise<boolean>;
	/** Starts working on a queue. One handler per queue and process. */
	work<Q extends QueueName>(queue: Q, handler: JobHandler<Q>, options?: { concurrency?: number }): void;
	/** Jobs by state, for health and metrics. */
	counts(queue: QueueName): Promise<{ waiting: number; delayed: number; active: number; failed: number }>;
	/** Rejects when the queue server cannot be used right now. */
	ping(): Promise<void>;
	/** Finishes what is in hand, starts nothing new, lets go of connections. */
	close(): Promise<void>;
}

/**
 * Tells open pages and other processes that something changed; carries a topic only (`conversation:web:…`, `cases`).
 * Whoever hears it reads the truth again. A lost signal costs freshness, never a message.
 */
export interface Signals {
	publish(topic: string): void;
	/** Resolves to a function that ends the subscription. */
	subscribe(topic: string, heard: () => void): () => void;
	close(): Promise<void>;
}
