import { DateTime } from 'luxon';
import type { Calendar, Period, Span } from '../types.ts';
import { dayAfter, dayOf } from './days.ts';
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

const worked = new WeakMap<Calendar, Map<string, readonly Opening[]>>();

/** The openings of a local day; worked out once, because people are promised an answer many times a day. */
function openingsOn(calendar: Calendar, date: string): readonly Opening[] {
	const days = worked.get(calendar) ?? new Map<string, readonly Opening[]>();
	worked.set(calendar, days);
	const known = days.get(date);
	if (known !== undefined) return known;
	const openings = periodsOn(calendar, date).map(({ from, to }) => ({
		from: momentOf(calendar.zone, date, from),
		to: momentOf(calendar.zone, date, to),
	}));
	days.set(date, openings);
	return openings;
}

/** What is left of the openings from a moment on, each later than the one before; ends at the horizon. */
function* openingsFrom(calendar: Calendar, at: number): Generator<Opening> {
	let date = dayOf(calendar.zone, at);
	for (let count = 0; count < HORIZON; count++, date = dayAfter(date))
		for (const { from, to } of openingsOn(calendar, date)) if (to > at) yield { from: Math.max(at, from), to };
}

/** By the clock on the wall: 08:00 stays 08:00 on a day on which the clocks change. */
function momentOf(zone: string, date: string, minutes: number): number {
	const day = DateTime.fromISO(date, { zone });
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
	let date = dayOf(calendar.zone, at);
	let left = count;
	for (let ahead = 0; ahead < HORIZON; ahead++) {
		date = dayAfter(date);
		const last = openingsOn(calendar, date).at(-1);
		if (last === undefined) continue;
		left--;
		if (left === 0) return last.to;
	}
	return at + count * 24 * 3_600_000;
}
