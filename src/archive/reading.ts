import { createHash } from 'node:crypto';
import { HakkuError } from '../errors.ts';
import { indexedValues, type Stored } from '../store/index.ts';
import { type Archived, archived, type Contents, type Foot, foot, format, type Head, head } from './format.ts';
import { damaged, linesOf } from './lines.ts';
import { canonical, documentsIn, Sums } from './sums.ts';

export interface Entry {
	readonly collection: Archived;
	readonly document: Stored;
}

/** An archive that was read to its end and found whole. */
export interface Checked extends Contents {
	/** SHA-256 of the foot: names the archive by all that is in it. */
	readonly name: string;
}

/** Reads a whole archive and compares it with its own checksums. Nothing of it is used before this has ended well. */
export async function check(file: string, read: (bytes: number) => void): Promise<Checked> {
	const lines = linesOf(file, read)[Symbol.asyncIterator]();
	try {
		return await checkLines(file, lines);
	} finally {
		await lines.return?.();
	}
}

async function checkLines(file: string, lines: AsyncIterator<string>): Promise<Checked> {
	const sums = new Sums();
	const beginning = await checkHead(file, lines);
	let last: { readonly place: number; readonly id: Buffer } = { place: 0, id: Buffer.alloc(0) };
	for (let at = 2; ; at++) {
		const { done, value } = await lines.next();
		if (done) throw damaged(file, 'it is cut off: its last line is missing');
		const line = parsed(file, at, value);
		if (!Array.isArray(line)) {
			if ((await lines.next()).done !== true) throw damaged(file, 'it goes on after its end');
			const collections = sums.result();
			compare(file, line, collections);
			const name = createHash('sha256').update(value).digest('hex');
			return { head: beginning, collections, documents: documentsIn(collections), name };
		}
		const { collection, document } = entry(file, at, line);
		const here = { place: archived.indexOf(collection), id: Buffer.from(document._id) };
		const forward = here.place === last.place ? Buffer.compare(here.id, last.id) > 0 : here.place > last.place;
		if (!forward) throw damaged(file, `line ${at} stands in the wrong place`);
		last = here;
		sums.add(collection, canonical(document));
	}
}

async function checkHead(file: string, lines: AsyncIterator<string>): Promise<Head> {
	const first = await lines.next();
	const begins = head.safeParse(parsed(file, 1, first.done === true ? '' : first.value));
	if (!begins.success) throw damaged(file, 'it does not begin as an archive of Hakku does');
	if (begins.data.format <= format) return begins.data;
	throw new HakkuError('archive.newer', `${file} has format ${begins.data.format}; this Hakku reads ${format}.`);
}

/** The documents of an archive that {@link check} found whole. */
export async function* entriesOf(file: string, read: (bytes: number) => void): AsyncIterable<Entry> {
	let at = 0;
	for await (const text of linesOf(file, read)) {
		const line = parsed(file, ++at, text);
		if (Array.isArray(line)) yield entry(file, at, line);
	}
}

function parsed(file: string, at: number, text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw damaged(file, at === 1 ? 'it does not begin as an archive of Hakku does' : `line ${at} is not JSON`);
	}
}

function entry(file: string, at: number, [name, document]: readonly unknown[]): Entry {
	const collection = archived.find((known) => known === name);
	if (collection === undefined) throw damaged(file, `line ${at} belongs to nothing that this Hakku keeps`);
	try {
		if (typeof document !== 'object' || document === null || Array.isArray(document))
			throw new TypeError('no document');
		indexedValues(collection, document as Stored);
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
		throw damaged(file, `line ${at} is no document of ${collection}`);
	}
	return { collection, document: document as Stored };
}

function compare(file: string, line: unknown, found: Contents['collections']): void {
	const end = foot.safeParse(line);
	if (!end.success) throw damaged(file, 'its last line is not the end of an archive');
	const told: Foot['collections'] = end.data.collections;
	for (const name of Object.keys(told))
		if (!archived.some((known) => known === name))
			throw damaged(file, `it holds ${name}, which this Hakku does not know`);
	for (const collection of archived) {
		const sum = told[collection] ?? { count: 0, sha256: new Sums().result()[collection].sha256 };
		const { count, sha256 } = found[collection];
		if (sum.count !== count) throw damaged(file, `${collection} should be ${sum.count} documents and is ${count}`);
		if (sum.sha256 !== sha256) throw damaged(file, `${collection} differs from its checksum`);
	}
}
