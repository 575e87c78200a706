import type { FileDocument } from '../files/documents.ts';
import { LARGEST } from '../files/index.ts';
import type { TextLanguage } from '../knowledge/index.ts';
import { line, stamped, withSeen } from './document.ts';
import type { ConversationDocument } from './documents.ts';
import { seenKey } from './inbound.ts';
import type { Limits } from './limits.ts';

type Trouble = NonNullable<FileDocument['reason']>;

const megabytes = Math.floor(LARGEST / (1024 * 1024));

/** What a person reads when a file of theirs is not with us. They come long after the turn, so no flow can say them. */
const sentences: Readonly<Record<TextLanguage, Readonly<Record<Trouble, string>>>> = {
	id: {
		gone: 'Maaf, kiriman Anda tadi belum sampai utuh kepada kami. Boleh dikirim sekali lagi?',
		too_big: `Maaf, kiriman Anda tadi terlalu besar untuk kami simpan (paling besar ${megabytes} MB). Boleh dikirim lagi sebagai foto, atau dibagi menjadi beberapa bagian?`,
		type: 'Maaf, jenis berkas yang Anda kirim tadi tidak bisa kami simpan. Boleh dikirim lagi sebagai foto atau PDF?',
		too_many:
			'Terima kasih, kiriman Anda hari ini sudah banyak dan kami simpan. Kiriman yang terakhir belum bisa kami terima. Boleh dikirim lagi besok?',
	},
	en: {
		gone: 'Sorry, what you sent just now did not reach us whole. Could you send it once more?',
		too_big: `Sorry, what you sent is too large for us to keep (${megabytes} MB at most). Could you send it as a photo, or in several parts?`,
		type: 'Sorry, we cannot keep the kind of file that you sent. Could you send it as a photo or a PDF?',
		too_many:
			'Thank you, we have kept a lot from you today. We could not take the latest one. Could you send it again tomorrow?',
	},
};

/** Whoever sends ten pictures at once is told once: within this many milliseconds one sentence of a kind is enough. */
const ONCE = 10 * 60_000;

/**
 * The conversation with one sentence to the person about a file that could not be kept. The same document when they were just told, or
 * want to hear nothing.
 */
export function withFileTrouble(
	document: ConversationDocument,
	{ reason }: Pick<FileDocument, 'reason'>,
	now: number,
	limits: Limits,
): ConversationDocument {
	const key = seenKey(`file ${reason} ${Math.floor(now / ONCE)}`);
	if (reason === null || document.opted_out || document.seen.includes(key)) return document;
	const text = sentences[document.session?.language ?? 'id'][reason];
	const seq = document.seq + 1;
	const message = line(document, seq, {
		...{ from: 'hakku', text, at: now, delivery: 'waiting', case: document.mode.case },
	});
	const { epoch } = document.mode;
	const entry = { id: message._id, epoch, always: true, attempted_at: null, attempts: 0, message };
	return stamped({ ...withSeen(document, key, limits.seen), seq, outbox: [...document.outbox, entry] }, now);
}
