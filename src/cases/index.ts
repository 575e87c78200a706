/**
 * What a human must look after: cases with their claims, refusals, staff notes and trail of events.
 * Everything here is idempotent, so that the conversation path may repeat it after a crash.
 */
export type { Cases, Handing } from './api.ts';
export { inCharge, onCall } from './calling.ts';
export { createCases } from './cases.ts';
export { closedCase } from './closing.ts';
export type { CaseDocument, CaseEvent, Closing, News, SelfReport } from './documents.ts';
export { scopes } from './documents.ts';
export { accompaniedCase } from './following.ts';
export { alreadyClosed, forbidden, gone, heldByAnother, isForbidden, notClaimed } from './forbidden.ts';
export { type CaseLetters, createCaseLetters } from './letters.ts';
export { claimMoves, claimNames, hasOutcome, mayChangeMode } from './machines/index.ts';
export type { Actor, ClaimMove, NewRefusal } from './moves.ts';
export { isStillNews } from './news.ts';
export { caseNumber, readCaseNumber } from './number.ts';
export { createCaller } from './posting.ts';
export { type LifeTally, lifeChange, type ReportMoment } from './reports.ts';
export {
	type CaseList,
	caseLists,
	createSight,
	type Day,
	type DayItem,
	isSensitive,
	type ListCounts,
	type ListFilter,
	type ListPage,
	type ListPlace,
	marked,
	mostCounted,
	mostFound,
	type SameRefusal,
	type Seen,
	type Sight,
	type Viewer,
	type Waiting,
	waitings,
} from './sight/index.ts';
export { type CaseTally, tallyCases } from './tally.ts';
