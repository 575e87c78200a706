import { type CollectionName, indexes, listFields, numberFields } from './collections.ts';
import type { Stored } from './stored.ts';

/** Longest id or indexed text, in bytes of UTF-8: what the indexes of every adapter hold. */
const longestIndexed = 1024;

/**
 * Text that every store can compare and index alike: no NUL, no half characters, not longer than {@link longestIndexed}.
 * Elsewhere in a document any text may stand.
 *
 * @throws TypeError otherwise: whoever takes an id from outside checks it there.
 */
export function checkIndexable(name: string, value: unknown): string {
	if (typeof value !== 'string') throw new TypeError(`${name}: only text can stand here`);
	if (Buffer.byteLength(value) > longestIndexed) throw new TypeError(`${name}: longer than ${longestIndexed} bytes`);
	if (/[\0\p{Surrogate}]/u.test(value)) throw new TypeError(`${name}: holds NUL or half a character`);
	return value;
}

/** The most entries that an indexed list may have. */
const longestList = 200;

/** Reads what an adapter keeps beside the document: its indexed fields, absent and null alike as null, a list as JSON. */
export function indexedValues(collection: CollectionName, document: Stored): readonly (string | number | null)[] {
	checkIndexable(`${collection}._id`, document._id);
	if (document._id === '') throw new TypeError(`${collection}._id: empty`);
	if (!Number.isSafeInteger(document.rev) || document.rev < 1) {
		throw new TypeError(`${collection}.rev: a whole number from 1`);
	}
	const values = document as unknown as Readonly<Record<string, unknown>>;
	return indexedFields(collection).map((field) => {
		const value = values[field] ?? null;
		if (value === null) return null;
		if (listFields.has(field)) return listed(`${collection}.${field}`, value);
		if (!numberFields.has(field)) return checkIndexable(`${collection}.${field}`, value);
		if (typeof value !== 'number' || !Number.isFinite(value)) {
			throw new TypeError(`${collection}.${field}: only a number or null can stand here`);
		}
		return value;
	});
}

function listed(name: string, value: unknown): string {
	if (!Array.isArray(value) || value.length > longestList)
		throw new TypeError(`${name}: only a short list can stand here`);
	return JSON.stringify([...new Set(value.map((entry: unknown) => checkIndexable(name, entry)))]);
}

/** Every indexed field of a collection, each once, in the order of the registry. */
export function indexedFields(collection: CollectionName): readonly string[] {
	return [...new Set<string>(indexes[collection].flat())];
}
