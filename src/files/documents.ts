import type { ChannelName } from '../channels/channel.ts';
import type { MediaKind } from '../engine/index.ts';
import type { Stored } from '../store/stored.ts';

/** `waiting`: not fetched yet. `refused`: we don't keep such a file. `lost`: it could not be fetched. */
type FileState = 'waiting' | 'kept' | 'refused' | 'lost';

/** Why a file is not there: too large, of a type that we don't keep, too many of one person in a day, gone or out of reach. */
export type FileTrouble = 'too_big' | 'type' | 'too_many' | 'gone';

/** A file that a citizen sent. `_id` is that of its line in the transcript: `<conversation>#<seq>`. It is erased with it. */
export interface FileDocument extends Stored {
	readonly conversation: string;
	readonly seq: number;
	readonly channel: ChannelName;
	readonly media: MediaKind;
	/** The sender's name for it, made harmless and without an ending; null where it has none. */
	readonly name: string | null;
	/** The size that the sender claims, in bytes. */
	readonly claimed: number | null;
	/** What the channel needs to fetch it; null once it is settled. */
	readonly source: string | null;
	readonly state: FileState;
	/** Null while it waits and when it is kept. */
	readonly reason: FileTrouble | null;
	/** Media type, read from the bytes; null when it is not kept. */
	readonly type: string | null;
	/** Bytes; null when it is not kept. */
	readonly size: number | null;
	/** Which parts hold the content: their ids begin with this; null when it is not kept. */
	readonly content: string | null;
	/** Attempts so far, the one in hand included. */
	readonly tries: number;
	/** When it is tried next (epoch milliseconds); null once it is settled. */
	readonly next_due: number | null;
	/** When the message with it was taken in (epoch milliseconds). */
	readonly at: number;
}

/** A piece of a file's content, sealed as a whole before it was cut. `_id` is `<content>:<number>`. */
export interface FilePart extends Stored {
	readonly conversation: string;
	readonly seq: number;
	/** Base64. */
	readonly bytes: string;
}
