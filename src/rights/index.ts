/**
 * Which rights a person has, why, and what to ask next. Pure: facts and a date in, outcomes and reasons out.
 * Withheld records never come out of here for a citizen.
 */
export { type Explanation, explain } from './explain.ts';
export { type JudgeOptions, judgeRights } from './judge.ts';
export { lintTold } from './lint.ts';
export { type AskingMeasure, measureAsking } from './measure.ts';
export { nextQuestion, type Said } from './next-question.ts';
export { tellReceived } from './received.ts';
export { rightsReport } from './report.ts';
export { playRightTests } from './right-tests.ts';
export { tell } from './tell.ts';
export type { Outcome, OutcomeKind } from './types.ts';
