import type { Asking } from '../cases/documents.ts';
import type { Closing, Handing } from '../cases/index.ts';
import type { ChannelName, Inbound } from '../channels/channel.ts';
import type { SentDocument } from '../engine/index.ts';
import type { Amended } from './amending.ts';
import type { MessageDocument } from './documents.ts';
import type { Overheard } from './overhearing.ts';

/** The durable path of a message, as channels, the desk and the command line see it. */
export interface Conversations {
	/**
	 * Resolves once the message is durable (or was seen before); the turn and its delivery then run by themselves.
	 * Rejects only when the store is away: the channel must not acknowledge then.
	 */
	receive(inbound: Inbound): Promise<void>;
	/**
	 * A worker wrote to a citizen from the office's own telephone: a human speaks now. Does nothing where nobody ever wrote to us.
	 * Resolves once it is durable, or was known already.
	 */
	overhear(said: Overheard): Promise<void>;
	/** A person changed a message: written down for whoever reads along, and no answer to anything. Resolves once it is durable (B19). */
	amend(change: Amended): Promise<void>;
	/** Resolves when nothing waits in this process for the conversation; for scripts and tests. */
	settled(conversation: string): Promise<void>;
	/** The transcript after `seq`, oldest first, unfiled and waiting lines included. */
	transcript(conversation: string, after: number, limit?: number): Promise<readonly MessageDocument[]>;
	/** Takes up whatever a dead process left behind; also run by the housekeeping queue. Resolves to how many were taken up. */
	sweep(): Promise<number>;
	/**
	 * Takes up what other processes decided for a channel of this one, without waiting for it. Resolves to how many conversations
	 * that were.
	 */
	collect(channel: ChannelName): Promise<number>;
	/** A case's clock says that it is time to ask how it went; does nothing when the case or the conversation has moved on. */
	followUp(caseId: string, clock: string): Promise<void>;
	/** A timer of a conversation came due; does nothing when the session has moved on. */
	timer(conversation: string, timer: string): Promise<void>;
	/** A file that somebody sent is to be fetched; does nothing when that is done. The person hears of one that can't be had. */
	file(id: string): Promise<void>;
	/** Starts nothing new and waits for what is in hand. */
	close(): Promise<void>;
}

/** What a worker does with a case, where it touches the conversation. Every call is idempotent by `id` where it has one. */
export interface Handover {
	/** Two at once: one wins, the other learns who did. The conversation's mode becomes `human`. */
	claim(caseId: string, user: string): Promise<{ claimed: true } | { claimed: false; by: string }>;
	/** Gives the case back to the queue. */
	release(caseId: string, user: string): Promise<void>;
	/** Writes to the citizen. HakkuError `case.forbidden` when the case is closed or somebody else's. */
	reply(
		caseId: string,
		user: string,
		message: { id: string; text: string; document?: SentDocument },
	): Promise<'accepted' | 'duplicate'>;
	/** Closes the case and gives the conversation back to the bot, which says so (`returned`). */
	close(caseId: string, user: string, closing: Closing): Promise<void>;
	/**
	 * Hands the case on (cases/api.ts) with its conversation: a worker goes on where the last one stopped, a team finds it in its queue, and
	 * when it went to an agency outside, the bot speaks again.
	 */
	transfer(caseId: string, user: string, handing: Handing): Promise<void>;
	/**
	 * Hakku speaks with the person while the case stays open, and asks them how it went with a right (cases/api.ts). Whatever asks for a
	 * human brings them back to the same case. HakkuError `case.forbidden`.
	 */
	accompany(caseId: string, user: string, asking: Asking): Promise<void>;
	/** The case goes on in another one; its own conversation goes back to the bot. */
	merge(caseId: string, into: string, user: string): Promise<void>;
	/** Takes two joined cases apart (cases/api.ts); the user speaks in the duplicate's conversation again. HakkuError `case.forbidden`. */
	unmerge(caseId: string, user: string): Promise<void>;
}
