import type { ChannelName, InboundContent, OutboundChoice } from '../channels/channel.ts';
import type { EngineEffect, Handoff, Session } from '../engine/index.ts';
import type { Stored } from '../store/stored.ts';

export interface InboxEntry {
	/** The channel's own id. */
	readonly id: string;
	readonly content: InboundContent;
	readonly received_at: number;
}

/** Who speaks with the person now. Each change increments `epoch`; an outbox entry is sent only under its own epoch. */
export interface Mode {
	readonly state: 'bot' | 'queued' | 'human';
	readonly epoch: number;
	/** Id of the open case while queued or human. */
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
	readonly at: number;
	readonly delivery: DeliveryState | null;
	/** Id of the case that was open at that moment. */
	readonly case: string | null;
}

/** Work that is decided but not yet done. Its id makes a repeat harmless. */
export type Effect = { readonly id: string } & (
	| EngineEffect
	| {
			readonly kind: 'open_case';
			readonly case: string;
			readonly handoff: Handoff;
			readonly words: readonly string[];
			readonly at: number;
	  }
	| { readonly kind: 'citizen_wrote'; readonly case: string; readonly at: number }
);

export interface OutboxEntry {
	readonly id: string;
	readonly epoch: number;
	/** Sent under any epoch (a danger text, a worker's closing words). */
	readonly always: boolean;
	/** Set just before sending: a crash after this makes the entry `uncertain` on channels that cannot repeat safely. */
	readonly attempted_at: number | null;
	readonly attempts: number;
	/** Not before this moment (epoch milliseconds). */
	readonly not_before: number;
	readonly message: MessageDocument;
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
	/** Ids of the latest inbound messages, newest last; bounded. */
	readonly seen: readonly string[];
	readonly inbox: readonly InboxEntry[];
	readonly session: Session | null;
	readonly mode: Mode;
	readonly outbox: readonly OutboxEntry[];
	readonly effects: readonly Effect[];
	/** Lines of the transcript that are decided but not yet filed in `messages`. */
	readonly unfiled: readonly MessageDocument[];
	readonly seq: number;
	/** Epoch milliseconds since when inbox, outbox, effects or unfiled wait; null when nothing does. The sweeper looks here. */
	readonly pending_since: number | null;
	readonly unreachable: string | null;
	readonly opted_out: boolean;
	readonly created_at: number;
	readonly updated_at: number;
}
