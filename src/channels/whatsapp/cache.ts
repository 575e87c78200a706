/** Keeps the latest entries, at most so many. */
export class Latest<V> {
	readonly #entries = new Map<string, V>();
	readonly #most: number;

	constructor(most: number) {
		this.#most = most;
	}

	get(key: string): V | undefined {
		return this.#entries.get(key);
	}

	has(key: string): boolean {
		return this.#entries.has(key);
	}

	set(key: string, value: V): void {
		this.#entries.delete(key);
		this.#entries.set(key, value);
		if (this.#entries.size <= this.#most) return;
		for (const oldest of this.#entries.keys()) {
			this.#entries.delete(oldest);
			break;
		}
	}

	delete(key: string): void {
		this.#entries.delete(key);
	}

	clear(): void {
		this.#entries.clear();
	}
}
