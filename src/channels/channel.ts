import type { MediaKind } from '../engine/index.ts';

/** The channels that Hakku speaks on. An address is unique inside its channel; a conversation id is `channel:address`. */
export type ChannelName = 'web' | 'terminal' | 'telegram' | 'whatsapp';

/** What a person sent, whatever the channel. */
export type InboundContent =
	| { readonly kind: 'text'; readonly text: string }
	/** A tapped button: the choice's id and the question it was shown under. */
	| { readonly kind: 'choice'; readonly choice: string; readonly question: string }
	| {
			readonly kind: 'media';
			readonly media: MediaKind;
			readonly caption: string | null;
			/** What can be fetched of it; left out where nothing can. */
			readonly file?: SentFile;
			/** Where a location is, as text for a worker: `-6.2, 106.81667`. */
			readonly place?: string;
	  }
	/** The person opened the chat (`/start`, the web page's start button); `code` from a deep link. */
	| { readonly kind: 'start'; readonly code: string | null };

/** A file that somebody sent and that the channel can fetch afterwards. Nothing that the sender says of it is believed. */
export interface SentFile {
	/** What the channel needs to fetch it: nobody else reads it, and it is never shown or logged. */
	readonly source: string;
	/** What the sender calls it. */
	readonly name: string | null;
	/** How large the sender says it is, in bytes. */
	readonly size: number | null;
}

/** What came of an attempt to fetch a file. */
export type Fetched =
	| { readonly result: 'fetched'; readonly bytes: Uint8Array }
	/** Try again no sooner than this many milliseconds from now. */
	| { readonly result: 'later'; readonly after: number }
	| { readonly result: 'too_big' }
	/** The channel does not have it any more, or it is not what was sent. */
	| { readonly result: 'gone' };

/**
 * Fetches a file by its `source`, in any process: no account needs to be held for it. Never holds more than `most` bytes, whatever the other
 * side says of its size, and ends by itself within a minute or so. A failure is a result; what it throws is a bug.
 */
export type FetchFile = (source: string, most: number) => Promise<Fetched>;

export interface Inbound {
	readonly channel: ChannelName;
	readonly address: string;
	/** The channel's own id of this message: the same message always carries the same id. */
	readonly id: string;
	readonly content: InboundContent;
	/** Epoch milliseconds at which the channel says it was sent. */
	readonly sent_at: number;
}

export interface OutboundChoice {
	readonly id: string;
	readonly label: string;
}

/**
 * A file that goes with a message. Its bytes are made when it is sent, from what is known then, and kept nowhere: an adapter calls `make()`
 * inside `send`, uploads what it gives under `name` with `text` as the caption, and sends `instead` as a plain message when `make` gives null
 * or the upload fails for good. A caption that is too long for the channel goes before the file as a message of its own.
 */
export interface OutboundDocument {
	/** `sheet`: the rights that the person was told, on one page. `letter`: one that answers a refusal. */
	readonly kind: 'sheet' | 'letter';
	/** The file's name, which says nothing of what is in it. */
	readonly name: string;
	readonly mediaType: 'application/pdf';
	/** What is said when the file can't be sent. */
	readonly instead: string;
	/** Null when there is nothing to put on it any more. Rejects when it can't be made; the message is then tried again. */
	make(): Promise<Uint8Array | null>;
}

/** One message to a person. `text` is plain: a channel escapes it for its own markup. */
export interface Outbound {
	readonly address: string;
	/** Deterministic: the same message is always sent with the same id. */
	readonly id: string;
	readonly text: string;
	readonly choices: readonly OutboundChoice[];
	/** The question that the choices belong to; null without choices. */
	readonly question: string | null;
	readonly from: 'hakku' | 'worker';
	/** Only on a channel that says it can send files. */
	readonly document?: OutboundDocument;
}

export type Delivery =
	| { readonly result: 'sent' }
	/** It may or may not have arrived; it is not repeated blindly. */
	| { readonly result: 'uncertain'; readonly reason: string }
	/** The person blocked us or is gone; nothing more is sent until they write again. */
	| { readonly result: 'unreachable'; readonly reason: string }
	/** Try again no sooner than this many milliseconds from now. */
	| { readonly result: 'later'; readonly after: number; readonly reason: string }
	/** Our own fault: it will never be accepted. */
	| { readonly result: 'refused'; readonly reason: string };

/** Resolves once the message is durable (or was seen before); only then may the channel acknowledge it. */
export type Receive = (inbound: Inbound) => Promise<void>;

/** A way in and out. One contract suite (test/contracts/channel.ts) runs on every adapter. */
export interface Channel {
	readonly name: ChannelName;
	/** Longest text of one message, in UTF-16 units. */
	readonly textLimit: number;
	/**
	 * True where sending the same id again shows the message once (web, terminal, WhatsApp); false where a repeat shows it twice
	 * (Telegram): there an attempt is marked before it is made, and one that a crash cut off becomes `uncertain`.
	 */
	readonly repeatable: boolean;
	/** True where files can be sent; elsewhere a message with one arrives as its `instead`. */
	readonly sendsDocuments?: boolean;
	start(receive: Receive): Promise<void>;
	send(message: Outbound): Promise<Delivery>;
	stop(): Promise<void>;
	/**
	 * Why it can't receive or send right now, in a few words that hold no address, no secret and nobody's words; null when it can.
	 * A channel without this always can.
	 */
	trouble?(): string | null;
}
