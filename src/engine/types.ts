import type { Value } from '../expressions/index.ts';
import type { DangerKind, NeedId, TextLanguage } from '../knowledge/index.ts';
import type { Intent } from '../language/index.ts';
import type { OutcomeKind } from '../rights/index.ts';

export type MediaKind = 'photo' | 'voice' | 'video' | 'document' | 'sticker' | 'location' | 'contact' | 'other';

/** How a fact became known: as the answer to a question, heard in a story, or computed by a flow. Whoever writes in the chat said it. */
export type FactOrigin = 'answer' | 'story' | 'flow';

/** What a person said of a fact: a value, or that they don't know or won't say. Absent: never asked. */
export type KnownFact =
	| { readonly status: 'known'; readonly value: Value; readonly at: number; readonly how?: FactOrigin }
	| { readonly status: 'declined'; readonly at: number; readonly how?: FactOrigin };

/** Where a conversation stands inside one flow. */
export interface Frame {
	readonly flow: string;
	readonly node: string;
	/** For a `rights` node: what it has done since it was entered. */
	readonly visit?: { readonly asked: number; readonly told: readonly string[] };
}

/** The question that waits for an answer. */
export interface OpenQuestion {
	/** Unique inside the session, so that a tap on an old button is recognised. */
	readonly id: string;
	/** The fact asked for; null when the choices only lead somewhere. */
	readonly fact: string | null;
	/** Choice ids in the order shown. */
	readonly choices: readonly string[];
	/** Answers so far that did not fit. */
	readonly tries: number;
}

/** An answered question that `back` can undo. */
export interface Step {
	readonly stack: readonly Frame[];
	/** Facts as they were before the answer; null for one that was unknown. */
	readonly undo: Readonly<Record<string, KnownFact | null>>;
	readonly needs: readonly NeedId[];
}

/** A conversation that was interrupted, to be taken up again. */
export interface Suspended {
	readonly stack: readonly Frame[];
	readonly question: OpenQuestion | null;
}

/** Everything the engine remembers of a person's conversation. Plain data; serialisable after every turn. */
export interface Session {
	/** Content hash of the release this session runs on. */
	readonly release: string;
	readonly language: TextLanguage;
	readonly facts: Readonly<Record<string, KnownFact>>;
	/** Null until the person was asked. */
	readonly consented: boolean | null;
	readonly needs: readonly NeedId[];
	/** The likeliest needs of the latest story, however unsure. */
	readonly candidates: readonly NeedId[];
	readonly intent: Intent | null;
	/** Dangers of the latest message that showed one, and how sure that is. */
	readonly danger: readonly DangerKind[];
	readonly danger_grade: 'certain' | 'possible' | null;
	/** Every danger seen in this conversation. */
	readonly dangers: readonly DangerKind[];
	/** Dangers already answered since the last hand-over; each is answered once. */
	readonly warned: readonly DangerKind[];
	/** Rights told so far. */
	readonly told: Readonly<Record<string, OutcomeKind>>;
	readonly refusal: ReportedRefusal | null;
	/** Innermost last; empty between conversations. */
	readonly stack: readonly Frame[];
	readonly question: OpenQuestion | null;
	readonly history: readonly Step[];
	/** Innermost last. */
	readonly suspended: readonly Suspended[];
	/** Pending timers of `schedule`: id → the flow to open. */
	readonly timers: Readonly<Record<string, string>>;
	/** Questions asked so far. */
	readonly asked: number;
	/** Null, or left out, while the person speaks of their own accord. `since`: epoch milliseconds. */
	readonly subject?: (Subject & { readonly since: number }) | null;
}

/** What `step` is given. */
export type Input =
	| { readonly kind: 'start'; readonly code: string | null }
	/** `long`: the person wrote more than is kept; the rest was cut off. */
	| { readonly kind: 'text'; readonly text: string; readonly long?: true }
	| { readonly kind: 'choice'; readonly choice: string; readonly question: string }
	| { readonly kind: 'media'; readonly media: MediaKind; readonly caption: string | null }
	/** A timer that `schedule` or `remind` set has come due. */
	| { readonly kind: 'timer'; readonly timer: string }
	/** The office wants to know something: opens the flow `follow_up` where it is about a right, else `self_report`. */
	| { readonly kind: 'timer'; readonly timer: string; readonly about: Subject }
	/** A worker closed the case and gives the conversation back; `about` says which. */
	| { readonly kind: 'returned'; readonly about?: Subject };

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
	/** Id of the right it is about, where that is known. */
	readonly claim?: string;
}

/** What the conversation is about when the office began it: how it went with a right of a case, or how the person's days are. */
export interface Subject {
	/** Id of the case. */
	readonly case: string;
	/** Id of the right; null when it is about none. */
	readonly claim: string | null;
	/** For which moment of the case a self-report is asked; null when none is. */
	readonly moment: 'intake' | 'closing' | 'after_30' | 'after_90' | null;
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
	/** The person says how it went with a right of their open case; `because`: what hinders them, in words. */
	| {
			readonly kind: 'claim';
			readonly claim: string | null;
			readonly answer: 'obtained' | 'partly' | 'refused' | 'waiting' | 'unanswered' | 'cannot' | 'stop';
			readonly because: string | null;
	  }
	/** How the person's days are: 0 worst, 2 best; parts that were skipped are left out. */
	| {
			readonly kind: 'self_report';
			readonly case: string;
			readonly moment: 'intake' | 'closing' | 'after_30' | 'after_90';
			readonly answers: Readonly<Record<string, number>>;
	  }
	/** The person says that their story was misread: as these needs and this intent. They agreed to what they write being kept. */
	| { readonly kind: 'misread'; readonly read: readonly NeedId[]; readonly intent: Intent | null }
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

/** A file that goes with a message: which one, under which name, and what is said where it can't be sent. Its bytes are made at delivery. */
export type SentDocument =
	/** The rights that the person was told. */
	| { readonly kind: 'sheet'; readonly name: string; readonly instead: string }
	/** A letter of the case, by its id. */
	| { readonly kind: 'letter'; readonly name: string; readonly instead: string; readonly letter: string };

/** What a step decided, in order. */
export type EngineEvent =
	| {
			readonly kind: 'message';
			readonly text: string;
			readonly choices: readonly ShownChoice[];
			readonly question: string | null;
			/** True for words that must arrive whoever speaks now (a danger text). */
			readonly always: boolean;
			readonly document?: SentDocument;
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
	/** When a human answers, for each urgency of a hand-over; without it, texts that would say so leave the line out. */
	readonly answers?: (where: {
		/** Code of the area that the person named. */
		readonly area: string | null;
		readonly needs: readonly NeedId[];
		readonly language: TextLanguage;
	}) => Readonly<Record<'danger' | 'urgent' | 'normal', Readonly<Record<TextLanguage, string>>>>;
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
