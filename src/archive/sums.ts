import { createHash, type Hash } from 'node:crypto';
import { type Archived, archived, type Sum } from './format.ts';

/**
 * JSON with the keys of every object in order, so that each store gives the same text for the same document. Half a character, which
 * MongoDB cannot hold, becomes U+FFFD.
 */
export function canonical(value: unknown): string {
	if (typeof value === 'string') return quoted(value);
	if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`;
	if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
	const fields = Object.entries(value)
		.filter(([, inner]) => inner !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, inner]) => `${quoted(name)}:${canonical(inner)}`);
	return `{${fields.join(',')}}`;
}

function quoted(text: string): string {
	return JSON.stringify(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
}

/** Counts and sums up documents, collection by collection. */
export class Sums {
	readonly #running = new Map<Archived, { count: number; readonly hash: Hash }>(
		archived.map((collection) => [collection, { count: 0, hash: createHash('sha256') }]),
	);

	/** @param text - the document as {@link canonical} gives it. */
	add(collection: Archived, text: string): void {
		const running = this.#running.get(collection);
		if (running === undefined) throw new TypeError(`${collection}: not in an archive`);
		running.count += 1;
		running.hash.update(text).update('\n');
	}

	/** Ends the sums; nothing can be added afterwards. */
	result(): Readonly<Record<Archived, Sum>> {
		const sums = [...this.#running].map(
			([collection, { count, hash }]) => [collection, { count, sha256: hash.digest('hex') }] as const,
		);
		return Object.fromEntries(sums) as Record<Archived, Sum>;
	}
}

export function documentsIn(collections: Readonly<Record<Archived, Sum>>): number {
	return archived.reduce((sum, collection) => sum + collections[collection].count, 0);
}
