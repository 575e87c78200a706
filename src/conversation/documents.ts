import type { Asking, Closing, Followed } from '../cases/documents.ts';
import type { ChannelName, InboundContent, OutboundChoice } from '../channels/channel.ts';
import type { EngineEffect, Handoff, Input, ReportedRefusal, SentDocument, Session, Subject } from '../engine/index.ts';
import type { FileDocument } from '../files/documents.ts';
import type { DangerKind, NeedId } from '../knowledge/index.ts';
import type { Intent } from '../language/index.ts';
import type { Stored } from '../store/stored.ts';

export interface InboxEntry {
	/** The channel's own id. */
	readonly id: string;
	/** What the person sent (`long` when it was cut), or a conversation that a worker gave back. */
	readonly content: Exclude<InboundContent, { kind: 'text' }> | Extract<Input, { kind: 'text' | 'returned' }>;
	readonly received_at: number;
}

/** Who speaks with the person now. Each change increments `epoch`; an outbox entry is sent only under its own epoch. */
export interface Mode {
	readonly state: 'bot' | 'queued' | 'human';
	readonly epoch: number;
	/** Id of the open case: while queued or human, and while the bot accompanies somebody whose case stays open. */
	readonly case: string | null;
}

export type DeliveryState = 'waiting' | 'sent' | 'uncertain' | 'unreachable' | 'refused' | 'superseded';

/** One line of the transcript. `_id` is `<conversation>#<seq>`. Written once; only `delivery` may change. */
export interface MessageDocument extends Stored {
	readonly conversation: string;
	/** Position in the conversation, from 1, without gaps inside a turn. */
	readonly seq: number;
	readonly from: 'citizen' | 'hakku' | 'worker';
	/** The worker's user id when a worker wrote it. */
	readonly author: string | null;
	readonly text: string;
	readonly choices: readonly OutboundChoice[];
	readonly question: string | null;
	/** A file that went with it; what was in it is not kept. */
	readonly document?: SentDocument | null;
	/** A citizen's file came with it: the one in `files` under the line's own id. */
	readonly file?: true | null;
	readonly at: number;
	readonly delivery: DeliveryState | null;
	/** Id of the case that was open at that moment. */
	readonly case: string | null;
}

/**
 * A message that was misread, for an admin to teach from. Nothing in it leads back to a person: names and numbers are masked, the id
 * was drawn by lot, and only the day is known. So it can't be found, and stays, when somebody has their data erased.
 */
export interface SuggestionDocument extends Stored {
	readonly text: string;
	/** What it was taken for. */
	readonly needs: readonly NeedId[];
	readonly intent: Intent | null;
	/** ISO day. */
	readonly day: string;
}

/** Work outside the document that is decided but not yet done. Its id makes a repeat harmless. */
export type Effect = { readonly id: string; readonly at: number } & (
	| {
			readonly kind: 'open_case';
			readonly case: string;
			readonly person: string;
			readonly handoff: Handoff;
			readonly words: readonly string[];
	  }
	| { readonly kind: 'citizen_wrote'; readonly case: string }
	| { readonly kind: 'danger'; readonly case: string; readonly danger: readonly DangerKind[] }
	| { readonly kind: 'refusal'; readonly case: string; readonly refusal: ReportedRefusal }
	| { readonly kind: 'unreachable'; readonly case: string; readonly reason: string }
	| { readonly kind: 'answered'; readonly case: string; readonly user: string }
	/** Closes the case; once that is done, the conversation goes back to the bot. */
	| {
			readonly kind: 'close_case';
			readonly case: string;
			readonly user: string;
			readonly closing: Closing;
	  }
	/** Hakku speaks again while the case stays open: what it shall ask, and when, goes into the case. */
	| { readonly kind: 'accompany'; readonly case: string; readonly user: string; readonly asking: Asking }
	/** The person needs a human again while the bot accompanied them; should their case be over meanwhile, it is the new case `instead`. */
	| {
			readonly kind: 'resume_case';
			readonly case: string;
			readonly instead: string;
			readonly person: string;
			readonly handoff: Handoff;
			readonly words: readonly string[];
	  }
	| { readonly kind: 'followed'; readonly case: string; readonly followed: Followed }
	| {
			readonly kind: 'self_report';
			readonly case: string;
			readonly report: Extract<EngineEffect, { kind: 'self_report' }>;
	  }
	| { readonly kind: 'consent'; readonly person: string; readonly given: boolean; readonly wording: string }
	| { readonly kind: 'suggest'; readonly suggestion: SuggestionDocument }
	/** A file came that must be fetched. */
	| { readonly kind: 'keep_file'; readonly file: FileDocument }
	/** A timer that falls due so soon that the sweeper would be late for it. */
	| { readonly kind: 'set_timer'; readonly timer: string; readonly due: number }
	/**
	 * Removes the person and every line of the transcript up to `upto`. Done twice, the second time after `not_before`: another
	 * process may have been filing an old line at that very moment.
	 */
	| {
			readonly kind: 'erase';
			readonly person: string;
			readonly upto: number;
			readonly not_before: number;
			readonly again: boolean;
	  }
);

