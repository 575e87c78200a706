/** How a case ended, as a worker says it. Stored as it stands here. */
export const caseResults = ['obtained', 'referred', 'unreachable', 'other'] as const;
export type CaseResult = (typeof caseResults)[number];
