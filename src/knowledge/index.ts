/**
 * What Hakku knows: needs, facts that may be asked, rights, institutions, phrases. Reads, checks and indexes knowledge/;
 * every record has a source and a date, and whatever is unverified or in conflict is marked withheld.
 */
export { compileKnowledge } from './compile.ts';
export { withDerived } from './derive.ts';
export { givenFacts } from './given.ts';
export { type Inventory, inventory } from './inventory.ts';
export { peopleInWords } from './people.ts';
export type { Area, Region } from './regions/index.ts';
export { type ReviewItem, reviewKnowledge } from './review.ts';
export { type RightTest, rightTests } from './right-tests.ts';
export { isShown, restsOnShown } from './sources.ts';
export * from './types.ts';
