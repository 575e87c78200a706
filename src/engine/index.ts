/**
 * Runs flow definitions: one pure step at a time, plain data in and out. No I/O, no clock, no randomness.
 */
export type {
	EngineEffect,
	EngineEvent,
	Frame,
	Handoff,
	Input,
	KnownFact,
	MediaKind,
	OpenQuestion,
	Play,
	ReportedRefusal,
	Session,
	ShownChoice,
	Step,
	StepContext,
	StepResult,
} from './types.ts';
