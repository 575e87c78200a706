/**
 * What a human must look after: cases with their claims, refusals, staff notes and trail of events.
 * Everything here is idempotent, so that the conversation path may repeat it after a crash.
 */
export type { Cases } from './api.ts';
export { createCases } from './cases.ts';
export type { CaseDocument, CaseEvent } from './documents.ts';
export { alreadyClosed, forbidden, gone, heldByAnother, notClaimed } from './forbidden.ts';
export { caseNumber, readCaseNumber } from './number.ts';
