import type { SentFile } from '../channels/index.ts';
import type { FileDocument } from './documents.ts';
import { harmlessStem } from './naming.ts';

/** A file that came with a line of a transcript, before anything of it was fetched. Pure. */
export function expectedFile(
	line: { readonly _id: string; readonly conversation: string; readonly seq: number; readonly at: number },
	of: Pick<FileDocument, 'channel' | 'media'>,
	sent: SentFile,
): FileDocument {
	const { _id, conversation, seq, at } = line;
	return {
		...{ _id, rev: 1, conversation, seq, at },
		...{ channel: of.channel, media: of.media },
		...{ name: harmlessStem(sent.name), claimed: sent.size, source: sent.source },
		...{ state: 'waiting', reason: null, type: null, size: null, content: null, tries: 0, next_due: at },
	};
}
