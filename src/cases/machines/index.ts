/**
 * The three machines of a case as declared tables with guards: who speaks, how far the case is, where each right stands.
 * Pure; every refusal says in Indonesian why, and what to do instead.
 */
export { type ClaimEvidence, claimMoves, hasOutcome, mayMoveClaim, outcomes } from './claims.ts';
export type { Machine, Verdict } from './machine.ts';
export { type ConversationMode, conversationModes, mayChangeMode, modeMoves, modeNames } from './modes.ts';
export { claimNames, stageNames, statusNames } from './names.ts';
export { mayEnd, mayMoveStage, stageMoves, statusMoves } from './stages.ts';
