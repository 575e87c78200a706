/**
 * What a human must look after: cases with their claims, refusals, staff notes and trail of events.
 * Everything here is idempotent, so that the conversation path may repeat it after a crash.
 */
export type { Cases } from './api.ts';
export { type CaseSurroundings, createCases } from './cases.ts';
export type { CaseDocument, CaseEvent, CaseFact, CaseNote, CaseStatus, Claim, Priority, Refusal } from './documents.ts';
export { caseNumber, readCaseNumber } from './number.ts';
export type { Opening, Sensitivity } from './opening.ts';
