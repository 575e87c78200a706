import { describe, expect, it } from 'vitest';
import { buildLanguage } from '../../src/language/index.ts';

const { language } = buildLanguage([]);

describe('a keyword or a label as it is typed', () => {
	it.each([
		['BANTUAN ', 'bantuan'],
		['\u00a0bantuan', 'bantuan'],
		['\u200bbantuan', 'bantuan'],
		['\u200fbantuan', 'bantuan'],
		['bantuan 🙏', 'bantuan'],
		['preco', 'preço'],
		['PREÇO?', 'preço'],
		['prec\u0327o', 'preço'],
		['ARRÊT', 'arret'],
		['stop.', 'STOP'],
		[' berhenti ', 'berhenti'],
		['1️⃣', '1'],
		['1.', '1'],
		['1)', '1'],
		['Jum’at', "jum'at"],
		['anak-anak', 'anak anak'],
	])('B14: %j is the same as %j', (typed, keyword) => {
		expect(language.key(typed)).toBe(language.key(keyword));
	});

	it('B14: vowel signs of Thai and Bengali are letters and stay', () => {
		expect(language.key('ยกเลิก')).toBe('ยกเลิก');
		expect(language.key('বাতিল')).toBe('বাতিল');
		expect(language.key('বাতিল')).not.toBe(language.key('বতল'));
	});

	it('B14: a choice of symbols only keeps them', () => {
		expect(language.key('⭐')).toBe('⭐');
		expect(language.key('⭐⭐')).not.toBe(language.key('⭐'));
	});

	it('different words stay different', () => {
		expect(language.key('tidak')).not.toBe(language.key('dik'));
		expect(language.key('5')).not.toBe(language.key('Kelas 5'));
	});
});
