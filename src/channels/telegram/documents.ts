import type { DeliveryState } from '../../conversation/documents.ts';
import type { Stored } from '../../store/stored.ts';

/** A worker's message in a topic that went to the person, and what the worker was shown of its way. */
export interface TopicReply {
	/** Telegram's number of the worker's message. */
	readonly message: number;
	/** User id of whoever wrote it. */
	readonly user: string;
	/** SHA-256 of its text: by it the line of the transcript is found, once. */
	readonly mark: string;
	/** Epoch milliseconds. */
	readonly at: number;
	/** That line; null while it was not found. */
	readonly seq: number | null;
	readonly shown: DeliveryState | null;
}

/** A message that is being sent into a topic: what it is, so that a doubt about it can be settled without sending it again. */
export interface TopicAttempt {
	readonly does: 'create' | 'card' | 'say' | 'mark';
	readonly about: 'doubt' | 'words' | 'line' | null;
	/** Line of the transcript up to which all is shown then. */
	readonly to: number | null;
	/** The worker's message that is told how it fared, and how it did. */
	readonly message: number | null;
	readonly state: DeliveryState | null;
	/** Epoch milliseconds. */
	readonly at: number;
}

/** A thread of a staff group. */
export interface Thread {
	/** Telegram's id of the group. */
	readonly group: string;
	/** Telegram's number of the thread. */
	readonly topic: number;
}

/**
 * A case as a forum topic of the staff group. `_id` is the case's; once its person was erased it is `erased:…`, and nothing is left in it
 * but which threads must go. Each change is one compare-and-set, also the mark before a message that can't be sent again.
 */
export interface TopicDocument extends Stored {
	readonly group: string;
	/** The thread; null before it is made, and after somebody deleted it. */
	readonly topic: number | null;
	/** `closed`: the case is over, and so is the work on its topic. */
	readonly state: 'open' | 'closed';
	/** The thread is closed on Telegram. */
	readonly shut: boolean;
	/** Its name as it stands there. */
	readonly name: string | null;
	/** The message with the buttons, and a hash of how it looks. */
	readonly card: { readonly message: number; readonly face: string } | null;
	/** Nothing but number and urgency was ever shown in the thread. */
	readonly bare: boolean;
	/** The words that led to the case were shown. */
	readonly begun: boolean;
	/** Last line of the transcript that was shown or need not be. */
	readonly shown_to: number;
	/** Something may be missing or doubled in the thread, and that is not yet said. */
	readonly doubt: 'line' | 'topic' | null;
	/** Messages of the thread with the person's words, newest last: to answer one of them is to answer the person. */
	readonly heard: readonly number[];
	/** Newest last. */
	readonly replies: readonly TopicReply[];
	/** What is being sent, and since when: cut off by a crash, nobody knows whether it arrived. */
	readonly attempt: TopicAttempt | null;
	/** Threads that were left behind (the office took another group); they go when the person is erased. */
	readonly earlier: readonly Thread[];
	/** Revision of the case that the thread shows. */
	readonly case_rev: number;
}
