import type { Period } from '../types.ts';

/** `08:00-12:00` in minutes from midnight; `24:00` is the end of the day. Null when it is no span of one day. */
export function readPeriod(text: string): Period | null {
	const match = /^(\d{1,2})[:.](\d{2}) ?[-–] ?(\d{1,2})[:.](\d{2})$/.exec(text.trim());
	if (match === null) return null;
	const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match.slice(1).map(Number);
	const period = { from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute };
	const valid = fromMinute < 60 && toMinute < 60 && period.from < period.to && period.to <= 24 * 60;
	return valid ? period : null;
}

/** Two periods of one day that touch the same minute; null when none do. The list is in order of beginning. */
export function overlap(periods: readonly Period[]): readonly [Period, Period] | null {
	for (const [at, period] of periods.entries()) {
		const next = periods[at + 1];
		if (next !== undefined && next.from < period.to) return [period, next];
	}
	return null;
}
