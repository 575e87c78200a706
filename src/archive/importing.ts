import { stat } from 'node:fs/promises';
import { HakkuError } from '../errors.ts';
import type { Store } from '../store/index.ts';
import type { Progress } from './exporting.ts';
import { type Archived, archived, type Contents } from './format.ts';
import { type Checked, check, type Entry, entriesOf } from './reading.ts';
import { canonical, Sums } from './sums.ts';
import { mark } from './unfinished.ts';

/** The most that one insert carries: documents, and characters of JSON. */
const most = { documents: 500, characters: 2_000_000 };

/**
 * Puts everything of an archive into an empty store, in four steps: the file is read whole and compared with its checksums; the
 * store is marked as half imported; the documents go in; the store is read again and compared. Only then the mark goes. Whatever
 * interrupts it, the same call goes on, because inserting what is there changes nothing.
 *
 * @throws HakkuError `archive.damaged`, `archive.newer`, `data.not_empty`, `data.half_imported`, `file.unreadable`.
 */
export async function importFrom(store: Store, file: string, now: number, progress: Progress): Promise<Contents> {
	const size = await sizeOf(file);
	const checked = await check(file, (bytes) => progress(bytes, size, 'checking'));
	await begin(store, file, checked, now);
	await write(
		store,
		entriesOf(file, (bytes) => progress(bytes, size, 'writing')),
	);
	await compare(store, checked, progress);
	await store.remove('imports', mark);
	return checked;
}

async function sizeOf(file: string): Promise<number> {
	try {
		const about = await stat(file);
		if (!about.isFile()) throw new HakkuError('file.unreadable', `${file} is not a file.`);
		return about.size;
	} catch (error) {
		throw error instanceof HakkuError ? error : new HakkuError('file.unreadable', `${file} can’t be read.`, error);
	}
}

/** Marks the store, unless it holds something that this archive did not bring. */
async function begin(store: Store, file: string, { name }: Checked, now: number): Promise<void> {
	const begun = await store.get('imports', mark);
	if (begun !== null) {
		if (begun.archive === name) return;
		throw new HakkuError('data.half_imported', `The import of another file than ${file} has begun here and not ended.`);
	}
	for (const collection of archived) {
		const there = await store.count(collection, {});
		if (there > 0)
			throw new HakkuError('data.not_empty', `The store is not empty: ${there} documents in ${collection}.`);
	}
	await store.insert('imports', [{ _id: mark, rev: 1, archive: name, begun_at: now }]);
}

async function write(store: Store, entries: AsyncIterable<Entry>): Promise<void> {
	let batch: { readonly into: Archived; readonly documents: Entry['document'][]; characters: number } | null = null;
	for await (const { collection, document } of entries) {
		const full = batch !== null && (batch.documents.length >= most.documents || batch.characters >= most.characters);
		if (batch !== null && (full || batch.into !== collection)) {
			await put(store, batch.into, batch.documents);
			batch = null;
		}
		batch ??= { into: collection, documents: [], characters: 0 };
		batch.documents.push(document);
		batch.characters += JSON.stringify(document).length;
	}
	if (batch !== null) await put(store, batch.into, batch.documents);
}

/** What comes here was read as documents of this collection (reading.ts). */
async function put(store: Store, into: Archived, documents: readonly Entry['document'][]): Promise<void> {
	await store.insert(into, documents as never);
}

/** Reads the store again: every document must be there as it was in the archive, and no other. */
async function compare(store: Store, { collections, documents }: Contents, progress: Progress): Promise<void> {
	const sums = new Sums();
	let done = 0;
	for (const collection of archived) {
		for await (const document of store.scan(collection)) {
			sums.add(collection, canonical(document));
			progress(++done, documents, 'comparing');
		}
	}
	const found = sums.result();
	for (const collection of archived) {
		const [is, should] = [found[collection], collections[collection]];
		if (is.sha256 === should.sha256) continue;
		const how =
			is.count === should.count ? 'differs from the file' : `has ${is.count} documents instead of ${should.count}`;
		throw new HakkuError('data.half_imported', `After the import, ${collection} ${how}.`);
	}
}
