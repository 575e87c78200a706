import type { DangerKind, NeedId } from '../knowledge/index.ts';
import type { OutcomeKind } from '../rights/index.ts';
import type { Stored } from '../store/stored.ts';

export type CaseStatus = 'open' | 'closed' | 'transferred' | 'duplicate';

/** 1 danger · 2 urgent · 3 normal. */
export type Priority = 1 | 2 | 3;

/** One right of a case, and where it stands. */
export interface Claim {
	readonly right: string;
	readonly outcome: OutcomeKind;
	readonly status:
		| 'identified'
		| 'preparing'
		| 'referred'
		| 'accepted'
		| 'refused'
		| 'no_response'
		| 'objection'
		| 'external_appeal'
		| 'obtained'
		| 'partially_obtained'
		| 'denied_final'
		| 'withdrawn'
		| 'receipt_confirmed';
}

/** An institution turned the person away. */
export interface Refusal {
	readonly institution: string | null;
	readonly service: string | null;
	readonly reason: string | null;
	/** Money or papers that were asked for. */
	readonly asked: string | null;
	readonly at: number;
}

/** A fact as the worker sees it: what was asked, what was answered. */
export interface CaseFact {
	readonly fact: string;
	readonly value: string | null;
	readonly declined: boolean;
	readonly sensitive: boolean;
}

/** What a human must look after. `_id` is `<conversation>@<epoch>`: opening it twice is opening it once. */
export interface CaseDocument extends Stored {
	/** What people say on the phone: `K7QM-4XPD`. */
	readonly number: string;
	readonly conversation: string;
	readonly person: string;
	readonly status: CaseStatus;
	readonly stage:
		| 'intake'
		| 'assessment'
		| 'rights_identified'
		| 'planning'
		| 'implementation'
		| 'follow_up'
		| 'closed'
		| 'aftercare';
	readonly priority: Priority;
	readonly danger: readonly DangerKind[];
	readonly needs: readonly NeedId[];
	readonly claims: readonly Claim[];
	readonly refusals: readonly Refusal[];
	readonly facts: readonly CaseFact[];
	/** Why the bot handed over, in one sentence. */
	readonly reason: string;
	/** The person's own words that led here, newest last; at most five. */
	readonly words: readonly string[];
	readonly language: string;
	readonly opened_at: number;
	/** User id; null while nobody has taken it. */
	readonly assignee: string | null;
	readonly claimed_at: number | null;
	readonly first_answer_at: number | null;
	readonly closed_at: number | null;
	readonly closing: { readonly result: string; readonly note: string } | null;
	/** Epoch milliseconds of the person's first message that no worker has answered; null when none waits. Writing again does not set the clock back. */
	readonly waiting_since: number | null;
	/** When the desk was told of it; null while the escalation has not run. */
	readonly notified_at: number | null;
	/** Why the person cannot be reached (they blocked us, or are gone); null once they write again. */
	readonly unreachable: string | null;
}

/** Append-only: everything that happened to a case, views included. `_id` makes a repeat harmless. */
export interface CaseEvent extends Stored {
	readonly case: string;
	readonly at: number;
	readonly kind:
		| 'opened'
		| 'raised'
		| 'viewed'
		| 'claimed'
		| 'released'
		| 'answered'
		| 'noted'
		| 'refusal'
		| 'unreachable'
		| 'closed'
		| 'erased';
	/** User id, or null for Hakku and the citizen. */
	readonly by: string | null;
	readonly detail: string | null;
}

/** A staff note. No code that sends to a citizen reads this collection. */
export interface CaseNote extends Stored {
	readonly case: string;
	readonly at: number;
	readonly by: string;
	readonly text: string;
}
