import { DateTime } from 'luxon';
import type { Calendar, Period, Span } from '../types.ts';
import { isHoliday } from './holidays.ts';

/** A span during which humans answer, in epoch milliseconds. */
interface Opening {
	readonly from: number;
	readonly to: number;
}

/** How far ahead an opening is looked for, in days: longer than any run of closed days that a linted file can hold. */
const HORIZON = 800;

const wholeDay: readonly Period[] = [{ from: 0, to: 24 * 60 }];

/** The periods of a local day (ISO date), in order. Own hours win over own closed days, those over holidays, those over the week. */
function periodsOn(calendar: Calendar, date: string): readonly Period[] {
	if (calendar.always) return wholeDay;
	const own = calendar.open.get(date);
	if (own !== undefined) return own;
	if (calendar.closed.some(({ from, to }) => from <= date && date <= to)) return [];
	if (calendar.holidays !== null && isHoliday(calendar.holidays, date)) return [];
	return calendar.week[DateTime.fromISO(date, { zone: 'utc' }).weekday - 1] ?? [];
}

/** What is left of the openings from a moment on, each later than the one before; ends at the horizon. */
function* openingsFrom(calendar: Calendar, at: number): Generator<Opening> {
	let day = DateTime.fromMillis(at, { zone: calendar.zone }).startOf('day');
	for (let count = 0; count < HORIZON; count++) {
		for (const period of periodsOn(calendar, day.toISODate() ?? '')) {
			const opening = { from: momentOf(day, period.from), to: momentOf(day, period.to) };
			if (opening.to > at) yield { from: Math.max(at, opening.from), to: opening.to };
		}
		day = day.plus({ days: 1 }).startOf('day');
	}
}

/** By the clock on the wall: 08:00 stays 08:00 on a day on which the clocks change. */
function momentOf(day: DateTime, minutes: number): number {
	return minutes >= 24 * 60
		? day.plus({ days: 1 }).startOf('day').toMillis()
		: day.set({ hour: Math.floor(minutes / 60), minute: minutes % 60 }).toMillis();
}

export function isOpen(calendar: Calendar, at: number): boolean {
	return nextOpening(calendar, at) === at;
}

/** The moment itself when somebody is there, or else when they come next. */
export function nextOpening(calendar: Calendar, at: number): number {
	for (const { from } of openingsFrom(calendar, at)) return from;
	return at;
}

/**
 * When a promise of this length falls due: its time runs only while the calendar is open; days are days with hours, counted after the
 * first, and fall due when the last of them closes.
 */
export function dueAfter(calendar: Calendar, at: number, span: Span): number {
	if (span.unit === 'days') return closeOfDay(calendar, at, span.count);
	let left = span.length;
	for (const { from, to } of openingsFrom(calendar, at)) {
		if (from + left <= to) return from + left;
		left -= to - from;
	}
	return at + span.length;
}

function closeOfDay(calendar: Calendar, at: number, count: number): number {
	let day = DateTime.fromMillis(at, { zone: calendar.zone }).startOf('day');
	let left = count;
	for (let ahead = 0; ahead < HORIZON; ahead++) {
		day = day.plus({ days: 1 }).startOf('day');
		const last = periodsOn(calendar, day.toISODate() ?? '').at(-1);
		if (last === undefined) continue;
		left--;
		if (left === 0) return momentOf(day, last.to);
	}
	return at + count * 24 * 3_600_000;
}
