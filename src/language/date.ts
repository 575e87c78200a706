import { DateTime } from 'luxon';
import { clean } from './clean.ts';
import { asciiDigits } from './digits.ts';
import { number } from './number.ts';

const months: readonly (readonly string[])[] = [
	['januari', 'jan', 'january'],
	['februari', 'pebruari', 'feb', 'peb', 'february'],
	['maret', 'mar', 'mrt', 'march'],
	['april', 'apr'],
	['mei', 'may'],
	['juni', 'jun', 'june'],
	['juli', 'jul', 'july'],
	['agustus', 'agu', 'ags', 'agt', 'agst', 'aug', 'august'],
	['september', 'sep', 'sept', 'septembr'],
	['oktober', 'okt', 'oct', 'october'],
	['november', 'nopember', 'nov', 'nop'],
	['desember', 'des', 'dec', 'december'],
];
const monthOf = new Map(months.flatMap((names, at) => names.map((name) => [name, at + 1] as const)));

const weekdays = new Map<string, number>([
	...(['senin', 'monday', 'senen'] as const).map((name) => [name, 1] as const),
	...(['selasa', 'tuesday', 'slasa'] as const).map((name) => [name, 2] as const),
	...(['rabu', 'wednesday', 'rebo'] as const).map((name) => [name, 3] as const),
	...(['kamis', 'thursday', 'kemis'] as const).map((name) => [name, 4] as const),
	...(['jumat', 'friday', 'jemuah', 'juma'] as const).map((name) => [name, 5] as const),
	...(['sabtu', 'saturday', 'setu'] as const).map((name) => [name, 6] as const),
	...(['minggu', 'ahad', 'sunday'] as const).map((name) => [name, 7] as const),
]);

const past = /\b(lalu|lewat|kemarin|kemaren|kmrn|kmren|kepungkur|kamari|ago|last|yang lalu|yg lalu|tadi|wingi)\b/u;
const future = /\b(depan|lagi|ngarep|hareup|next|datang|akan datang)\b/u;

function full(year: number, digits: number, today: DateTime): number {
	if (digits !== 2) return year;
	const century = Math.floor(today.year / 100) * 100;
	return year <= (today.year % 100) + 5 ? century + year : century - 100 + year;
}

function valid(year: number, month: number, day: number): string | null {
	if (year < 1900 || year > 2200) return null;
	const made = DateTime.fromObject({ year, month, day }, { zone: 'utc' });
	return made.isValid ? made.toISODate() : null;
}

function away(date: string, today: DateTime): number {
	return Math.abs(DateTime.fromISO(date, { zone: 'utc' }).diff(today).as('days'));
}

/** A day and month without a year: the one nearest to today. */
function nearest(month: number, day: number, today: DateTime): string | null {
	const dates = [-1, 0, 1].flatMap((step) => valid(today.year + step, month, day) ?? []);
	return dates.toSorted((a, b) => away(a, today) - away(b, today))[0] ?? null;
}

