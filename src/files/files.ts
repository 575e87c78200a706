import type { ChannelName, Fetched, FetchFile } from '../channels/index.ts';
import type { Queues } from '../queues/index.ts';
import type { Seal } from '../seal.ts';
import type { Store } from '../store/index.ts';
import { createContents } from './content.ts';
import type { FileDocument, FileTrouble } from './documents.ts';
import { DAY, daily, ELSEWHERE, IN_HAND, LARGEST, waits } from './limits.ts';
import { typeOf } from './types.ts';

/** Files of citizens, as the conversation path and the desk see them. */
export interface Files {
	/** Notes that a file came, and has it fetched. Idempotent by its id. */
	expect(file: FileDocument): Promise<void>;
	/**
	 * Tries to fetch a file, unless it is settled, erased or not due. A failure that is final is handed to `failed` before it is written
	 * down, so that whoever must hear of it does, also when the process dies in between. Resolves to the file as it is then; null when
	 * there was nothing to do.
	 */
	fetch(id: string, failed: (file: FileDocument) => Promise<void>): Promise<FileDocument | null>;
	/** Files of lines `from` to `to` of a conversation, by the line's position. */
	of(conversation: string, from: number, to: number): Promise<ReadonlyMap<number, FileDocument>>;
	/** The content; null when it is not there. HakkuError `key.missing`, `key.wrong`. */
	read(file: FileDocument): Promise<Uint8Array | null>;
	/** Removes the files of a conversation's lines up to `upto`, with all that is left of attempts. Idempotent. */
	erase(conversation: string, upto: number): Promise<void>;
	/** Puts what is overdue back into the queue, which may have been wiped. */
	requeue(now: number): Promise<void>;
}

export interface FilesParts {
	readonly store: Store;
	readonly queues: Pick<Queues, 'add'>;
	readonly seal: Seal;
	/** Epoch milliseconds. */
	readonly clock: () => number;
	/** How files are fetched, by channel; grows while channels are set up. */
	readonly fetchers: ReadonlyMap<ChannelName, FetchFile>;
}

/** The most that is read at once. */
const PAGE = 1_000;

/** How long something is overdue before its job is believed to be lost, in milliseconds. */
const OVERDUE = 30_000;

/** Jobs that come a little early are no reason to wait once more. */
const EARLY = 500;

/** Attempts at all, those included that ended with their process. */
const MOST_TRIES = waits.length + 3;

export function createFiles({ store, queues, seal, clock, fetchers }: FilesParts): Files {
	const contents = createContents(store, seal);

	const enqueue = ({ _id, tries, next_due }: FileDocument) =>
		queues.add('files', { file: _id }, { id: `${_id} ${tries}`, delay: Math.max(0, (next_due ?? 0) - clock()) });

	/** Whether this one is more than a person may bring in a day. */
	async function tooMany({ conversation, seq, at }: FileDocument): Promise<boolean> {
		const day = { conversation, state: { in: ['kept', 'waiting'] }, at: { gt: at - DAY } };
		const recent = (await store.find('files', day, { limit: PAGE })).filter((one) => one.seq < seq);
		const bytes = recent.reduce((sum, { size, claimed }) => sum + (size ?? claimed ?? 0), 0);
		return recent.length >= daily.files || bytes >= daily.bytes;
	}

	/** What is known of a file, and asks the channel for the rest. */
	async function attempt(file: FileDocument): Promise<Fetched | { readonly result: 'too_many' }> {
		const fetch = fetchers.get(file.channel);
		if (file.source === null || fetch === undefined || file.tries > MOST_TRIES) return { result: 'gone' };
		if ((file.claimed ?? 0) > LARGEST) return { result: 'too_big' };
		if (await tooMany(file)) return { result: 'too_many' };
		return await fetch(file.source, LARGEST);
	}

	/** Writes it down, unless somebody else did or it was erased. */
	async function become(file: FileDocument, more: Partial<FileDocument>): Promise<FileDocument | null> {
		const next = { ...file, ...more };
		return (await store.replace('files', next)) ? { ...next, rev: next.rev + 1 } : null;
	}

	async function kept(file: FileDocument, type: string, bytes: Uint8Array): Promise<FileDocument | null> {
		const content = await contents.put(file, bytes);
		const settled = { state: 'kept', type, size: bytes.length, content, source: null, next_due: null } as const;
		const done = await become(file, settled);
		if (done === null) await contents.remove(content);
		return done;
	}

	async function later(file: FileDocument, after: number): Promise<FileDocument | null> {
		const wait = waits[file.tries - 1] ?? after;
		const put = await become(file, { next_due: clock() + Math.max(after, wait) });
		if (put !== null) await enqueue(put);
		return put;
	}

	async function judged(
		file: FileDocument,
		failed: (file: FileDocument) => Promise<void>,
	): Promise<FileDocument | null> {
		const never = async (state: 'refused' | 'lost', reason: FileTrouble) => {
			const over = { ...file, state, reason, source: null, next_due: null } as const;
			await failed(over);
			return await become(file, over);
		};
		const fetched = await attempt(file);
		switch (fetched.result) {
			case 'fetched': {
				const { bytes } = fetched;
				if (bytes.length > LARGEST) return await never('refused', 'too_big');
				const type = await typeOf(bytes);
				return type === null ? await never('refused', 'type') : await kept(file, type, bytes);
			}
			case 'later':
				if (file.tries > waits.length) return await never('lost', 'gone');
				return await later(file, fetched.after);
			case 'gone':
				return await never('lost', 'gone');
			default:
				return await never('refused', fetched.result);
		}
	}

	return {
		async expect(file) {
			await store.insert('files', [file]);
			await enqueue(file);
		},

		async fetch(id, failed) {
			const known = await store.get('files', id);
			if (known === null || known.state !== 'waiting' || (known.next_due ?? 0) > clock() + EARLY) return null;
			if (!fetchers.has(known.channel) && clock() - known.at < DAY) {
				const put = await become(known, { next_due: clock() + ELSEWHERE });
				if (put !== null) await queues.add('files', { file: id }, { id: `${id} ${clock()}`, delay: ELSEWHERE });
				return null;
			}
			const claimed = await become(known, { tries: known.tries + 1, next_due: clock() + IN_HAND });
			if (claimed === null) return null;
			/** No earlier attempt can end well any more, so nothing of one is worth keeping. */
			if (claimed.tries > 1) await contents.clear(claimed);
			return await judged(claimed, failed);
		},

		async of(conversation, from, to) {
			const found = await store.find(
				'files',
				{ conversation, seq: { gte: from, lte: to } },
				{ sort: ['conversation', 'seq'], limit: PAGE },
			);
			return new Map(found.map((file) => [file.seq, file]));
		},

		read: (file) => contents.get(file),

		async erase(conversation, upto) {
			const lines = { conversation, seq: { lte: upto } };
			await store.removeAll('files', lines);
			await store.removeAll('file_parts', lines);
		},

		async requeue(now) {
			const overdue = await store.find(
				'files',
				{ state: 'waiting', next_due: { lte: now - OVERDUE } },
				{ sort: ['state', 'next_due'], limit: PAGE },
			);
			for (const file of overdue) await enqueue(file);
		},
	};
}
