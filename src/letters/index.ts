/**
 * Letters with which a person, or a worker for them, answers a refusal: a complaint, an objection, a report to the Ombudsman. Drafted
 * from what was refused and from the grounds in knowledge/; nothing here sends anything, and a law that is unchecked is never cited.
 */
export { type Citation, checkCitations, citationsIn } from './citations.ts';
export { draftLetter, fittingGrounds } from './draft.ts';
export type { Letter, Matter } from './matter.ts';
export { datedAt, letterText, longestLetter } from './text.ts';
