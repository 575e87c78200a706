import type { FactTypes } from './types.ts';

/**
 * What was heard in a person's messages. Every expression may name these two, rights included: what was heard decides
 * without a question, because nobody in danger is questioned. Other `hakku.*` names come with the engine's facts.
 */
export const heardFacts: FactTypes = new Map([
	['hakku.needs', 'list'],
	['hakku.danger', 'list'],
]);
