import { createHash } from 'node:crypto';
import type { Inbound, SentFile } from '../channels/index.ts';
import type { MediaKind } from '../engine/index.ts';
import type { ConversationDocument, InboxEntry } from './documents.ts';

/** Longest choice or start code that is kept, in UTF-16 units. */
const TOKEN = 256;

/** Longest that a channel may need to fetch a file, in UTF-16 units. */
const SOURCE = 4_096;

/** Longest address, in UTF-16 units: with what is added to it, it stays within what every store can index. */
const ADDRESS = 128;

/** Text as it may be stored anywhere: lone surrogates and NUL would be refused by a database. */
export function storable(text: string): string {
	return text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** At most `limit` UTF-16 units, without cutting a character in two. */
export function cut(text: string, limit: number): string {
	if (text.length <= limit) return text;
	const last = text.charCodeAt(limit - 1);
	return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}

/** `channel:address`. Throws for an address that no channel should ever hand in. */
export function conversationId({ channel, address }: Pick<Inbound, 'channel' | 'address'>): string {
	if (address.length === 0 || address.length > ADDRESS || storable(address) !== address)
		throw new RangeError(`an address on ${channel} must be 1 to ${ADDRESS} well-formed characters`);
	return `${channel}:${address}`;
}

/** What is remembered of an id: short ids as they are, long ones as the first 72 bits of their SHA-256. */
export function seenKey(id: string): string {
	return id.length <= 12 ? storable(id) : createHash('sha256').update(id).digest('base64url').slice(0, 12);
}

/** A message from outside, made safe to store. Throws for one without an id, which could not be told from the next one. */
export function inboxEntry({ id, content }: Inbound, at: number, longest: number): InboxEntry {
	if (id === '') throw new RangeError('a message must have an id');
	const entry = (safe: InboxEntry['content']): InboxEntry => ({ id: seenKey(id), content: safe, received_at: at });
	switch (content.kind) {
		case 'text': {
			const whole = storable(content.text);
			const text = cut(whole, longest);
			return entry(text.length < whole.length ? { kind: 'text', text, long: true } : { kind: 'text', text });
		}
		case 'choice':
			return entry({ kind: 'choice', choice: token(content.choice), question: token(content.question) });
		case 'media': {
			const { media, caption, file, place } = content;
			return entry({
				kind: 'media',
				media,
				caption: caption === null ? null : cut(storable(caption), longest),
				...(file !== undefined && file.source.length <= SOURCE && { file: safeFile(file) }),
				...(place !== undefined && { place: token(place) }),
			});
		}
		case 'start':
			return entry({ kind: 'start', code: content.code === null ? null : token(content.code) });
	}
}

/** What is said of a file, made safe to store; what a channel needs to fetch it stays as it is. */
function safeFile({ source, name, size }: SentFile): SentFile {
	const whole = size !== null && Number.isSafeInteger(size) && size >= 0;
	return { source: storable(source), name: name === null ? null : token(name), size: whole ? size : null };
}

function token(text: string): string {
	return cut(storable(text), TOKEN);
}

const mediaNames: Readonly<Record<MediaKind, string>> = {
	photo: 'foto',
	voice: 'pesan suara',
	video: 'video',
	document: 'dokumen',
	sticker: 'stiker',
	location: 'lokasi',
	contact: 'kontak',
	other: 'kiriman lain',
};

/** How an inbound message reads in the transcript; null when it says nothing (the page was opened, a worker gave back). */
export function spoken({ content }: InboxEntry, shown: ConversationDocument['shown']): string | null {
	switch (content.kind) {
		case 'text':
			return content.text;
		case 'choice': {
			const label =
				shown?.question === content.question && shown.choices.find((one) => one.id === content.choice)?.label;
			return label || content.choice;
		}
		case 'media': {
			const parts = [`[${mediaNames[content.media]}]`, content.place, content.caption];
			return parts.filter((part) => part !== undefined && part !== null && part !== '').join(' ');
		}
		default:
			return null;
	}
}
