import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Judgement, Value, Values } from '../../src/expressions/index.ts';
import { condition, facts } from './vocabulary.ts';

const today = '2026-03-01';
const judge = (source: string, values: Values): Judgement => condition(source).judge(values, today);
const truth = (source: string, values: Values) => judge(source, values).value;

describe('B13 what a person has not said is unknown, and zero is an answer', () => {
	const none: Values[] = [{}, { 'keluarga.anak': null }, { 'keluarga.anak': '' }, { 'keluarga.anak': undefined }];

	test('children answered 0', () => {
		const zero = { 'keluarga.anak': 0 };
		expect(truth('has(keluarga.anak)', zero)).toBe(true);
		expect(truth('keluarga.anak == 0', zero)).toBe(true);
		expect(truth('keluarga.anak < 1', zero)).toBe(true);
		expect(truth('keluarga.anak >= 1', zero)).toBe(false);
	});

	test.each(none)('never asked, null, empty and undefined are alike: %o', (values) => {
		expect(truth('has(keluarga.anak)', values)).toBe(false);
		for (const source of ['keluarga.anak == 0', 'keluarga.anak < 1', 'keluarga.anak >= 1', 'keluarga.anak != 0']) {
			expect(judge(source, values)).toEqual({ value: 'unknown', missing: ['keluarga.anak'] });
		}
	});

	test('false is an answer, an empty list is an answer, a blank is none', () => {
		expect(truth('!orang.hamil', { 'orang.hamil': false })).toBe(true);
		expect(truth('"food" in hakku.needs', { 'hakku.needs': [] })).toBe(false);
		expect(truth('"food" in hakku.needs', {})).toBe('unknown');
		expect(truth('orang.nama == "a"', { 'orang.nama': '' })).toBe('unknown');
	});
});

describe('Kleene’s strong logic', () => {
	const [T, F, U] = ['keluarga.anak == 0', 'keluarga.anak == 1', 'orang.hamil'];
	const values = { 'keluarga.anak': 0 };

	test.each([
		[`${U} && ${F}`, false],
		[`${F} && ${U}`, false],
		[`${U} && ${T}`, 'unknown'],
		[`${U} || ${T}`, true],
		[`${T} || ${U}`, true],
		[`${U} || ${F}`, 'unknown'],
		[`!${U}`, 'unknown'],
		[`!(${U} || ${T})`, false],
		[`${U} ? ${T} : ${T}`, true],
		[`${U} ? ${T} : ${F}`, 'unknown'],
		[`${T} ? ${U} : ${F}`, 'unknown'],
		[`${F} ? ${U} : ${T}`, true],
	])('%s', (source, expected) => {
		expect(truth(source, values)).toBe(expected);
	});

	test('only facts that can still change the answer are missing, in order of appearance', () => {
		const source = '(orang.hamil && keluarga.anak > 3) || keluarga.desil <= 4 || kerja.upah < 1';
		expect(judge(source, {}).missing).toEqual(['orang.hamil', 'keluarga.anak', 'keluarga.desil', 'kerja.upah']);
		expect(judge(source, { 'keluarga.anak': 0 }).missing).toEqual(['keluarga.desil', 'kerja.upah']);
		expect(judge(source, { 'keluarga.desil': 2 })).toEqual({ value: true, missing: [] });
		expect(judge('orang.hamil ? keluarga.anak > 0 : kerja.upah > 0', { 'orang.hamil': true }).missing).toEqual([
			'keluarga.anak',
		]);
	});
});

