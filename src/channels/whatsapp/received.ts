import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { aesDecryptWithIV, getMediaKeys, type MediaType } from '@whiskeysockets/baileys';
import { z } from 'zod';
import { createSeal, type Seal } from '../../seal.ts';
import type { Fetched, FetchFile, InboundContent, SentFile } from '../channel.ts';
import { download } from '../downloading.ts';

/** Where WhatsApp keeps files, sealed. */
const MEDIA = 'https://mmg.whatsapp.net';

/** A page of WhatsApp's own asks for them. */
const ORIGIN = 'https://web.whatsapp.com';

/** What is kept of where a file is, until it is fetched, is sealed under this. */
const ABOUT = 'whatsapp:file';

/** Bytes at the end of a sealed file by which a change shows. */
const MAC = 10;

/** What sealing adds at most. */
const ADDED = 64;

/** Below WhatsApp's host and nowhere else: a sender could write anything here, another host before an `@` for one. */
const path = z
	.string()
	.max(2_000)
	.regex(/^\/(?!\/)(?!.*\.\.)[\w\-./?&=%~+:,]+$/);

const kinds = ['image', 'video', 'audio', 'document'] as const;

const source = z.object({
	path,
	key: z.base64().length(44),
	/** SHA-256 of the file itself, as its sender says inside the encrypted message. */
	sha: z.base64().length(44),
	kind: z.enum(kinds),
});

/** The part of a message that leads to its file; the same in every kind of message that has one. */
interface Media {
	readonly directPath?: string | null;
	readonly mediaKey?: Uint8Array | null;
	readonly fileSha256?: Uint8Array | null;
	readonly fileLength?: unknown;
	readonly fileName?: string | null;
}

/** The file of a message; nothing where what is needed to fetch it is missing or can't be right. */
export function sentFile(media: Media, kind: (typeof kinds)[number]): { readonly file?: SentFile } {
	const { directPath, mediaKey, fileSha256, fileLength, fileName } = media;
	const base64 = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('base64');
	const known = source.safeParse({ path: directPath, key: base64(mediaKey), sha: base64(fileSha256), kind });
	if (!known.success) return {};
	const size = Number(fileLength ?? Number.NaN);
	return {
		file: {
			source: JSON.stringify(known.data),
			name: fileName ?? null,
			size: Number.isSafeInteger(size) && size >= 0 ? size : null,
		},
	};
}

/** What a person sent, with the way to its file sealed: whoever has it can read the file at WhatsApp's. */
export function withSealedFile(content: InboundContent, seal: Seal): InboundContent {
	if (content.kind !== 'media' || content.file === undefined) return content;
	const sealed = seal.seal(Buffer.from(content.file.source), ABOUT);
	return { ...content, file: { ...content.file, source: Buffer.from(sealed).toString('base64') } };
}

/**
 * Fetches what a person sent. The library's own way trusts the sender's choice of a host, never looks at the seal of what it opens, and
 * waits for ever on a line that breaks: of it only the keys and the cipher are used. Any process may fetch, connected or not.
 *
 * @param parts - `key`: HAKKU_KEY. `root`: another place than WhatsApp's, for tests; no setting leads here.
 */
export function whatsappFiles(parts: { readonly key: Uint8Array; readonly root?: string }): FetchFile {
	const seal = createSeal(parts.key);
	const { root = MEDIA } = parts;
	return async (sealed, most) => {
		const where = source.parse(JSON.parse(Buffer.from(seal.open(Buffer.from(sealed, 'base64'), ABOUT)).toString()));
		const got = await download(`${root}${where.path}`, most + ADDED, { origin: ORIGIN });
		if (got.result === 'missing') return { result: 'gone' };
		return got.result === 'fetched' ? await opened(got.bytes, where) : got;
	};
}

/** What was not sealed by the sender, or was cut or changed on its way, is not what they sent. */
async function opened(bytes: Uint8Array, { key, sha, kind }: z.output<typeof source>): Promise<Fetched> {
	const { cipherKey, iv, macKey } = await getMediaKeys(Buffer.from(key, 'base64'), kind satisfies MediaType);
	const hidden = bytes.subarray(0, -MAC);
	const mac = createHmac('sha256', macKey ?? '')
		.update(iv)
		.update(hidden)
		.digest()
		.subarray(0, MAC);
	const given = bytes.subarray(-MAC);
	if (given.length !== MAC || !timingSafeEqual(mac, given)) return { result: 'later', after: 0 };
	try {
		const plain = aesDecryptWithIV(Buffer.from(hidden), Buffer.from(cipherKey), Buffer.from(iv));
		const same = createHash('sha256').update(plain).digest('base64') === sha;
		return same ? { result: 'fetched', bytes: plain } : { result: 'gone' };
	} catch {
		return { result: 'gone' };
	}
}
