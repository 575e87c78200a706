import { DateTime } from 'luxon';
import type { AlertSettings } from './documents.ts';

/** When the quiet hours in which `at` falls end, in epoch milliseconds; null when it is not quiet. */
export function quietUntil({ quiet, zone }: Pick<AlertSettings, 'quiet' | 'zone'>, at: number): number | null {
	if (quiet === null || quiet.from === quiet.to) return null;
	const now = DateTime.fromMillis(at, { zone });
	const end = on(now, quiet.to);
	const begin = on(now, quiet.from);
	if (begin < end) return now >= begin && now < end ? end.toMillis() : null;
	if (now < end) return end.toMillis();
	return now >= begin ? on(now.plus({ days: 1 }), quiet.to).toMillis() : null;
}

function on(day: DateTime, time: string): DateTime {
	const [hour = 0, minute = 0] = time.split(':').map(Number);
	return day.set({ hour, minute, second: 0, millisecond: 0 });
}
