/** How fast we write. All in milliseconds. Nobody types a hundred answers in a second; WhatsApp restricts numbers that do. */
export interface Pace {
	/** Shown as "typing" before a message of no length, and more for each character, up to `most`. */
	readonly least: number;
	readonly each: number;
	readonly most: number;
	/** Between any two messages of one number. */
	readonly gap: number;
}

export const usualPace: Pace = { least: 600, each: 6, most: 3_000, gap: 250 };

/** No waiting at all, for tests of anything else. */
export const atOnce: Pace = { least: 0, each: 0, most: 0, gap: 0 };

/**
 * How long "typing" is shown before a text.
 *
 * @param chance - from 0 to 1; spreads the time by a third either way.
 */
export function typingTime(text: string, pace: Pace, chance: number): number {
	const usual = Math.min(pace.most, pace.least + pace.each * text.length);
	return Math.round(usual * (2 / 3 + (chance * 2) / 3));
}

/** When the next message of a number may leave, given when the last one did. */
export function nextTurn(last: number, now: number, pace: Pace, chance: number): number {
	return Math.max(now, last + Math.round(pace.gap * (0.5 + chance)));
}
