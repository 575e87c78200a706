/**
 * Reads a citizen's message: language, needs, intent, danger signs, numbers, dates. Pure; offline; in well under a millisecond.
 * Built once for a release from knowledge/phrases/; you may change everything behind this door, but not the door.
 */
export { type Built, buildLanguage } from './build.ts';
export { entitiesIn } from './entities.ts';
export { householdIn, isAlone, isOnlyPeople } from './household.ts';
export { maskNumbers, withoutIdentity } from './mask.ts';
export type { DangerSign, Intent, Language, Reading } from './types.ts';
export { intents } from './types.ts';
