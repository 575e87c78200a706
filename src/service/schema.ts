import { IANAZone } from 'luxon';
import { z } from 'zod';
import { isIsoDate, regionCode } from '../expressions/index.ts';
import { needIds } from '../knowledge/index.ts';
import { fault } from '../yaml/index.ts';
import { countries } from './calendar/holidays.ts';
import { readPeriod } from './calendar/period.ts';
import { readSpan } from './spans.ts';

/** The shape of knowledge/service.yaml; docs/cases.md explains the keys. */

const id = z
	.string()
	.regex(
		/^[a-z0-9][a-z0-9_-]{0,39}$/,
		fault('an id has only small letters, digits, "-" and "_"', 'Write it like this: dinsos-bogor.'),
	);
const date = z
	.string()
	.refine(isIsoDate, { error: fault('this is not a day of the calendar', 'Write year-month-day: 2026-12-24.') });
const period = z.string().refine((text) => readPeriod(text) !== null, {
	error: fault('these are no hours', 'Write from-to in 24 hours, the end later than the start: 08:00-12:00.'),
});
const periods = z.array(period).max(12);
const span = z.string().refine((text) => readSpan(text) !== null, {
	error: fault('this is no length of time', 'Write minutes, hours or opening days: 15m, 4h, 2d.'),
});
const shortSpan = z.string().refine((text) => readSpan(text)?.unit === 'time', {
	error: fault('danger does not wait for opening days', 'Write minutes or hours: 15m, 24h.'),
});

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const week = z.strictObject(Object.fromEntries(weekdays.map((day) => [day, periods.optional()])));

const calendar = z.strictObject({
	zone: z.string().refine((zone) => IANAZone.isValidZone(zone), {
		error: fault(
			'this is no time zone',
			'Write its name: Asia/Jakarta (WIB), Asia/Makassar (WITA) or Asia/Jayapura (WIT), or any other of the IANA list.',
		),
	}),
	always: z.boolean().default(false),
	hours: week.default({}),
	holidays: z
		.string()
		.refine((country) => countries().has(country), {
			error: fault(
				'no holidays are known for this country',
				'Write two capital letters, ID for Indonesia, or leave it out.',
			),
		})
		.nullable()
		.default(null),
	closed: z
		.array(
			z.union(
				[
					z.strictObject({ date, name: z.string().max(120).optional() }),
					z.strictObject({ from: date, to: date, name: z.string().max(120).optional() }),
				],
				{ error: fault('a closed day has a date, or from and to', 'Write { date: 2026-12-24, name: Cuti bersama }.') },
			),
		)
		.max(400)
		.default([]),
	open: z
		.array(z.strictObject({ date, hours: periods.min(1), name: z.string().max(120).optional() }))
		.max(400)
		.default([]),
});

const promises = (length: typeof span) =>
	z.strictObject({ acknowledge: length, first_answer: length, next_contact: length, next_in_line: length });

const team = z.strictObject({
	id,
	name: z.strictObject({ id: z.string().trim().min(1).max(80), en: z.string().trim().min(1).max(80) }),
	calendar: id,
	areas: z
		.array(
			z
				.string()
				.regex(
					regionCode,
					fault('this is no code of an area', 'Write 2, 4 or 6 digits in quotes: "3271" for Kota Bogor.'),
				),
		)
		.default([]),
	needs: z.array(z.enum(needIds)).default([]),
	languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).default([]),
	on_call: z.array(z.string().trim().min(1).max(64)).max(20).default([]),
	assignment: z.enum(['pick', 'give']).default('pick'),
});

export const serviceFile = z.strictObject({
	calendars: z.record(id, calendar),
	promises: z.strictObject({ danger: promises(shortSpan), urgent: promises(span), normal: promises(span) }),
	teams: z.array(team).min(1).max(500),
	fallback: id,
});
