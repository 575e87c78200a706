/** A limit on how often something may happen for one key (a conversation, an address). */
interface RateLimit {
	/** Takes one turn; 0 when it was free, else milliseconds until the next one is. */
	take(key: string, now: number): number;
	/** Gives back one that was taken, because it did not count after all. */
	give(key: string): void;
}

/**
 * Token buckets in memory. Bounded: with more than `keys` of them the one longest unused is forgotten, which can only make
 * the limit milder. A clock that is set back locks nobody out.
 */
export function createRateLimit(options: { burst: number; every: number; keys?: number }): RateLimit {
	const { burst, every, keys = 10_000 } = options;
	const buckets = new Map<string, { tokens: number; at: number }>();
	return {
		take(key, now) {
			const known = buckets.get(key);
			const tokens = known ? Math.min(burst, known.tokens + Math.max(0, now - known.at) / every) : burst;
			const free = tokens >= 1;
			buckets.delete(key);
			buckets.set(key, { tokens: free ? tokens - 1 : tokens, at: now });
			if (buckets.size > keys) {
				const oldest = buckets.keys().next();
				if (!oldest.done) buckets.delete(oldest.value);
			}
			return free ? 0 : Math.ceil((1 - tokens) * every);
		},
		give(key) {
			const known = buckets.get(key);
			if (known) known.tokens = Math.min(burst, known.tokens + 1);
		},
	};
}
