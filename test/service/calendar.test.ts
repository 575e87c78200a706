import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { type Calendar, dueAfter, isOpen, legalDeadline, nextOpening } from '../../src/service/index.ts';

const office: Calendar = {
	id: 'kantor',
	zone: 'Asia/Jakarta',
	always: false,
	week: [
		...Array.from({ length: 4 }, () => [
			{ from: 8 * 60, to: 12 * 60 },
			{ from: 13 * 60, to: 16 * 60 },
		]),
		[
			{ from: 8 * 60, to: 11 * 60 + 30 },
			{ from: 13 * 60, to: 16 * 60 },
		],
		[],
		[],
	],
	holidays: 'ID',
	closed: [{ from: '2026-12-24', to: '2026-12-24' }],
	open: new Map([['2026-12-26', [{ from: 9 * 60, to: 12 * 60 }]]]),
};
const at = (text: string, zone = office.zone) => DateTime.fromISO(text, { zone }).toMillis();
const shown = (moment: number, zone = office.zone) =>
	DateTime.fromMillis(moment, { zone }).toFormat("ccc yyyy-MM-dd'T'HH:mm");
const hours = (length: number) => ({ unit: 'time', length: length * 3_600_000 }) as const;
const days = (count: number) => ({ unit: 'days', count }) as const;

describe('an office that opens several times a day', () => {
	it('is closed over lunch, and what is promised waits for it to open again', () => {
		expect(isOpen(office, at('2026-11-25T11:59'))).toBe(true);
		expect(isOpen(office, at('2026-11-25T12:00'))).toBe(false);
		expect(shown(nextOpening(office, at('2026-11-25T12:30')))).toBe('Wed 2026-11-25T13:00');
		expect(shown(dueAfter(office, at('2026-11-25T11:00'), hours(2)))).toBe('Wed 2026-11-25T14:00');
		expect(shown(dueAfter(office, at('2026-11-25T15:00'), hours(4)))).toBe('Thu 2026-11-26T11:00');
	});

	it('B33: answers what is written on a Sunday night on Monday, and on a holiday the day after', () => {
		expect(shown(nextOpening(office, at('2026-11-29T22:40')))).toBe('Mon 2026-11-30T08:00');
		expect(shown(dueAfter(office, at('2026-11-29T22:40'), hours(4)))).toBe('Mon 2026-11-30T12:00');
		expect(isOpen(office, at('2026-06-01T10:00'))).toBe(false);
		expect(shown(nextOpening(office, at('2026-06-01T10:00')))).toBe('Tue 2026-06-02T08:00');
	});

	it('keeps its own closed and open days, whatever the holidays say', () => {
		expect(shown(nextOpening(office, at('2026-12-23T16:00')))).toBe('Sat 2026-12-26T09:00');
		expect(shown(dueAfter(office, at('2026-12-23T15:00'), hours(3)))).toBe('Sat 2026-12-26T11:00');
		expect(shown(dueAfter(office, at('2026-12-23T15:00'), days(2)))).toBe('Mon 2026-12-28T16:00');
	});

	it('keeps the clock on the wall in every zone, also where clocks change', () => {
		for (const zone of ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura', 'Europe/Amsterdam'])
			expect(shown(nextOpening({ ...office, zone, holidays: null }, at('2026-03-28T12:00', zone)), zone)).toBe(
				'Mon 2026-03-30T08:00',
			);
		const night = { ...office, zone: 'Europe/Amsterdam', always: true };
		expect(shown(dueAfter(night, at('2026-03-29T01:30', night.zone), hours(1)), night.zone)).toBe(
			'Sun 2026-03-29T03:30',
		);
	});

	it('counts the days of a law without weekends and holidays, or as they come', () => {
		const from = at('2026-12-22T10:00');
		expect(shown(legalDeadline(office, from, { days: 5, kind: 'calendar' }))).toBe('Sun 2026-12-27T23:59');
		expect(shown(legalDeadline(office, from, { days: 5, kind: 'working' }))).toBe('Thu 2026-12-31T23:59');
	});
});
