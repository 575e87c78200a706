import { prepareWAMessageMedia, type WAMediaUploadFunction, type WASocket } from '@whiskeysockets/baileys';
import type { Outbound, OutboundDocument } from '../channel.ts';
import type { Content } from './link.ts';
import { silent } from './silence.ts';
import { whatsappText } from './writing.ts';

/** Puts a sealed file, by its path, where WhatsApp looks for it. */
export type Upload = WAMediaUploadFunction;

/** Longest text that stands beneath a file, in UTF-16 units. */
const CAPTION = 1_000;

/** What is sent for a message, and the text that somebody would have typed. A file that can't be made becomes the words that stand for it. */
export async function contentOf(
	message: Outbound,
	upload: Upload | undefined,
): Promise<{ readonly text: string; readonly content: Content }> {
	const text = whatsappText(message);
	const plain = (words: string) => ({ text: words, content: { conversation: words } });
	const { document } = message;
	if (document === undefined) return plain(text);
	const bytes = await document.make();
	const instead = whatsappText({ ...message, text: document.instead });
	if (bytes === null || text.length > CAPTION) return plain(instead);
	return { text, content: (socket) => withFile(socket, { document, bytes, text, instead }, upload) };
}

async function withFile(
	socket: WASocket,
	{
		document,
		bytes,
		text,
		instead,
	}: {
		readonly document: OutboundDocument;
		readonly bytes: Uint8Array;
		readonly text: string;
		readonly instead: string;
	},
	upload: Upload | undefined,
) {
	try {
		return await prepareWAMessageMedia(
			{ document: Buffer.from(bytes), mimetype: document.mediaType, fileName: document.name, caption: text },
			{ upload: upload ?? socket.waUploadToServer, logger: silent },
		);
	} catch (error) {
		if (!socket.ws.isOpen) throw error;
		return { conversation: instead };
	}
}
