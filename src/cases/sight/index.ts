/**
 * Which cases an account may see, and how they are listed and found. Lists and searches are questions to an index (marks.ts), and
 * whoever may read a case is decided in one place (viewer.ts).
 */
export type { Day, DayItem } from './day.ts';
export {
	type CaseList,
	caseLists,
	type ListCounts,
	type ListFilter,
	type ListPage,
	type ListPlace,
	mostCounted,
	type Waiting,
	waitings,
} from './listing.ts';
export { isSensitive, MARKED, marked } from './marks.ts';
export type { SameRefusal } from './refusals.ts';
export { mostFound } from './searching.ts';
export { createSight, type Seen, type Sight } from './sight.ts';
export type { Sighting, Viewer } from './viewer.ts';
