import { HakkuError } from '../errors.ts';
import type { Store } from '../store/index.ts';
import type { ConversationDocument } from './documents.ts';
import { isRecent } from './jumps.ts';

/** How often a change is tried against others before it is given up; each failure means that somebody else got on. */
const ATTEMPTS = 100;

/**
 * The conversations that are at hand: the stored documents, the latest ones remembered in memory.
 *
 * A remembered document may be stale. That is harmless for a change, because it is written by compare-and-set and a stale
 * copy loses; what may not rest on a stale copy asks for `fresh`.
 */
export interface Shelf {
	/** The remembered document, or the stored one. */
	get(id: string): Promise<ConversationDocument | null>;
	/** The stored document, proved no longer than `within` milliseconds ago. */
	fresh(id: string, within: number): Promise<ConversationDocument | null>;
	/** Takes note of a document that was just read from the store. */
	note(document: ConversationDocument): void;
	/** Writes a document that came from here and was changed; a new one (`rev: 0`) is inserted if its id is free. Null: somebody was faster. */
	write(document: ConversationDocument): Promise<ConversationDocument | null>;
	/**
	 * Changes the stored document, again and again until nobody was faster. `how` is pure, and returns its argument when there is
	 * nothing to do. Resolves to the document as it is then; null when there is none. A remembered document may be asked first:
	 * that there is nothing to do must not rest on it when another process may have written (`from` the store, then).
	 */
	change(
		id: string,
		how: (document: ConversationDocument) => ConversationDocument | Promise<ConversationDocument>,
		from?: 'memory' | 'store',
	): Promise<ConversationDocument | null>;
}

export function createShelf(store: Store, clock: () => number, most: number): Shelf {
	const remembered = new Map<string, { readonly document: ConversationDocument; readonly proved: number }>();

	function note(document: ConversationDocument): void {
		const known = remembered.get(document._id);
		if (known !== undefined && known.document.rev > document.rev) return;
		remembered.delete(document._id);
		remembered.set(document._id, { document, proved: clock() });
		if (remembered.size <= most) return;
		for (const oldest of remembered.keys()) {
			remembered.delete(oldest);
			break;
		}
	}

	async function read(id: string): Promise<ConversationDocument | null> {
		const document = await store.get('conversations', id);
		if (document === null) remembered.delete(id);
		else note(document);
		return document;
	}

	const shelf: Shelf = {
		get: async (id) => remembered.get(id)?.document ?? (await read(id)),
		async fresh(id, within) {
			const known = remembered.get(id);
			return known !== undefined && isRecent(known.proved, clock(), within) ? known.document : await read(id);
		},
		note,
		async write(changed) {
			const { _id, rev } = changed;
			const document = { ...changed, release: changed.session?.release ?? null };
			const written = { ...document, rev: rev + 1 };
			const done =
				rev === 0
					? (await store.insert('conversations', [written])).includes(_id)
					: await store.replace('conversations', document);
			if (done) note(written);
			else remembered.delete(_id);
			return done ? written : null;
		},
		async change(id, how, from = 'memory') {
			for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
				const known = from === 'store' ? await read(id) : await shelf.get(id);
				if (known === null) return null;
				const changed = await how(known);
				if (changed === known) return known;
				const written = await shelf.write(changed);
				if (written !== null) return written;
			}
			throw new HakkuError('store.unavailable', `a conversation changed ${ATTEMPTS} times while one change was tried`);
		},
	};
	return shelf;
}
