/**
 * Reads a citizen's message: language, needs, intent, danger signs, numbers, dates. Pure; offline; in well under a millisecond.
 * Built once for a release from knowledge/phrases/; you may change everything behind this door, but not the door.
 */
export { type Built, buildLanguage } from './build.ts';
export { householdIn, isAlone, isOnlyPeople } from './household.ts';
export type { DangerSign, Intent, Language, Reading } from './types.ts';
export { intents } from './types.ts';
