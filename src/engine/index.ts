/**
 * Runs flow definitions: one pure step at a time, plain data in and out. No I/O, no clock, no randomness.
 */
export type {
	Effect,
	EngineEvent,
	Frame,
	Input,
	KnownFact,
	MediaKind,
	OpenQuestion,
	Session,
	ShownChoice,
	Step,
} from './types.ts';
