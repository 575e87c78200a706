import { describe, expect, test } from 'vitest';
import { compileValue } from '../../src/expressions/index.ts';
import { choices, condition, facts, faultOf } from './vocabulary.ts';

describe('an admin’s mistake in a condition is explained', () => {
	test('a misspelt fact gets a "did you mean" and its place', () => {
		expect(faultOf('keluarga.anak > 0 && keluarga.desl <= 4')).toEqual({
			message: '"keluarga.desl" is not a declared fact.',
			fix: 'Did you mean "keluarga.desil"?',
			position: 21,
		});
		expect(faultOf('tidak.ada == 1').message).toContain('not a declared fact');
		expect(faultOf('desil <= 4').message).toBe('"desil" is not known here.');
		expect(faultOf('keluarga.desil.rendah == 1').message).toContain('dot');
	});

	test('a text compared with a number names both sides', () => {
		const fault = faultOf('orang.hamil && keluarga.desil <= "4"');
		expect(fault.message).toBe('"<=" does not fit between "keluarga.desil" (a number) and the text "4".');
		expect(fault.position).toBe(15);
		expect(faultOf('kerja.status == 3').message).toContain('"kerja.status" (a choice, which is a text)');
		expect(faultOf('orang.hamil == "ya"').message).toContain('"orang.hamil" (a yes-or-no)');
		expect(faultOf('keluarga.desil in ["1", "2"]').message).toContain('a list');
	});

	test('what is not a condition is refused', () => {
		expect(faultOf('keluarga.desil').message).toBe('This is a number, not a condition that is true or false.');
		expect(faultOf('keluarga.desil && orang.hamil').message).toContain('not a condition');
		expect(faultOf('!orang.nama').message).toContain('"orang.nama" (a text) is none');
		expect(faultOf('keluarga.desil <=').message).toBe('Something is missing at the end.');
		expect(faultOf('').message).toBe('Something is missing at the end.');
		expect(faultOf('keluarga.desil < = 4').message).toContain("can't be read");
	});

	test('a choice that does not exist is found in ==, in a list and inside a loop', () => {
		expect(faultOf('makan.kurang == "serig"')).toMatchObject({ fix: 'Did you mean "sering"?', position: 16 });
		expect(faultOf('kerja.status in ["tetap", "kontrk"]').fix).toBe('Did you mean "kontrak"?');
		expect(faultOf('"makan" in hakku.needs').message).toContain('not one of the choices of "hakku.needs"');
		expect(faultOf('hakku.needs.exists(n, n == "makan")').message).toContain('"hakku.needs"');
		expect(condition('makan.kurang == "apa saja"', {}).facts).toEqual(['makan.kurang']);
	});

	test('a date is compared with dates only', () => {
		expect(faultOf('orang.lahir < "1/2/2020"').message).toBe('"1/2/2020" is not a date.');
		expect(faultOf('orang.lahir < orang.nama').message).toBe('A date is only compared with a date.');
		expect(faultOf('age(orang.nama) > 3').message).toContain('age() takes a fact that is a date');
	});

	test('null, dividing by a fact, index, maps and unknown functions have a way out', () => {
		expect(faultOf('keluarga.anak == null').fix).toContain('has(');
		expect(faultOf('kerja.upah / keluarga.anak < 5').fix).toContain('Multiply');
		expect(faultOf('kerja.upah / 0 < 5').fix).toContain('Multiply');
		expect(faultOf('keluarga["anak"] == 1').message).toContain('brackets');
		expect(faultOf('umur(orang.lahir) > 1').message).toBe('There is no function "umur".');
	});

	test('B49 a pattern whose matching could take forever is no part of a condition', () => {
		expect(faultOf('orang.nama.matches("^(\\\\w+\\\\s?)+$")').message).toBe('There is no ".matches()".');
	});

	test('B48 inside names of objects are not reached', () => {
		for (const source of [
			'orang.__proto__ == "x"',
			'constructor.prototype == "x"',
			'orang.constructor == "x"',
			'__proto__.a == 1',
		]) {
			expect(faultOf(source).message).toMatch(/not a declared fact|can't be read/);
		}
	});

	test('endless and deep expressions are refused quickly', () => {
		expect(faultOf(`${'orang.hamil && '.repeat(200)}orang.hamil`).message).toContain('longer than');
		expect(faultOf(`${'('.repeat(300)}orang.hamil${')'.repeat(300)}`).message).toContain('deeply');
	});

	test('a right may not ask whether something was asked, and of what Hakku knows it may use the needs and dangers heard', () => {
		expect(faultOf('has(keluarga.anak)', { mayAskIfKnown: false }).message).toContain("can't be used in a right");
		expect(faultOf('"pkh" in hakku.told').message).toContain('not a declared fact');
		expect(condition('"child_abuse" in hakku.danger', { mayAskIfKnown: false }).facts).toEqual(['hakku.danger']);
	});

	test('loops may not rename what the compiler relies on', () => {
		expect(faultOf('hakku.needs.exists(today, today == "food")').message).toContain("can't name an entry");
		expect(faultOf('hakku.needs.exists(fact_3, fact_3 == "food")').message).toContain("can't name an entry");
	});
});

describe('values for `set`', () => {
	const value = (source: string) => {
		const compiled = compileValue(source, facts, { choices });
		if (!compiled.ok) throw new Error(compiled.fault.message);
		return compiled.value;
	};

	test('each kind, and unknown as long as a fact is', () => {
		expect(value('"en"')).toMatchObject({ type: 'text', facts: [] });
		expect(value('"en"').evaluate({}, '2026-01-01')).toBe('en');
		expect(value('keluarga.anak + 2').evaluate({ 'keluarga.anak': 1 }, '2026-01-01')).toBe(3);
		expect(value('keluarga.anak + 2').evaluate({}, '2026-01-01')).toBeUndefined();
		expect(value('age(orang.lahir)').evaluate({ 'orang.lahir': '2000-05-05' }, '2026-05-05')).toBe(26);
		expect(value('orang.hamil || keluarga.anak > 0').evaluate({ 'orang.hamil': true }, '2026-01-01')).toBe(true);
		expect(value('keluarga.desil <= 4 ? "a" : orang.nama').evaluate({ 'keluarga.desil': 1 }, '2026-01-01')).toBe('a');
		expect(value('today')).toMatchObject({ type: 'date' });
		expect(value('today').evaluate({}, '2026-01-01')).toBe('2026-01-01');
		expect(value('["food"]').evaluate({}, '2026-01-01')).toEqual(['food']);
		expect(value('size(hakku.needs)').evaluate({ 'hakku.needs': ['food'] }, '2026-01-01')).toBe(1);
		expect(value('[]').type).toBe('list');
	});

	test('what a fact can’t hold is refused', () => {
		expect(compileValue('[1, 2]', facts).ok).toBe(false);
		expect(compileValue('"a" + 1', facts).ok).toBe(false);
	});
});
