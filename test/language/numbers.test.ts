import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildLanguage } from '../../src/language/index.ts';

const { language } = buildLanguage([]);

describe('an amount or a count in an answer', () => {
	it.each([
		['Rp 1.500.000', 1_500_000],
		['1,5 jt', 1_500_000],
		['0,1 jt', 100_000],
		['750rb', 750_000],
		['1.500', 1500],
		['15,40', 15.4],
		['dua', 2],
		['O ya, 500', 500],
		['৩৫', 35],
	])('B16: "%s" is read as %d', (text, value) => {
		expect(language.number(text)).toBe(value);
	});

	it.each(['2,000.50', '3-4 juta', 'tidak ada', '1e3'])('B16: "%s" is asked again', (text) => {
		expect(language.number(text)).toBeNull();
	});

	it.each([
		['dua puluh lima', 25],
		['seratus ribu', 100_000],
		['sejuta', 1_000_000],
		['setengah juta', 500_000],
		['satu setengah juta', 1_500_000],
		['1 juta setengah', 1_500_000],
		['1 juta 200 ribu', 1_200_000],
		['dua juta lima ratus ribu', 2_500_000],
		['tiga ratus lima puluh ribu', 350_000],
		['seribu lima ratus', 1500],
		['dua belas', 12],
		['4 orang', 4],
		['kami berlima', 5],
		['anak saya 3.', 3],
		['Rp500.000,-', 500_000],
		['Rp. 25.000', 25_000],
		['500k', 500_000],
		['1.5 jt', 1_500_000],
		['2 (dua)', 2],
		['opat', 4],
		['telu', 3],
		['nol', 0],
		['１２', 12],
		['goceng', 5000],
	])('"%s" is read as %d', (text, value) => {
		expect(language.number(text)).toBe(value);
	});

	it.each([
		'081234567890',
		'dua tiga',
		'lima atau enam',
		'lebih dari 5',
		'bukan 3',
		'1/2',
		'Rp1,500',
		'10:30',
		'',
		'beras habis',
		'🙂',
	])('"%s" is no single number', (text) => {
		expect(language.number(text)).toBeNull();
	});

	it('whole rupiah come back whatever way they are written', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 999_999_999 }), (value) => {
				const grouped = String(value).replace(/\B(?=(\d{3})+$)/gu, '.');
				for (const text of [`Rp ${grouped}`, `Rp${grouped},00`, `${value}`, `sekitar ${grouped} pak`])
					expect(language.number(text)).toBe(value);
			}),
		);
	});

	it('nothing a person types makes it throw', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
				const value = language.number(text);
				expect(value === null || Number.isFinite(value)).toBe(true);
			}),
		);
	});
});
