import type { Signals } from './queues.ts';

/** Signals inside one process. A subscriber is called after the publisher has gone on, and cannot disturb it. */
export class LocalSignals implements Signals {
	readonly #subscribers = new Map<string, Set<() => void>>();
	readonly #report: (error: Error) => void;

	/** @param report - hears of a subscriber that threw. */
	constructor(report: (error: Error) => void = () => undefined) {
		this.#report = report;
	}

	publish(topic: string): void {
		const waiting = [...(this.#subscribers.get(topic) ?? [])];
		queueMicrotask(() => {
			for (const heard of waiting) {
				if (this.#subscribers.get(topic)?.has(heard)) this.#call(heard);
			}
		});
	}

	subscribe(topic: string, heard: () => void): () => void {
		// A function of its own for each subscription: the same listener may subscribe twice.
		const subscriber = (): void => heard();
		const subscribers = this.#subscribers.get(topic) ?? new Set();
		this.#subscribers.set(topic, subscribers.add(subscriber));
		return () => {
			subscribers.delete(subscriber);
			if (subscribers.size === 0 && this.#subscribers.get(topic) === subscribers) this.#subscribers.delete(topic);
		};
	}

	/** Topics that somebody listens to. */
	topics(): readonly string[] {
		return [...this.#subscribers.keys()];
	}

	async close(): Promise<void> {
		this.#subscribers.clear();
	}

	#call(heard: () => void): void {
		try {
			heard();
		} catch (error) {
			this.#report(error instanceof Error ? error : new Error(String(error)));
		}
	}
}
