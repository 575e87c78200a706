import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildLanguage } from '../../src/language/index.ts';

const { language } = buildLanguage([]);
const today = '2025-11-25';

describe('a date in an answer', () => {
	it.each([
		['3/4/2024', '2024-04-03'],
		['3-4-24', '2024-04-03'],
		['3 april 2024', '2024-04-03'],
		['2024-04-03', '2024-04-03'],
		['17 Agustus 1945', '1945-08-17'],
		['lahir 12 nov 85', '1985-11-12'],
		['March 3, 2024', '2024-03-03'],
		['5 des', '2025-12-05'],
		['20 januari', '2026-01-20'],
		['tgl 5', '2025-12-05'],
		['kemarin', '2025-11-24'],
		['tadi pagi', '2025-11-25'],
		['wingi', '2025-11-24'],
		['minggu lalu', '2025-11-18'],
		['seminggu lalu', '2025-11-18'],
		['hari minggu', '2025-11-23'],
		['Senin kemarin', '2025-11-24'],
		['dua minggu yang lalu', '2025-11-11'],
		['10 hari yg lalu', '2025-11-15'],
		['3 bulan lalu', '2025-08-25'],
		['bulan lalu', '2025-10-25'],
		['besok', '2025-11-26'],
		['lusa', '2025-11-27'],
	])('"%s" is %s', (text, date) => {
		expect(language.date(text, today)).toBe(date);
	});

	it.each(['31/2/2024', '4/13/2024', 'april 2024', '1.500.000', 'tidak tahu', '', '😀'])('"%s" is no date', (text) => {
		expect(language.date(text, today)).toBeNull();
	});

	it('the day always comes first', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 12 }), (day, month) => {
				const iso = `2023-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
				expect(language.date(`${day}/${month}/2023`, today)).toBe(iso);
			}),
		);
	});

	it('nothing a person types makes it throw', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => void language.date(text, today)));
	});
});

describe('a yes or a no', () => {
	it.each([
		'ya',
		'Iya bu',
		'y',
		'betul',
		"ho'oh",
		'sudah',
		'ada',
		'nggih',
		'muhun',
		'yes',
		'yaaa',
		'👍',
		'sudah 2 kali',
		'gak masalah',
	])('"%s" is a yes', (text) => {
		expect(language.yesno(text)).toBe(true);
	});
	it.each([
		'tidak',
		'nggak',
		'gak',
		'belum',
		'ora',
		'henteu',
		'mboten',
		'tidak ada',
		'belum pernah',
		'ya belum',
		'gak mau',
		'dereng bu',
		'no',
		'❌',
	])('"%s" is a no', (text) => {
		expect(language.yesno(text)).toBe(false);
	});
	it.each(['gak tau', 'mungkin', 'belum tentu', 'tidak apa-apa', 'beras habis bu', '', '500'])(
		'"%s" is neither',
		(text) => {
			expect(language.yesno(text)).toBeNull();
		},
	);
});
