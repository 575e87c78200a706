import { DateTime } from 'luxon';
import type { Calendar } from '../types.ts';
import { isHoliday } from './holidays.ts';

/**
 * The end of the last day of a deadline in a law: the day on which it began is not counted. Working days are Monday to Friday without
 * public holidays and the office's own closed days; the office's hours do not matter.
 */
export function legalDeadline(
	calendar: Pick<Calendar, 'zone' | 'holidays' | 'closed'>,
	from: number,
	{ days, kind }: { readonly days: number; readonly kind: 'calendar' | 'working' },
): number {
	let day = DateTime.fromMillis(from, { zone: calendar.zone }).startOf('day');
	for (let left = days; left > 0; ) {
		day = day.plus({ days: 1 }).startOf('day');
		if (kind === 'calendar' || worksOn(calendar, day)) left--;
	}
	return day.endOf('day').toMillis();
}

function worksOn({ holidays, closed }: Pick<Calendar, 'holidays' | 'closed'>, day: DateTime): boolean {
	const date = day.toISODate() ?? '';
	if (day.weekday > 5 || closed.some(({ from, to }) => from <= date && date <= to)) return false;
	return holidays === null || !isHoliday(holidays, date);
}
