/**
 * Runs flow definitions: one pure step at a time, plain data in and out. No I/O, no clock, no randomness.
 */

export { type CompiledFlows, compileFlows } from './compile/index.ts';
export { fits, moveTo } from './fits.ts';
export type { Flows } from './flow.ts';
export { defaultLimits, type Limits } from './limits.ts';
export { type RehearsalResult, readRehearsals, rehearse } from './rehearsal/index.ts';
export { rightsSoFar } from './standing.ts';
export { step } from './step.ts';
export type { EngineRelease } from './turn.ts';
export type {
	EngineEffect,
	EngineEvent,
	FactOrigin,
	Frame,
	Handoff,
	Input,
	KnownFact,
	MediaKind,
	OpenQuestion,
	Play,
	ReportedRefusal,
	SentDocument,
	Session,
	ShownChoice,
	Step,
	StepContext,
	StepResult,
	Subject,
	Suspended,
} from './types.ts';
