import { cap, clean } from './clean.ts';
import { asciiDigits } from './digits.ts';

/** A number that names one person or household: of an identity card (NIK), of a family card (KK), or a telephone. */
export interface IdentityNumber {
	kind: 'nik' | 'kk' | 'phone';
	/** Digits only. A telephone number begins with `0`. */
	digits: string;
	/** False when it can't be one: no such province, or no such day. Always true for a telephone. */
	sound: boolean;
	/** ISO day of birth, of a sound NIK. */
	born: string | null;
	/** Where it stands in the cleaned text. */
	from: number;
	to: number;
}

/** Codes of provinces in NIK and KK numbers (Permendagri 58/2021 and the four provinces split from Papua in 2022). */
const provinces = new Set(
	'11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96 97'.split(
		' ',
	),
);
/** Added to the day of birth in a woman's NIK. */
const womanDay = 40;

/** The day in digits 7–12 of a NIK (birth, women + 40) or a KK (issue); null when the calendar has none. */
function dayOf(digits: string, thisYear: number, women: boolean): string | null {
	const written = Number(digits.slice(6, 8));
	const day = women && written > womanDay ? written - womanDay : written;
	const month = Number(digits.slice(8, 10));
	const short = Number(digits.slice(10, 12));
	const year = short + (short + 2000 > thisYear ? 1900 : 2000);
	const date = new Date(Date.UTC(year, month - 1, day));
	if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || day === 0) return null;
	return date.toISOString().slice(0, 10);
}

/** Province, regency, district, a day and a serial number that isn't zero; the same frame for both cards. */
function isSound(digits: string, day: string | null): boolean {
	return (
		provinces.has(digits.slice(0, 2)) &&
		digits.slice(2, 4) !== '00' &&
		digits.slice(4, 6) !== '00' &&
		day !== null &&
		digits.slice(12) !== '0000'
	);
}

const sixteen = /(?<!\d)(?:\d[ .-]?){15}\d(?!\d)/gu;
const telephone = /(?<![\d.])(?:\+?62|0)[ .-]?8(?:[ .-]?\d){7,11}(?!\d)/gu;
const familyCard = /(?:\bkk|kartu keluarga|family card)\D{0,20}$/u;

/**
 * NIK, KK and mobile telephone numbers in a message, in order. Sixteen digits are a KK when the words before say so, a NIK
 * otherwise; women's days of birth (41–71) stand in no KK.
 *
 * @param today - ISO day; decides the century of a birth.
 */
export function identityNumbers(text: string, today: string): IdentityNumber[] {
	const cleaned = asciiDigits(clean(cap(text)));
	const thisYear = Number(today.slice(0, 4));
	const found: IdentityNumber[] = [];
	for (const match of cleaned.matchAll(sixteen)) {
		const digits = match[0].replace(/\D/gu, '');
		const from = match.index;
		const isWoman = Number(digits.slice(6, 8)) > womanDay;
		const kind = !isWoman && familyCard.test(cleaned.slice(0, from)) ? 'kk' : 'nik';
		const day = dayOf(digits, thisYear, kind === 'nik');
		const sound = isSound(digits, day);
		const born = kind === 'nik' && sound ? day : null;
		found.push({ kind, digits, sound, born, from, to: from + match[0].length });
	}
	for (const match of cleaned.matchAll(telephone)) {
		const [from, to] = [match.index, match.index + match[0].length];
		if (found.some((one) => from < one.to && to > one.from)) continue;
		const digits = match[0].replace(/\D/gu, '').replace(/^62/u, '0');
		found.push({ kind: 'phone', digits, sound: true, born: null, from, to });
	}
	return found.sort((a, b) => a.from - b.from);
}
