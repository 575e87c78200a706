/**
 * Which rights a person has, why, and what to ask next. Pure: facts and a date in, outcomes and reasons out.
 * Withheld records never come out of here for a citizen.
 */
export type { Outcome, OutcomeKind, Reason } from './types.ts';
