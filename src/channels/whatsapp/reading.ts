import { normalizeMessageContent, proto, type WAMessage } from '@whiskeysockets/baileys';
import type { InboundContent } from '../channel.ts';
import { placeText } from '../places.ts';
import { type Names, namesOf } from './names.ts';
import { sentFile } from './received.ts';

/** How a message reached us: as it was written, or from what waited while we were away, which may also be old history. */
export type Arrival = 'notify' | 'append';

/** Older than this, in milliseconds, nothing is answered that did not just arrive. */
export const OLDEST = 7 * 24 * 3_600_000;

/** What a message is to us. */
export type Read =
	| {
			readonly is: 'citizen';
			readonly names: Names;
			readonly id: string;
			readonly content: InboundContent;
			readonly sent_at: number;
	  }
	/** Written from our own telephone, by a worker. */
	| {
			readonly is: 'worker';
			readonly names: Names;
			readonly id: string;
			readonly text: string;
			readonly sent_at: number;
	  }
	| { readonly is: 'nothing' };

const nothing: Read = { is: 'nothing' };

/**
 * Reads a message: pure, and safe on whatever comes.
 *
 * @param ours - whether an id is one that we gave to a message of our own.
 */
export function readMessage(
	message: Pick<WAMessage, 'key' | 'message' | 'messageTimestamp' | 'messageStubType'>,
	arrival: Arrival,
	now: number,
	ours: (id: string) => boolean,
): Read {
	const { key } = message;
	const names = namesOf(key.remoteJid, key.remoteJidAlt);
	if (names === null || !key.id || message.messageStubType) return nothing;
	const sent_at = Math.min(now, Number(message.messageTimestamp ?? 0) * 1_000 || now);
	if (arrival === 'append' && now - sent_at > OLDEST) return nothing;
	const content = contentOf(message.message);
	if (content === null) return nothing;
	if (!key.fromMe) return { is: 'citizen', names, id: key.id, content, sent_at };
	const text = content.kind === 'text' ? content.text : content.kind === 'media' ? (content.caption ?? '') : '';
	if (ours(key.id) || text === '') return nothing;
	return { is: 'worker', names, id: key.id, text, sent_at };
}

type Media = Extract<InboundContent, { kind: 'media' }>;

/** What a message says, out of all its wrappers; null when it says nothing to us (a reaction, a call, a key). */
function contentOf(wrapped: proto.IMessage | null | undefined): InboundContent | null {
	const message = unwrapped(wrapped);
	if (!message) return null;
	const text = textIn(message);
	if (text !== null) return text === '' ? null : { kind: 'text', text };
	const media = (
		kind: Media['media'],
		caption?: string | null,
		more: Pick<Media, 'file' | 'place'> = {},
	): InboundContent => ({
		...{ kind: 'media', media: kind, caption: caption || null },
		...more,
	});
	const { imageMessage: image, audioMessage: audio, documentMessage: document } = message;
	const video = message.videoMessage ?? message.ptvMessage;
	const { locationMessage: location, liveLocationMessage: live } = message;
	if (image) return media('photo', image.caption, sentFile(image, 'image'));
	if (video) return media('video', video.caption, sentFile(video, 'video'));
	if (audio) return media('voice', null, sentFile(audio, 'audio'));
	if (document) return media('document', document.caption, sentFile(document, 'document'));
	if (message.stickerMessage) return media('sticker');
	if (location) return media('location', location.name, placed(location));
	if (live) return media('location', live.caption, placed(live));
	if (message.contactMessage || message.contactsArrayMessage) return media('contact');
	if (message.orderMessage || message.productMessage || message.eventMessage || message.groupInviteMessage)
		return media('other');
	return null;
}

function placed(at: { degreesLatitude?: number | null; degreesLongitude?: number | null }): Pick<Media, 'place'> {
	const place = placeText(at.degreesLatitude, at.degreesLongitude);
	return place === null ? {} : { place };
}

function textIn(message: proto.IMessage): string | null {
	const { interactiveResponseMessage: form } = message;
	return (
		message.conversation ||
		message.extendedTextMessage?.text ||
		message.buttonsResponseMessage?.selectedDisplayText ||
		message.buttonsResponseMessage?.selectedButtonId ||
		message.listResponseMessage?.title ||
		message.listResponseMessage?.singleSelectReply?.selectedRowId ||
		message.templateButtonReplyMessage?.selectedDisplayText ||
		message.templateButtonReplyMessage?.selectedId ||
		form?.body?.text ||
		null
	);
}

/** Wrappers may stand in each other: a disappearing message that was edited. No honest message has more than these. */
const DEEPEST = 6;

function unwrapped(message: proto.IMessage | null | undefined): proto.IMessage | null | undefined {
	let inner = message;
	for (let depth = 0; depth < DEEPEST && inner; depth++) {
		const edited = inner.protocolMessage?.type === proto.Message.ProtocolMessage.Type.MESSAGE_EDIT;
		const beneath: proto.IMessage | null | undefined =
			inner.deviceSentMessage?.message ??
			(edited ? inner.protocolMessage?.editedMessage : normalizeMessageContent(inner));
		if (!beneath || beneath === inner) return inner;
		inner = beneath;
	}
	return inner;
}
