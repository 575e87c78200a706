import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { link, rename, stat, unlink } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { HakkuError } from '../errors.ts';
import type { Store } from '../store/index.ts';
import { archived, type Contents, type Foot, format, type Head } from './format.ts';
import { check } from './reading.ts';
import { canonical, Sums } from './sums.ts';
import { refuseUnfinished } from './unfinished.ts';

/** Told how far it is: documents or bytes, of so many; `what` is being done. */
export type Progress = (done: number, all: number, what: 'reading' | 'checking' | 'writing' | 'comparing') => void;

/** About how many characters are written at once. */
const portion = 64 * 1024;

/**
 * Writes everything of a store into a new file that only its owner can read. It appears under its name when it is whole and was
 * read again; nothing that is there is overwritten.
 *
 * @throws HakkuError `archive.moved`, `file.exists`, `file.unwritable`, or what the store says.
 */
export async function exportTo(store: Store, file: string, now: number, progress: Progress): Promise<Contents> {
	await refuseUnfinished(store);
	if (existsSync(file)) throw exists(file);
	const unfinished = `${file}.${randomBytes(6).toString('hex')}.part`;
	try {
		await write(store, unfinished, now, progress);
		const { size } = await stat(unfinished);
		const contents = await check(unfinished, (bytes) => progress(bytes, size, 'checking'));
		await adopt(unfinished, file);
		return contents;
	} catch (error) {
		throw explained(file, error);
	} finally {
		await unlink(unfinished).catch(() => undefined);
	}
}

/** A link, unlike a renaming, never replaces what somebody put there meanwhile; but not every file system has links. */
async function adopt(unfinished: string, file: string): Promise<void> {
	try {
		await link(unfinished, file);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : '';
		if (code === 'EEXIST' || existsSync(file)) throw exists(file);
		await rename(unfinished, file);
	}
}

async function write(store: Store, file: string, now: number, progress: Progress): Promise<void> {
	const target = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
	await pipeline(Readable.from(portions(lines(store, now, progress))), createGzip(), target);
}

async function* lines(store: Store, now: number, progress: Progress): AsyncIterable<string> {
	const sums = new Sums();
	let all = 0;
	for (const collection of archived) all += await store.count(collection, {});
	const [newest] = await store.find('releases', {}, { sort: ['-made_at'], limit: 1 });
	yield JSON.stringify({
		hakku: 'archive',
		format,
		made_at: new Date(now).toISOString(),
		release: newest?._id ?? null,
		documents: all,
	} satisfies Head);
	let done = 0;
	for (const collection of archived) {
		for await (const document of store.scan(collection)) {
			const text = canonical(document);
			sums.add(collection, text);
			yield `["${collection}",${text}]`;
			progress(++done, all, 'reading');
		}
	}
	const collections = sums.result();
	await refuseMoved(store, collections.conversations.sha256, progress);
	yield JSON.stringify({ end: 'archive', collections } satisfies Foot);
}

/**
 * All that happens to a person writes into their conversation. If one differs from what was read at the beginning, the copy holds
 * two moments: lines of a transcript that the conversation does not know yet, or a person who has had themselves deleted since.
 */
async function refuseMoved(store: Store, read: string, progress: Progress): Promise<void> {
	const sums = new Sums();
	const all = await store.count('conversations', {});
	let done = 0;
	for await (const document of store.scan('conversations')) {
		sums.add('conversations', canonical(document));
		progress(++done, all, 'comparing');
	}
	if (sums.result().conversations.sha256 === read) return;
	throw new HakkuError(
		'archive.moved',
		'People wrote while the store was read, so the copy would not be of one moment.',
	);
}

async function* portions(lines: AsyncIterable<string>): AsyncIterable<Buffer> {
	let text = '';
	for await (const line of lines) {
		text += `${line}\n`;
		if (text.length < portion) continue;
		yield Buffer.from(text);
		text = '';
	}
	yield Buffer.from(text);
}

function exists(file: string): HakkuError {
	return new HakkuError('file.exists', `${file} is there already.`);
}

function explained(file: string, error: unknown): unknown {
	if (error instanceof HakkuError || !(error instanceof Error) || !('syscall' in error)) return error;
	const code = 'code' in error ? String(error.code) : 'no code';
	return code === 'EEXIST'
		? exists(file)
		: new HakkuError('file.unwritable', `${file} can’t be written (${code}).`, error);
}
