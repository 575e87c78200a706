import pino from 'pino';
import type { Channel, ChannelName, Delivery, Outbound, Receive } from '../../src/channels/index.ts';
import type { JobOptions, QueueJobs, QueueName, Queues, Signals } from '../../src/queues/index.ts';

/** A clock that a test moves. */
export class HandClock {
	now = Date.UTC(2026, 2, 2, 3);
	readonly read = (): number => this.now;
	forward(milliseconds: number): void {
		this.now += milliseconds;
	}
}

/** A channel to nowhere that keeps what it sent, and answers as the test says. */
export class NotebookChannel implements Channel {
	readonly textLimit = 4096;
	readonly sent: Outbound[] = [];
	/** What the next sends answer, in order; then always `sent`. */
	readonly answers: (Delivery | Error)[] = [];
	readonly name: ChannelName;
	readonly repeatable: boolean;

	constructor(name: ChannelName, repeatable: boolean) {
		this.name = name;
		this.repeatable = repeatable;
	}

	async start(_receive: Receive): Promise<void> {}
	async stop(): Promise<void> {}

	async send(message: Outbound): Promise<Delivery> {
		const answer = this.answers.shift() ?? { result: 'sent' };
		if (answer instanceof Error) throw answer;
		if (answer.result === 'sent' || answer.result === 'uncertain') this.sent.push(message);
		return answer;
	}

	textsTo(address: string): string[] {
		return this.sent.filter((message) => message.address === address).map((message) => message.text);
	}
}

interface Job {
	readonly queue: QueueName;
	readonly data: QueueJobs[QueueName];
	readonly options: JobOptions;
	readonly due: number;
}

/** Queues in memory that run on the test's own clock: BullMQ's delays can't be moved by hand. The real ones have tests of their own. */
export class HandQueues implements Queues {
	readonly jobs = new Map<string, Job>();
	readonly repeating = new Map<string, number>();
	refuse = false;
	readonly #clock: () => number;
	readonly #handlers = new Map<QueueName, (data: never, id: string) => Promise<void>>();

	constructor(clock: () => number) {
		this.#clock = clock;
	}

	async add<Q extends QueueName>(queue: Q, data: QueueJobs[Q], options: JobOptions): Promise<void> {
		if (this.refuse) throw new Error('the queue is away');
		const key = `${queue}/${options.id}`;
		if (!this.jobs.has(key)) this.jobs.set(key, { queue, data, options, due: this.#clock() + (options.delay ?? 0) });
	}
	async every(task: 'sweep', milliseconds: number): Promise<void> {
		this.repeating.set(task, milliseconds);
	}
	async remove(queue: QueueName, id: string): Promise<boolean> {
		return this.jobs.delete(`${queue}/${id}`);
	}
	work<Q extends QueueName>(queue: Q, handler: (data: QueueJobs[Q], id: string) => Promise<void>): void {
		this.#handlers.set(queue, handler as (data: never, id: string) => Promise<void>);
	}
	async counts(queue: QueueName): Promise<{ waiting: number; delayed: number; active: number; failed: number }> {
		const waiting = [...this.jobs.values()].filter((job) => job.queue === queue);
		const delayed = waiting.filter((job) => job.due > this.#clock()).length;
		return { waiting: waiting.length - delayed, delayed, active: 0, failed: 0 };
	}
	async ping(): Promise<void> {}
	async close(): Promise<void> {}

	/** Runs what is due, most urgent first. */
	async run(): Promise<void> {
		const due = [...this.jobs].filter(([, job]) => job.due <= this.#clock());
		due.sort(([, a], [, b]) => (a.options.priority ?? 10) - (b.options.priority ?? 10));
		for (const [key, job] of due) {
			const handler = this.#handlers.get(job.queue);
			if (handler === undefined) continue;
			this.jobs.delete(key);
			await handler(job.data as never, job.options.id);
		}
	}

	of(queue: QueueName): Job[] {
		return [...this.jobs.values()].filter((job) => job.queue === queue);
	}
}

export class HandSignals implements Signals {
	readonly published: string[] = [];
	publish(topic: string): void {
		this.published.push(topic);
	}
	subscribe(): () => void {
		return () => undefined;
	}
	async close(): Promise<void> {}
}

/** A log whose lines a test can read. */
export function notedLog(): { log: pino.Logger; lines: string[] } {
	const lines: string[] = [];
	return { log: pino({ level: 'info' }, { write: (row: string) => void lines.push(row) }), lines };
}