function written(plain: string, today: DateTime): string | null | undefined {
	const iso = /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/u.exec(plain);
	if (iso !== null) return valid(Number(iso[1]), Number(iso[2]), Number(iso[3]));
	const numeric = /(?<![\d.,/-])(\d{1,2})\s?([/.-])\s?(\d{1,2})(?:\s?\2\s?(\d{4}|\d{2}))?(?![\d/-])/u.exec(plain);
	if (numeric !== null && (numeric[4] !== undefined || numeric[2] === '/')) {
		const [, day = '', , month = '', year] = numeric;
		return year === undefined
			? nearest(Number(month), Number(day), today)
			: valid(full(Number(year), year.length, today), Number(month), Number(day));
	}
	const named =
		/(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s./-]*([a-z]{3,10})\.?(?:[\s,./-]*(?:tahun\s*)?(\d{4}|\d{2})(?!\d))?/gu;
	for (const match of plain.matchAll(named)) {
		const month = monthOf.get(match[2] ?? '');
		if (month === undefined) continue;
		const year = match[3];
		return year === undefined
			? nearest(month, Number(match[1]), today)
			: valid(full(Number(year), year.length, today), month, Number(match[1]));
	}
	const english = /\b([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?(?!\d)/u.exec(plain);
	const month = english === null ? undefined : monthOf.get(english[1] ?? '');
	if (english !== null && month !== undefined)
		return english[3] === undefined
			? nearest(month, Number(english[2]), today)
			: valid(Number(english[3]), month, Number(english[2]));
	return undefined;
}

function relative(plain: string, today: DateTime): string | null {
	const one =
		/(?:^|\s)(se|)(minggu|mgg|week|pekan|bulan|bln|month|sasi|tahun|taun|thn|year)\s+(?:yang |yg |)(lalu|kemarin|kemaren|kmrn|kepungkur|wingi|kamari|lewat|depan|lagi)\b|\b(last|next) (week|month|year)\b/u.exec(
			plain,
		);
	if (one !== null && (one[1] === 'se' || !/\d\s*$/u.test(plain.slice(0, one.index)))) {
		const unit = one[2] ?? one[5] ?? '';
		const span = /^(m[ig]|week|pek)/u.test(unit) ? 'weeks' : /^(b|month|sasi)/u.test(unit) ? 'months' : 'years';
		const before = plain.slice(0, one.index).split(' ').at(-1) ?? '';
		if (number(before) === null)
			return (future.test(plain) ? today.plus({ [span]: 1 }) : today.minus({ [span]: 1 })).toISODate();
	}
	const dayOnly = /\b(?:tgl|tanggal|tggl)\s*(\d{1,2})(?![\d.,/-])/u.exec(plain);
	if (dayOnly !== null) {
		const near = [-1, 0, 1].map((step) => today.plus({ months: step }));
		const dates = near.flatMap((month) => valid(month.year, month.month, Number(dayOnly[1])) ?? []);
		return dates.toSorted((a, b) => away(a, today) - away(b, today))[0] ?? null;
	}
	const counted =
		/(\S+)\s*(hari|hr|dinten|dina|poe|day|days|minggu|mgg|week|weeks|pekan|bulan|bln|sasi|month|months|tahun|thn|taun|year|years)\b/u.exec(
			plain,
		);
	if (counted !== null) {
		const amount = number(counted[1] ?? '');
		const unit = counted[2] ?? '';
		const span = /^(hari|hr|din|poe|day)/u.test(unit)
			? 'days'
			: /^(ming|mgg|week|pekan)/u.test(unit)
				? 'weeks'
				: /^(bul|bln|sasi|month)/u.test(unit)
					? 'months'
					: 'years';
		if (amount !== null && Number.isInteger(amount) && Math.abs(amount) < 1200) {
			if (past.test(plain)) return today.minus({ [span]: amount }).toISODate();
			if (future.test(plain)) return today.plus({ [span]: amount }).toISODate();
			return null;
		}
	}
	const weekday = plain.split(' ').find((word) => weekdays.has(word));
	const wanted = weekday === undefined ? undefined : weekdays.get(weekday);
	if (wanted !== undefined) {
		const back = (today.weekday - wanted + 7) % 7;
		return future.test(plain)
			? today.plus({ days: 7 - back }).toISODate()
			: today.minus({ days: back === 0 && past.test(plain) ? 7 : back }).toISODate();
	}
	if (/\b(kemarin|kemaren|kmrn) (lusa|dulu)\b|\b(kemarin|kemaren|kmrn)nya\b/u.test(plain))
		return today.minus({ days: 2 }).toISODate();
	if (/\b(kemarin|kemaren|kmrn|kmren|wingi|kamari|yesterday|semalam|semalem)\b/u.test(plain))
		return today.minus({ days: 1 }).toISODate();
	if (/\b(hari ini|hr ini|tadi|barusan|baru saja|saiki|dinten niki|ayeuna|today|sekarang|skrg|td)\b/u.test(plain))
		return today.toISODate();
	if (/\b(besok lusa|lusa)\b/u.test(plain)) return today.plus({ days: 2 }).toISODate();
	if (/\b(besok|bsk|sesuk|isuk|enjing|tomorrow)\b/u.test(plain)) return today.plus({ days: 1 }).toISODate();
	return null;
}

/** The date an answer names, day first, as ISO; relative words count from `today` (ISO). Null when it names none, or an impossible one. */
export function date(text: string, today: string): string | null {
	const now = DateTime.fromISO(today, { zone: 'utc' });
	if (text.length > 300 || !now.isValid) return null;
	const plain = asciiDigits(clean(text)).replace(/['’]/gu, '');
	const found = written(plain, now.startOf('day'));
	return found === undefined ? relative(plain, now.startOf('day')) : found;
}
