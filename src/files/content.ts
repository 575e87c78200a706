import { randomUUID } from 'node:crypto';
import type { Seal } from '../seal.ts';
import type { Store } from '../store/index.ts';
import type { FileDocument } from './documents.ts';

/** Bytes in one part: small enough that no store minds, large enough that a file has few. */
const PART = 512 * 1024;

/** Parts that are written or read in one call. */
const AT_ONCE = 4;

type Place = Pick<FileDocument, '_id' | 'conversation' | 'seq'>;

/** The content of files: sealed as a whole, kept in parts. */
export function createContents(store: Store, seal: Seal) {
	const about = ({ _id }: Place) => `file:${_id}`;

	return {
		/** Resolves to the name under which the content is kept from now on. */
		async put(file: Place, bytes: Uint8Array): Promise<string> {
			const { conversation, seq } = file;
			const content = randomUUID();
			const sealed = Buffer.from(seal.seal(bytes, about(file)));
			const places = Array.from({ length: Math.ceil(sealed.length / PART) }, (_, number) => number);
			for (let first = 0; first < places.length; first += AT_ONCE)
				await store.insert(
					'file_parts',
					places.slice(first, first + AT_ONCE).map((number) => ({
						_id: partId(content, number),
						rev: 1,
						...{ conversation, seq },
						bytes: sealed.subarray(number * PART, (number + 1) * PART).toString('base64'),
					})),
				);
			return content;
		},

		/** Null when it is not whole: it was erased meanwhile. HakkuError `key.missing`, `key.wrong`. */
		async get(file: Place & Pick<FileDocument, 'content' | 'size'>): Promise<Uint8Array | null> {
			const { content, size } = file;
			if (content === null) return null;
			const parts: Buffer[] = [];
			for (let number = 0; ; number++) {
				const part = await store.get('file_parts', partId(content, number));
				if (part === null) break;
				parts.push(Buffer.from(part.bytes, 'base64'));
			}
			if (parts.length === 0) return null;
			const sealed = Buffer.concat(parts);
			if (sealed.length < (size ?? 0)) return null;
			return seal.open(sealed, about(file));
		},

		/** Removes one content. */
		async remove(content: string): Promise<void> {
			for (let number = 0; await store.remove('file_parts', partId(content, number)); ) number++;
		},

		/** Removes whatever attempts left of a file. */
		async clear({ conversation, seq }: Place): Promise<void> {
			await store.removeAll('file_parts', { conversation, seq });
		},
	};
}

function partId(content: string, number: number): string {
	return `${content}:${number}`;
}