describe('values behave as a person would expect', () => {
	test('whole and broken numbers compare with whole and broken numbers', () => {
		expect(truth('kerja.upah <= 1500000', { 'kerja.upah': 1_500_000 })).toBe(true);
		expect(truth('kerja.upah > 1.5', { 'kerja.upah': 2 })).toBe(true);
		expect(truth('keluarga.desil in [1, 2, 3]', { 'keluarga.desil': 3 })).toBe(true);
		expect(truth('kerja.upah * 2 + 1 == 5', { 'kerja.upah': 2 })).toBe(true);
		expect(truth('kerja.upah / 4 < 1', { 'kerja.upah': 2.5 })).toBe(true);
		expect(truth('keluarga.anak > -1', { 'keluarga.anak': 0 })).toBe(true);
		expect(truth('kerja.upah <= 500000 * keluarga.anak', { 'kerja.upah': 1, 'keluarga.anak': 0 })).toBe(false);
	});

	test('B23 c the written side of a limit counts', () => {
		expect(truth('kerja.upah <= 1000000', { 'kerja.upah': 1_000_000 })).toBe(true);
		expect(truth('kerja.upah <= 1000000', { 'kerja.upah': 1_000_001 })).toBe(false);
	});

	test('B23 a who turns 20 today is 20, who turns 20 tomorrow is not', () => {
		const rule = 'age(orang.lahir) >= 20';
		expect(truth(rule, { 'orang.lahir': '2006-03-01' })).toBe(true);
		expect(truth(rule, { 'orang.lahir': '2006-03-02' })).toBe(false);
		expect(truth('age(orang.lahir) >= 18', { 'orang.lahir': '2008-02-29' })).toBe(true);
		expect(condition('age(orang.lahir) >= 18').judge({ 'orang.lahir': '2008-02-29' }, '2026-02-28').value).toBe(false);
	});

	test('B23 e a child born after the day of judging has no age yet', () => {
		expect(truth('age(orang.lahir) >= 0', { 'orang.lahir': '2026-03-02' })).toBe(false);
		expect(truth('age(orang.lahir) >= 0', { 'orang.lahir': '2026-03-01' })).toBe(true);
		expect(truth('age(orang.lahir) < 6', { 'orang.lahir': '2026-03-02' })).toBe(false);
		expect(truth('age(orang.lahir) < 6', { 'orang.lahir': '2026-03-01' })).toBe(true);
	});

	test('days and dates', () => {
		expect(truth('daysSince(orang.lahir) <= 180', { 'orang.lahir': '2025-09-02' })).toBe(true);
		expect(truth('daysSince(orang.lahir) <= 180', { 'orang.lahir': '2025-09-01' })).toBe(false);
		expect(truth('orang.lahir <= today && orang.lahir >= "2026-01-01"', { 'orang.lahir': '2026-03-01' })).toBe(true);
		expect(truth('orang.lahir <= today', { 'orang.lahir': '2026-02-30' })).toBe('unknown');
	});

	test('lists, choices and texts', () => {
		expect(truth('!(kerja.status in ["tetap", "kontrak"])', { 'kerja.status': 'harian' })).toBe(true);
		expect(truth('size(papan.masalah) == 2', { 'papan.masalah': ['a', 'b'] })).toBe(true);
		expect(truth('papan.masalah.exists(m, m.startsWith("atap"))', { 'papan.masalah': ['dinding', 'atap-bocor'] })).toBe(
			true,
		);
		expect(truth('tempat.wilayah.startsWith("32")', { 'tempat.wilayah': '3204' })).toBe(true);
		expect(truth(`orang.nama == "it's \\"fine\\""`, { 'orang.nama': `it's "fine"` })).toBe(true);
	});

	test('a value of the wrong kind is unknown', () => {
		for (const value of ['3', true, Number.NaN, Number.POSITIVE_INFINITY, ['a']] as Value[]) {
			expect(truth('keluarga.anak > 1', { 'keluarga.anak': value })).toBe('unknown');
		}
		expect(truth('"food" in hakku.needs', { 'hakku.needs': 'food' })).toBe('unknown');
		expect(truth('orang.hamil', { 'orang.hamil': 'ya' })).toBe('unknown');
	});
});

describe('whatever the values', () => {
	const sources = [
		'(orang.hamil && keluarga.anak > 3) || keluarga.desil <= 4',
		'age(orang.lahir) >= 60 ? kerja.upah < 2 : !(kerja.status in ["tetap"])',
		'papan.masalah.all(m, m.contains(orang.nama)) || size(papan.masalah) > keluarga.anak',
		'!(makan.kurang == "sering" && tempat.wilayah.startsWith("3")) && orang.lahir < today',
	];
	const anything = fc.oneof(
		fc.constant(null),
		fc.constant(''),
		fc.integer(),
		fc.double(),
		fc.boolean(),
		fc.string(),
		fc.anything(),
	);
	const record = fc.dictionary(fc.constantFrom(...facts.keys()), anything);

	test('judging never throws, and is unknown exactly when something is missing', () => {
		fc.assert(
			fc.property(fc.constantFrom(...sources), record, (source, values) => {
				const { value, missing } = judge(source, values as Values);
				expect(value === 'unknown').toBe(missing.length > 0);
			}),
		);
	});

	const sane = fc.record(
		{
			'orang.hamil': fc.boolean(),
			'keluarga.anak': fc.integer({ min: 0, max: 5 }),
			'keluarga.desil': fc.integer({ min: 1, max: 10 }),
			'kerja.upah': fc.integer({ min: 0, max: 4 }),
			'kerja.status': fc.constantFrom('tetap', 'harian'),
			'makan.kurang': fc.constantFrom('sering', 'tidak'),
			'orang.lahir': fc.constantFrom('1960-01-01', '2000-01-01'),
			'orang.nama': fc.constantFrom('a', 'b'),
			'tempat.wilayah': fc.constantFrom('32', '51'),
			'papan.masalah': fc.subarray(['a', 'ab']),
		},
		{ requiredKeys: [] },
	);

	test('one more answer never changes a yes or a no, and an answer that is not missing changes nothing', () => {
		fc.assert(
			fc.property(fc.constantFrom(...sources), sane, sane, (source, before, more) => {
				const first = judge(source, before as Values);
				const second = judge(source, { ...more, ...before } as Values);
				if (first.value !== 'unknown') expect(second.value).toBe(first.value);
				const useless = Object.fromEntries(Object.entries(more).filter(([fact]) => !first.missing.includes(fact)));
				expect(truth(source, { ...useless, ...before } as Values)).toBe(first.value);
			}),
		);
	});
});
