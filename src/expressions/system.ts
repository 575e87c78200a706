import type { FactTypes } from './types.ts';

/** What Hakku itself knows of a conversation; may be named in any condition of a flow. `docs/flows.md` explains them. */
export const systemFacts: FactTypes = new Map([
	['hakku.needs', 'list'],
	['hakku.candidates', 'list'],
	['hakku.danger', 'list'],
	['hakku.intent', 'choice'],
	['hakku.language', 'choice'],
	['hakku.channel', 'text'],
	['hakku.told', 'list'],
	['hakku.consented', 'yesno'],
]);

/** The two that a right may use too: what was heard decides without a question (nobody in danger is questioned). */
export const heardFacts: ReadonlySet<string> = new Set(['hakku.needs', 'hakku.danger']);
