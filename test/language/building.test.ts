import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildLanguage } from '../../src/language/index.ts';
import { shippedPhrases } from './phrases.ts';

const small = (content: unknown) => [{ file: 'knowledge/phrases/kecil.yaml', content }];

describe('the files an admin writes', () => {
	it('an unknown label is reported with the file and what to do', () => {
		const { findings } = buildLanguage(small({ phrases: [{ needs: 'foood', say: 'beras habis' }] }));
		expect(findings).toHaveLength(1);
		expect(findings[0]).toMatchObject({
			severity: 'error',
			code: 'phrases.shape',
			file: 'knowledge/phrases/kecil.yaml',
		});
		expect(findings[0]?.fix).not.toBe('');
	});

	it('a slot or a class that nobody declared is reported', () => {
		const { findings } = buildLanguage(
			small({
				phrases: [{ say: '<tak_ada> habis' }],
				signals: [{ danger: 'violence', grade: 'certain', when: ['tak_ada'] }],
				calm: [{ danger: 'violence', when: 'tak_ada', still: ['juga_tidak'] }],
				denied: ['tak_ada'],
			}),
		);
		expect(findings.map((finding) => finding.code).toSorted()).toEqual([
			...Array<string>(4).fill('phrases.class.unknown'),
			'phrases.slot.unknown',
		]);
	});

	it('what is odd is shown with its line', () => {
		const text = [
			'phrases:',
			'  - needs: food',
			'    say: |',
			'      beras habis',
			'      <tak_ada> habis',
			'  - needs: foood',
			'    say: nasi',
		].join('\n');
		const odd = { file: 'knowledge/phrases/kecil.yaml', content: parse(text), text };
		expect(buildLanguage([odd]).findings).toMatchObject([{ code: 'phrases.shape', file: odd.file, line: 6 }]);
		const right = text.replace('foood', 'food');
		expect(buildLanguage([{ ...odd, text: right, content: parse(right) }]).findings).toMatchObject([
			{ code: 'phrases.slot.unknown', file: odd.file, line: 5, column: 7 },
		]);
	});

	it('an empty or nonsensical file breaks nothing', () => {
		for (const content of [null, undefined, 'halo', 42, [], { phrases: 'x' }]) {
			const { language } = buildLanguage(small(content));
			expect(language.read('beras habis').normalised).toBe('beras habis');
		}
	});

	it('a phrase and a figure of speech added by an admin are understood', () => {
		const added = {
			idioms: { 'sangat lapar': ['perut konser'] },
			phrases: [{ needs: 'utilities', say: 'gardu njebluk\ngardu (di depan|dekat) rumah njebluk' }],
		};
		const { language } = buildLanguage([...shippedPhrases(), ...small(added)]);
		expect(language.read('gardu njebluk pak').needs.map((need) => need.id)).toContain('utilities');
		expect(language.read('perut konser pak').needs.map((need) => need.id)).toContain('food');
	});

	it('names like "no" and 007 are taken as written', () => {
		const { findings } = buildLanguage(small({ words: { nomor: [false, 7] }, phrases: [{ say: [7, true] }] }));
		expect(findings).toEqual([]);
	});
});

describe('what was learnt', () => {
	const text = 'suami di phk, beras habis, anak2 blm makan dr kemarin';

	it('the same phrases always teach the same, and can be kept', () => {
		const first = buildLanguage(shippedPhrases());
		const kept = first.model();
		const again = buildLanguage(shippedPhrases(), { model: kept });
		expect(again.fingerprint).toBe(first.fingerprint);
		expect(again.model()).toBe(kept);
		expect(again.language.read(text)).toEqual(first.language.read(text));
		// What is loaded at a start: three megabytes are read in a tenth of a second and take less than ten in memory.
		expect(kept.length).toBeLessThan(3e6);
	});

	it('a kept model that is damaged or from other phrases is not used', () => {
		const content = {
			phrases: [
				{ needs: 'food', say: 'beras habis' },
				{ intent: 'greet', say: 'halo' },
			],
		};
		const honest = buildLanguage(small(content));
		const other = buildLanguage(small({ phrases: [{ needs: 'health', say: 'beras habis' }] })).model();
		for (const model of [other, '', '{}', 'x', honest.model().slice(0, -40)]) {
			const { language, fingerprint } = buildLanguage(small(content), { model });
			expect(fingerprint).toBe(honest.fingerprint);
			expect(language.read('beras habis')).toEqual(honest.language.read('beras habis'));
		}
	});
});
