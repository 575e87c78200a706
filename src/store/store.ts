import type { CollectionName, Collections } from './collections.ts';

type Comparable = string | number | boolean;

/** Equality, membership and ranges over declared index fields. Nothing from outside is ever an operator: values are scalars. */
export type Query<T> = {
	readonly [K in keyof T]?:
		| Comparable
		| null
		| { readonly in: readonly Comparable[] }
		/** A list that holds all of these. The first one is walked along, so name the rarest first. */
		| { readonly has: readonly string[] }
		| { readonly gt?: Comparable; readonly gte?: Comparable; readonly lt?: Comparable; readonly lte?: Comparable };
};

export interface FindOptions<T> {
	/** Field names, in order; a leading `-` means descending. Must be a declared index of the collection, or a prefix of one. */
	readonly sort?: readonly (Extract<keyof T, string> | `-${Extract<keyof T, string>}`)[];
	/** At most 1,000; default 100. */
	readonly limit?: number;
}

/** What a store finds when it looks at its own database. */
export interface Inspection {
	/** `embedded PostgreSQL 18.1`, `MongoDB 8.0.3`. */
	readonly database: string;
	/** Grows with every change to what is kept that an older Hakku would not understand. */
	readonly schema: number;
	/** How many of the declared indexes are there and in use. */
	readonly indexes: number;
	/** The declared indexes that are not: `cases_by_person`. Each makes a question slow, or refuses to answer. */
	readonly missing: readonly string[];
}

/**
 * State, as documents that change by compare-and-set. The only port through which anything is kept; one contract suite
 * (test/contracts/store.ts) runs on every adapter. Documents are plain JSON values; dates are ISO strings or epoch milliseconds.
 * Every call rejects with HakkuError `store.unavailable` when the database cannot be reached.
 */
export interface Store {
	get<C extends CollectionName>(collection: C, id: string): Promise<Collections[C] | null>;
	/**
	 * Inserts documents whose `_id` is free and leaves the others as they are; resolves to the ids that were inserted.
	 * Repeating a call is harmless. Documents come with `rev: 1`.
	 */
	insert<C extends CollectionName>(collection: C, documents: readonly Collections[C][]): Promise<readonly string[]>;
	/**
	 * Compare-and-set: replaces the document if the stored `rev` is `document.rev`, writing it with `rev + 1`. `false`: somebody
	 * else was faster, or it is gone; read again.
	 */
	replace<C extends CollectionName>(collection: C, document: Collections[C]): Promise<boolean>;
	/** Removes one document, whatever its revision; `false` when there was none. */
	remove(collection: CollectionName, id: string): Promise<boolean>;
	/** Removes everything that matches; resolves to how many. */
	removeAll<C extends CollectionName>(collection: C, query: Query<Collections[C]>): Promise<number>;
	find<C extends CollectionName>(
		collection: C,
		query: Query<Collections[C]>,
		options?: FindOptions<Collections[C]>,
	): Promise<readonly Collections[C][]>;
	/** @param most - counts no further, so that the answer costs the same however many there are. */
	count<C extends CollectionName>(collection: C, query: Query<Collections[C]>, most?: number): Promise<number>;
	/** Every document in order of `_id`, streamed; for export, rebuilding and checks. */
	scan<C extends CollectionName>(collection: C): AsyncIterable<Collections[C]>;
	/** How the database really is, for `hakku doctor`. */
	inspect(): Promise<Inspection>;
	/** Rejects when the store cannot be used right now. */
	ping(): Promise<void>;
	close(): Promise<void>;
}
