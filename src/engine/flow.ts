import type { Condition, ValueExpression } from '../expressions/index.ts';
import type { DangerKind, FactDeclaration, NeedId } from '../knowledge/index.ts';
import type { Intent } from '../language/index.ts';
import type { Template } from './template.ts';

/** A flow definition after compiling: every reference checked, every text a template, every condition typed. */
export interface Flow {
	readonly id: string;
	readonly title: string;
	readonly start: string;
	readonly role: FlowRole;
	/** Canonical forms of the words that open it. */
	readonly words: readonly string[];
	readonly intents: readonly Intent[];
	readonly nodes: ReadonlyMap<string, Node>;
}

export const flowRoles = [
	'none',
	'welcome',
	'menu',
	'story',
	'stop',
	'erase',
	'human',
	'danger',
	'help',
	'language',
	'returned',
	'follow_up',
	'self_report',
] as const;
export type FlowRole = (typeof flowRoles)[number];

/** Roles that a release can do without: then the bot does not ask by itself. */
export const optionalRoles: ReadonlySet<FlowRole> = new Set(['none', 'follow_up', 'self_report']);

/** One way onwards. `goto` null: the flow ends. */
export type Branch =
	| { readonly when: Condition; readonly goto: string | null }
	| { readonly unknown: string | null }
	| { readonly goto: string | null };

/** Read from the top: the first true condition, else `unknown` if any was unknown, else the plain `goto`. */
export type Next = readonly Branch[];

export interface Choice {
	readonly id: string;
	readonly label: Template;
	/** Canonical forms that mean this choice in any language: id, labels, synonyms. */
	readonly keys: ReadonlySet<string>;
	/** `undefined`: the node's `next`. */
	readonly goto: string | undefined;
	readonly when: Condition | null;
}

interface NodeBase {
	readonly id: string;
	readonly next: Next;
}

export interface SayNode extends NodeBase {
	readonly kind: 'say';
	readonly text: Template;
}

export interface AskNode extends NodeBase {
	readonly kind: 'ask';
	readonly text: Template;
	readonly into: FactDeclaration | null;
	readonly choices: readonly Choice[];
	readonly listen: boolean;
	readonly skip: boolean;
	readonly retries: number;
	readonly onExhausted: string | null;
	readonly retry: Template | null;
	/** Milliseconds. */
	readonly remind: readonly number[];
}

export interface SetNode extends NodeBase {
	readonly kind: 'set';
	readonly facts: readonly { readonly fact: string; readonly value: ValueExpression }[];
}

export interface BranchNode extends NodeBase {
	readonly kind: 'branch';
}

export interface CallNode extends NodeBase {
	readonly kind: 'call';
	readonly flow: string;
}

export interface RightsNode extends NodeBase {
	readonly kind: 'rights';
	/** Null: the needs found in the conversation. */
	readonly needs: readonly NeedId[] | null;
	/** Rights told before "more". */
	readonly limit: number;
	/** Questions asked before telling. */
	readonly questions: number;
}

export interface HandoffNode extends NodeBase {
	readonly kind: 'handoff';
	readonly reason: Template;
	readonly priority: 1 | 2 | 3;
}

export interface CaseNode extends NodeBase {
	readonly kind: 'case';
	/** Facts that hold the parts of the refusal; null when none is recorded. */
	readonly refusal: Readonly<Partial<Record<'institution' | 'service' | 'reason' | 'asked', string>>> | null;
	/** Fact that holds an institution which a story named. */
	readonly mentioned: string | null;
	/** How it went with the right that is followed up, and the fact that says what hinders. */
	readonly claim: { readonly answer: ClaimAnswer; readonly because: string | null } | null;
	/** Parts of everyday life, and the facts that tell of them. */
	readonly report: Readonly<Record<string, FactDeclaration>> | null;
}

export const claimAnswers = ['obtained', 'partly', 'refused', 'waiting', 'unanswered', 'cannot', 'stop'] as const;
export type ClaimAnswer = (typeof claimAnswers)[number];

export const lifeParts = ['food', 'health', 'home', 'work', 'ties', 'safety'] as const;

export interface ScheduleNode extends NodeBase {
	readonly kind: 'schedule';
	readonly timer: string;
	/** Milliseconds. */
	readonly delay: number;
	readonly flow: string;
}

export const effectNames = [
	'consent',
	'consent_withdrawn',
	'opt_out',
	'opt_in',
	'erase',
	'show_data',
	'send_sheet',
	'misread',
] as const;

export interface EffectNode extends NodeBase {
	readonly kind: 'effect';
	readonly effect: (typeof effectNames)[number];
}

export interface EndNode extends NodeBase {
	readonly kind: 'end';
}

export type Node =
	| SayNode
	| AskNode
	| SetNode
	| BranchNode
	| CallNode
	| RightsNode
	| HandoffNode
	| CaseNode
	| ScheduleNode
	| EffectNode
	| EndNode;

export type Kind = Node['kind'];
export type NodeOf<K extends Kind> = Extract<Node, { kind: K }>;

/** All flows of a release, indexed for the path of a message. */
export interface Flows {
	readonly byId: ReadonlyMap<string, Flow>;
	readonly byRole: ReadonlyMap<FlowRole, Flow>;
	/** Canonical word → flow, besides the open question's own choices. Ordered by precedence where two claim the same. */
	readonly byWord: ReadonlyMap<string, Flow>;
	readonly byIntent: ReadonlyMap<Intent, Flow>;
	/** Choices of facts that declare their own, and of yes-or-no facts. */
	readonly factChoices: ReadonlyMap<string, readonly Choice[]>;
	/** What a story may say of a fact without being asked, in the normalised form of a message; longest words first. */
	readonly heard: readonly { readonly fact: string; readonly choice: string; readonly words: string }[];
	/** Facts that hold an institution which a story named, until the person confirms it. */
	readonly mentioned: ReadonlySet<string>;
	readonly skipChoice: Choice;
	/** After some rights were told: more, or enough. */
	readonly moreChoices: readonly [more: Choice, enough: Choice];
	/** To who lives at home: only I, these are all, something is wrong. */
	readonly peopleChoices: Readonly<Record<'alone' | 'all' | 'wrong', Choice>>;
	readonly backWords: ReadonlySet<string>;
	readonly phrases: Phrases;
}

export const phraseKeys = [
	'not_understood',
	'not_a_number',
	'number_out_of_range',
	'not_a_date',
	'not_yes_no',
	'not_a_choice',
	'number_ambiguous',
	'too_long',
	'media_not_read',
	'old_button',
	'ask_human_offer',
	'yes_label',
	'no_label',
	'dont_know_label',
	'back_done',
	'back_nothing',
	'resume',
	'more_label',
	'enough_label',
	'rights_intro',
	'rights_none',
	'rights_more',
	'rights_done',
	'problem',
	'data_title',
	'data_nothing',
	'people_more',
	'people_alone_label',
	'people_all_label',
	'people_wrong_label',
	'people_not_heard',
	'sheet_sent',
	'sheet_nothing',
	'sheet_not_here',
	'region_which',
	'region_many',
	'region_noted',
	'not_a_region',
] as const;
export type PhraseKey = (typeof phraseKeys)[number];

/** Hakku's own phrases, in every language. `{0}` and `{1}` are filled in by the engine. */
export type Phrases = Readonly<Record<PhraseKey, Readonly<Record<'id' | 'en', string>>>>;

/** A danger in the order in which it is answered. */
export const dangerOrder: readonly DangerKind[] = [
	'medical_emergency',
	'self_harm',
	'sexual_violence',
	'child_abuse',
	'violence',
	'no_food_today',
];