export interface OutboxEntry {
	readonly id: string;
	readonly epoch: number;
	/** Sent under any epoch (a danger text, a worker's closing words). */
	readonly always: boolean;
	/** Set just before sending: a crash after this makes the entry `uncertain` on channels that cannot repeat safely. */
	readonly attempted_at: number | null;
	readonly attempts: number;
	readonly message: MessageDocument;
}

export interface Timer {
	readonly timer: string;
	/** Epoch milliseconds. */
	readonly due: number;
	/** What the office wants to know; left out for a timer of the flows. */
	readonly about?: Subject;
	/** Set for so short a time that it belongs to the talk at hand: it comes at any hour. */
	readonly soon?: true;
}

/**
 * Everything about a conversation that must change together; `_id` is `channel:address`. Each change is one compare-and-set.
 * Design: receive → turn → effects → deliver.
 */
export interface ConversationDocument extends Stored {
	readonly channel: ChannelName;
	readonly address: string;
	/** Id in `people`. */
	readonly person: string;
	/** Keys of the latest inbound messages (and of workers' replies), newest last; bounded. Outlives an erasure. */
	readonly seen: readonly string[];
	readonly inbox: readonly InboxEntry[];
	/** The release that the session runs on, so that whoever waits on it can be counted; written with every change (shelf.ts). */
	readonly release?: string | null;
	readonly session: Session | null;
	readonly mode: Mode;
	readonly outbox: readonly OutboxEntry[];
	/**
	 * Nothing leaves before `until` (epoch milliseconds): the channel said "later", or we back off. When the person writes, only
	 * the channel's own word counts, `earliest`.
	 */
	readonly held: { readonly until: number; readonly earliest: number } | null;
	readonly effects: readonly Effect[];
	/** Lines of the transcript that are decided but not yet filed in `messages`. */
	readonly unfiled: readonly MessageDocument[];
	readonly seq: number;
	/** The person's latest words that say more than an answer to a question; newest last, at most five. What a worker reads first. */
	readonly words: readonly string[];
	/** The choices shown last, so that a tapped button reads as its label in the transcript. */
	readonly shown: { readonly question: string; readonly choices: readonly OutboundChoice[] } | null;
	/** Timers of the flows and of what the office wants to know, by due time. The truth; a job in the queue only wakes the conversation. */
	readonly timers: readonly Timer[];
	/** When the first timer falls due (epoch milliseconds); null without timers. */
	readonly next_due: number | null;
	/**
	 * Epoch milliseconds since when inbox, outbox, effects or unfiled wait; null when nothing does. The sweeper looks here. In the
	 * future when all that waits may not be tried before then.
	 */
	readonly pending_since: number | null;
	/** Why the person cannot be reached; null as soon as they write. */
	readonly unreachable: string | null;
	/** They asked us to stop: nothing is sent but answers to their own messages. */
	readonly opted_out: boolean;
	readonly created_at: number;
	readonly updated_at: number;
}
