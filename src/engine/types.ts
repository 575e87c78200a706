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
	readonly refusal: ReportedRefusal | null;
	/** Dangers already answered with a hotline since the last hand-over; each is answered once. */
	readonly warned: readonly DangerKind[];
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

/** What the person says of an institution that turned them away; every part may be unknown. */
export interface ReportedRefusal {
	readonly institution: string | null;
	readonly service: string | null;
	readonly reason: string | null;
	/** Money or papers that were asked for. */
	readonly asked: string | null;
}

/** Work that follows from a turn, outside the conversation document. The conversation room gives each an id and repeats it safely. */
export type EngineEffect =
	| { readonly kind: 'set_timer'; readonly timer: string; readonly due: number }
	| { readonly kind: 'cancel_timer'; readonly timer: string }
	| { readonly kind: 'refusal'; readonly refusal: ReportedRefusal }
	| { readonly kind: 'consent'; readonly given: boolean; readonly wording: string }
	| { readonly kind: 'opt_out'; readonly out: boolean }
	/** Delete what is kept of this person: session, transcript, facts; open and closed cases are stripped of them. */
	| { readonly kind: 'erase' }
	/** A danger showed in a message while a case was open already. */
	| { readonly kind: 'danger'; readonly danger: readonly DangerKind[] };

/** The picture a human gets when the bot hands over. */
export interface Handoff {
	/** 1 danger · 2 urgent · 3 normal. */
	readonly priority: 1 | 2 | 3;
	/** Why, in one sentence for the worker. */
	readonly reason: string;
	readonly danger: readonly DangerKind[];
	readonly needs: readonly NeedId[];
	readonly rights: Readonly<Record<string, OutcomeKind>>;
	readonly facts: Readonly<Record<string, KnownFact>>;
	readonly refusal: ReportedRefusal | null;
	readonly language: TextLanguage;
}

/** What a step decided, in order. */
export type EngineEvent =
	| {
			readonly kind: 'message';
			readonly text: string;
			readonly choices: readonly ShownChoice[];
			readonly question: string | null;
			/** True for words that must arrive whoever speaks now (a danger text). */
			readonly always: boolean;
	  }
	| { readonly kind: 'handoff'; readonly handoff: Handoff }
	| { readonly kind: 'effect'; readonly effect: EngineEffect }
	/** For admins: a limit was hit or a release is broken at this place. Never contains a person's words. */
	| {
			readonly kind: 'problem';
			readonly code: string;
			readonly flow: string;
			readonly node: string;
			readonly message: string;
	  };

/** What a step needs to know of the world; handed in, so that the engine stays pure. */
export interface StepContext {
	/** Epoch milliseconds. */
	readonly now: number;
	/** ISO date in the citizens' time zone. */
	readonly today: string;
	readonly channel: string;
	/** Who speaks with the person. When it is not the bot, a step only watches for danger, stop and erase. */
	readonly mode: 'bot' | 'queued' | 'human';
}

export interface StepResult {
	/** Null after `erase`: nothing is remembered. */
	readonly session: Session | null;
	readonly events: readonly EngineEvent[];
}

/** One step of a conversation on the release that its session is pinned to (a new session takes the newest). */
export type Play = (session: Session | null, input: Input, context: StepContext) => Promise<StepResult>;
