import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Signals } from '../queues.ts';
import { LocalSignals } from '../signals.ts';

const prefix = 'hakku:signal:';

/**
 * Signals between processes through Redis. Inside this process they are delivered at once, with or without Redis; when a lost
 * connection is back, everybody is told to look, because nobody knows what was missed.
 */
export class RedisSignals implements Signals {
	readonly #local: LocalSignals;
	readonly #publisher: Redis;
	readonly #subscriber: Redis;
	readonly #self = randomUUID();
	readonly #listeners = new Map<string, number>();
	readonly #report: (error: Error) => void;
	#closed = false;

	/** @param subscriber - a connection of its own: one that subscribes can do nothing else. */
	constructor(publisher: Redis, subscriber: Redis, report: (error: Error) => void = () => undefined) {
		this.#local = new LocalSignals(report);
		this.#publisher = publisher;
		this.#subscriber = subscriber;
		this.#report = report;
		subscriber.on('message', (channel: string, sender: string) => {
			if (sender !== this.#self) this.#local.publish(channel.slice(prefix.length));
		});
		subscriber.on('ready', () => {
			for (const topic of this.#local.topics()) this.#local.publish(topic);
		});
	}

	publish(topic: string): void {
		this.#local.publish(topic);
		if (!this.#closed) this.#try(this.#publisher.publish(prefix + topic, this.#self));
	}

	subscribe(topic: string, heard: () => void): () => void {
		const end = this.#local.subscribe(topic, heard);
		const many = this.#listeners.get(topic) ?? 0;
		this.#listeners.set(topic, many + 1);
		if (many === 0) this.#try(this.#subscriber.subscribe(prefix + topic));
		let ended = false;
		return () => {
			if (ended) return;
			ended = true;
			end();
			const left = (this.#listeners.get(topic) ?? 1) - 1;
			if (left > 0) this.#listeners.set(topic, left);
			else {
				this.#listeners.delete(topic);
				if (!this.#closed) this.#try(this.#subscriber.unsubscribe(prefix + topic));
			}
		};
	}

	async close(): Promise<void> {
		this.#closed = true;
		this.#listeners.clear();
		await this.#local.close();
		this.#subscriber.disconnect();
	}

	/** A lost signal costs freshness only. */
	#try(sent: Promise<unknown>): void {
		sent.catch((error: Error) => {
			if (!this.#closed) this.#report(error);
		});
	}
}
