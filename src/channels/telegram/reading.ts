import type { Message, PhotoSize, Update } from 'grammy/types';
import type { InboundContent } from '../channel.ts';
import { placeText } from '../places.ts';
import { wordOf } from './commands.ts';

/** What an update is to us. `chat` is the address of a private chat. */
export type Read =
	| {
			readonly is: 'message';
			readonly chat: string;
			readonly id: string;
			readonly content: InboundContent;
			readonly sent_at: number;
	  }
	| { readonly is: 'edit'; readonly chat: string; readonly id: string; readonly text: string; readonly sent_at: number }
	| {
			readonly is: 'tap';
			readonly chat: string;
			readonly callback: string;
			readonly data: string;
			readonly message: number;
			readonly sent_at: number;
	  }
	/** We were put into a group. */
	| { readonly is: 'joined'; readonly group: number }
	| { readonly is: 'nothing' };

const nothing: Read = { is: 'nothing' };

/** The updates that we ask for; all others never reach us. */
export const wantedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

/** Whose turn it is: updates of one chat are taken in one after the other. */
export function chatOf(update: Update): string {
	const { message, edited_message, callback_query, my_chat_member } = update;
	const chat = (message ?? edited_message ?? callback_query?.message ?? my_chat_member)?.chat;
	return chat === undefined ? '' : String(chat.id);
}

/** Reads an update: pure. What is said in a group is nothing to us, whoever says it. @param bot - our own user id. */
export function readUpdate(update: Update, bot: number, now: number): Read {
	const { message, edited_message: edited, callback_query: tapped, my_chat_member: member } = update;
	if (message !== undefined) return readMessage(message, now);
	if (edited !== undefined) {
		const text = edited.text ?? edited.caption;
		if (edited.chat.type !== 'private' || text === undefined) return nothing;
		const id = `e${edited.message_id}.${edited.edit_date ?? 0}`;
		return { is: 'edit', chat: String(edited.chat.id), id, text, sent_at: moment(edited.edit_date, now) };
	}
	if (tapped !== undefined) {
		const { message: under, data, id } = tapped;
		if (under === undefined || data === undefined || under.chat.type !== 'private') return nothing;
		return {
			...{ is: 'tap', chat: String(under.chat.id), callback: id, data },
			...{ message: under.message_id, sent_at: now },
		};
	}
	if (member !== undefined) {
		const group = member.chat.type === 'group' || member.chat.type === 'supergroup';
		const inside = ['member', 'administrator'].includes(member.new_chat_member.status);
		const outside = ['left', 'kicked'].includes(member.old_chat_member.status);
		if (group && inside && outside && member.new_chat_member.user.id === bot)
			return { is: 'joined', group: member.chat.id };
	}
	return nothing;
}

function readMessage(message: Message, now: number): Read {
	const { chat, from, message_id } = message;
	if (chat.type !== 'private' || from === undefined || from.is_bot) return nothing;
	const content = contentOf(message);
	if (content === null) return nothing;
	const sent_at = moment(message.date, now);
	return { is: 'message', chat: String(chat.id), id: `m${message_id}`, content, sent_at };
}

/** A date of Telegram (seconds) as milliseconds, never in the future. */
function moment(seconds: number | undefined, now: number): number {
	return seconds === undefined ? now : Math.min(now, seconds * 1_000);
}

type Media = Extract<InboundContent, { kind: 'media' }>;

/** Null for what says nothing: somebody joined, a message was pinned. */
function contentOf(message: Message): InboundContent | null {
	if (message.text !== undefined) return textContent(message.text);
	const media = (kind: Media['media'], caption?: string, more: Pick<Media, 'file' | 'place'> = {}): InboundContent => ({
		...{ kind: 'media', media: kind, caption: caption || null },
		...more,
	});
	const { caption, photo, venue, location } = message;
	const voice = message.voice ?? message.audio;
	const video = message.video ?? message.video_note ?? message.animation;
	if (venue) return media('location', [venue.title, venue.address].join(', '), placed(venue.location));
	if (location) return media('location', undefined, placed(location));
	if (message.contact) return media('contact', ownNumber(message));
	if (photo) return media('photo', caption, sent(largest(photo)));
	if (voice) return media('voice', caption, sent(voice));
	if (video) return media('video', caption, sent(video));
	if (message.document) return media('document', caption, sent(message.document));
	if (message.sticker) return media('sticker');
	if (message.poll || message.dice || message.story || message.game || message.paid_media) return media('other');
	return null;
}

interface Attached {
	readonly file_id: string;
	readonly file_name?: string;
	readonly file_size?: number;
}

function sent(file: Attached | undefined): Pick<Media, 'file'> {
	if (typeof file?.file_id !== 'string' || file.file_id === '') return {};
	return { file: { source: file.file_id, name: file.file_name ?? null, size: file.file_size ?? null } };
}

/** Telegram sends a photo in several sizes: the largest is what a worker can read. */
function largest(photo: readonly PhotoSize[]): PhotoSize | undefined {
	return photo.toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
}

function placed(at: { readonly latitude: number; readonly longitude: number }): Pick<Media, 'place'> {
	const place = placeText(at.latitude, at.longitude);
	return place === null ? {} : { place };
}

/** Somebody else's number is nobody's business. */
function ownNumber({ contact, from }: Message): string | undefined {
	if (contact === undefined || contact.user_id === undefined || contact.user_id !== from?.id) return undefined;
	return contact.phone_number.startsWith('+') ? contact.phone_number : `+${contact.phone_number}`;
}

/** A start parameter has at most 64 of these. Source: Bot API, "Deep linking". */
const START = /^\/start(?:@\w+)?(?:\s+([A-Za-z0-9_-]{1,64}))?\s*$/;

function textContent(text: string): InboundContent {
	const start = START.exec(text);
	if (start !== null) return { kind: 'start', code: start[1] ?? null };
	return { kind: 'text', text: wordOf(text) ?? text };
}
