import type { Value } from '../expressions/index.ts';
import type { DangerKind, NeedId, TextLanguage } from '../knowledge/index.ts';
import type { Intent } from '../language/index.ts';
import type { OutcomeKind } from '../rights/index.ts';

export type MediaKind = 'photo' | 'voice' | 'video' | 'document' | 'sticker' | 'location' | 'contact' | 'other';

/** What a person said of a fact: a value, or that they don't know or won't say. Absent: never asked. */
export type KnownFact =
	| { readonly status: 'known'; readonly value: Value; readonly at: number }
	| { readonly status: 'declined'; readonly at: number };

/** Where a conversation stands inside one flow. */
export interface Frame {
	readonly flow: string;
	readonly node: string;
}

/** The question that waits for an answer. */
export interface OpenQuestion {
	/** `<flow>.<node>#<n>`; unique inside the session, so that an old button is recognised. */
	readonly id: string;
	readonly flow: string;
	readonly node: string;
	/** For a question of a `rights` node or of a fact: the fact asked for. */
	readonly fact: string | null;
	/** Choice ids, in the order shown. */
	readonly choices: readonly string[];
	readonly tries: number;
}

/** An answer that `back` can undo: the state before it. */
export interface Step {
	readonly stack: readonly Frame[];
	readonly question: OpenQuestion;
	readonly fact: string | null;
	readonly before: KnownFact | null;
}

/** Everything the engine remembers of a person's conversation. Plain data; serialisable after every turn. */
export interface Session {
	/** Content hash of the release this session runs on. */
	readonly release: string;
	readonly language: TextLanguage;
	readonly facts: Readonly<Record<string, KnownFact>>;
	readonly needs: readonly NeedId[];
	readonly danger: readonly DangerKind[];
	readonly intent: Intent | null;
	/** Rights told so far. */
	readonly told: Readonly<Record<string, OutcomeKind>>;
	/** Innermost last; empty between conversations. */
	readonly stack: readonly Frame[];
	readonly question: OpenQuestion | null;
	readonly history: readonly Step[];
	/** Interrupted places, newest last. */
	readonly suspended: readonly { readonly stack: readonly Frame[]; readonly question: OpenQuestion | null }[];
	/** Grows with each question. */
	readonly asked: number;
	readonly turns: number;
}

/** What `step` is given. */
export type Input =
	| { readonly kind: 'start'; readonly code: string | null }
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'choice'; readonly choice: string; readonly question: string }
	| { readonly kind: 'media'; readonly media: MediaKind; readonly caption: string | null }
	/** A timer that `schedule` or `remind` set has come due. */
	| { readonly kind: 'timer'; readonly timer: string }
	/** A worker closed the case and gives the conversation back. */
	| { readonly kind: 'returned' };

export interface ShownChoice {
	readonly id: string;
	readonly label: string;
}

/** Work that follows from a turn, outside the conversation. Each has an id; doing it twice is doing it once. */
export type Effect =
	| {
			readonly kind: 'open_case';
			readonly id: string;
			readonly reason: string;
			readonly priority: 1 | 2 | 3;
			readonly danger: readonly DangerKind[];
			readonly needs: readonly NeedId[];
			readonly rights: Readonly<Record<string, OutcomeKind>>;
			readonly facts: Readonly<Record<string, KnownFact>>;
			readonly refusal: {
				institution: string | null;
				service: string | null;
				reason: string | null;
				asked: string | null;
			} | null;
			readonly language: TextLanguage;
	  }
	| { readonly kind: 'raise_case'; readonly id: string; readonly case: string; readonly danger: readonly DangerKind[] }
	| { readonly kind: 'citizen_wrote'; readonly id: string; readonly case: string; readonly at: number }
	| { readonly kind: 'set_timer'; readonly id: string; readonly timer: string; readonly due: number }
	| {
			readonly kind: 'record_refusal';
			readonly id: string;
			readonly refusal: {
				institution: string | null;
				service: string | null;
				reason: string | null;
				asked: string | null;
			};
	  }
	| { readonly kind: 'consent'; readonly id: string; readonly given: boolean; readonly wording: string }
	| { readonly kind: 'opt_out'; readonly id: string; readonly out: boolean }
	| { readonly kind: 'erase'; readonly id: string };

/** What a step decided. Messages in order; effects are for the conversation room to carry out. */
export type EngineEvent =
	| {
			readonly kind: 'message';
			readonly text: string;
			readonly choices: readonly ShownChoice[];
			readonly question: string | null;
	  }
	| { readonly kind: 'handoff'; readonly priority: 1 | 2 | 3; readonly reason: string }
	| { readonly kind: 'effect'; readonly effect: Effect }
	/** For admins: a limit was hit or a release is broken at this place. Never contains a person's words. */
	| {
			readonly kind: 'problem';
			readonly code: string;
			readonly flow: string;
			readonly node: string;
			readonly message: string;
	  };
