import { describe, expect, test } from 'vitest';
import { compileKnowledge } from '../../src/knowledge/index.ts';
import { lintTold } from '../../src/rights/index.ts';
import { fixtureFiles, fixtureKnowledge } from './fixture.ts';

const right = 'knowledge/rights/sembako.yaml';
const facts = 'knowledge/facts/umur.yaml';
const summary = 'Uang untuk bahan makanan.';
const words = (count: number, word = 'kata') => Array.from({ length: count }, () => word).join(' ');

function codesWith(text: string): string[] {
	const { findings } = compileKnowledge(fixtureFiles({ [right]: (file) => file.replace(summary, text) }));
	return findings.filter(({ file, code }) => file === right && code.startsWith('text.')).map(({ code }) => code);
}

describe('texts that are hard to read are named', () => {
	test('a sentence may have twenty words, and no more', () => {
		expect(codesWith(`${words(20)}.`)).toEqual([]);
		expect(codesWith(`${words(21)}.`)).toEqual(['text.sentence_long']);
		expect(codesWith(`${words(15)}. ${words(15)}.`)).toEqual([]);
	});

	test('one long word in five is enough, from eight words on', () => {
		expect(codesWith(`${words(2, 'pertanggungjawaban')} ${words(8)}.`)).toEqual([]);
		expect(codesWith(`${words(3, 'pertanggungjawaban')} ${words(7)}.`)).toEqual(['text.words_long']);
		expect(codesWith(words(7, 'pertanggungjawaban'))).toEqual([]);
	});

	test('numbers, addresses and amounts are no words', () => {
		expect(codesWith('Rp1.500.000 pada 1.2.2026 pukul 08.00 sampai 15.00, telepon 171.')).toEqual([]);
	});
});

describe('texts that do not fit are named', () => {
	test('a right of which more must be told than a message holds', () => {
		const long = `${words(60, 'panjang')}. `.repeat(2);
		const loaded = fixtureKnowledge({
			[right]: (file) =>
				file.replace(summary, long).replace('Minta diusulkan lewat kantor desa.', `${words(90, 'jauh')}.`),
		});
		expect(lintTold(fixtureKnowledge(), '2026-02-01')).toEqual([]);
		expect(lintTold(loaded, '2026-02-01')).toMatchObject([
			{ code: 'right.told.cut', file: right, severity: 'warning' },
		]);
	});

	test('B24 a label longer than a telephone shows', () => {
		const fact = (label: string) =>
			`facts:\n  - id: uji.umur\n    type: choice\n    sensitivity: low\n    question: { id: Umur?, en: Age? }\n    choices:\n      - { id: a, label: { id: ${label}, en: A } }\n      - { id: b, label: { id: B, en: B } }\n`;
		const codes = (label: string) =>
			compileKnowledge(fixtureFiles({ [facts]: () => fact(label) })).findings.map(({ code }) => code);
		expect(codes('a'.repeat(24))).not.toContain('fact.label.long');
		expect(codes('a'.repeat(25))).toContain('fact.label.long');
	});
});
