import type { DangerKind, NeedId } from '../knowledge/index.ts';

export const intents = [
	'state_need',
	'refused',
	'aid_stopped',
	'check_status',
	'ask_info',
	'want_human',
	'greet',
	'thanks',
	'opt_out',
	'erase_data',
	'correct',
	'other',
] as const;
export type Intent = (typeof intents)[number];

export type MessageLanguage = 'id' | 'jv' | 'su' | 'en' | 'mix';

/** A danger read from a message. `certain` opens the danger flow; `possible` asks one careful question and a human looks. */
export interface DangerSign {
	kind: DangerKind;
	grade: 'certain' | 'possible';
	/** 0 … 1. */
	score: number;
}

/** What was read from one message. Scores are 0 … 1 and calibrated as far as the model goes. */
export interface Reading {
	/** Normalised text, negation kept; what keywords and choices are compared with. */
	normalised: string;
	language: { code: MessageLanguage; score: number };
	/** Above the floor only, best first. */
	needs: readonly { id: NeedId; score: number }[];
	/** Two or three likeliest needs even when none is above the floor; for "did you mean". */
	candidates: readonly { id: NeedId; score: number }[];
	intent: { id: Intent; score: number };
	danger: readonly DangerSign[];
}

/** The door of the language room: built once per release, then pure and quick (≤ 0.3 ms a message). */
export interface Language {
	read(text: string): Reading;
	/** Canonical form for comparing keywords and labels: NFKC, case, invisible marks, accents of Latin letters, punctuation. */
	key(text: string): string;
	/** "Rp 1.500.000" → 1500000, "1,5 jt", "dua"; null when it is no single number. */
	number(text: string): number | null;
	/** Day first: "3/4/2024", "3 april 2024" → "2024-04-03"; `today` is ISO. Null when it is no date. */
	date(text: string, today: string): string | null;
	/** yes, no, or null when it is neither. */
	yesno(text: string): boolean | null;
}
