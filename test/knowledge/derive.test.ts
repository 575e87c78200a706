import { describe, expect, it, test } from 'vitest';
import type { Member, Value } from '../../src/expressions/index.ts';
import { compileKnowledge, givenFacts, withDerived } from '../../src/knowledge/index.ts';
import { readYaml } from '../../src/yaml/index.ts';
import { shippedKnowledge } from './shipped.ts';

const shipped = await shippedKnowledge();
const asOf = '2026-02-10';
const none: ReadonlySet<string> = new Set();

function follows(
	fact: string,
	people: readonly Member[],
	all: boolean | null = true,
	more: Record<string, Value> = {},
) {
	return withDerived(shipped, { 'keluarga.anggota': { people, all }, ...more }, none, asOf)[fact];
}

describe('what follows from who lives at home', () => {
	const family: readonly Member[] = [
		{ hubungan: 'saya', umur: 34 },
		{ hubungan: 'anak', umur: 8 },
	];

	test.each([
		['keluarga.jumlah', family, true, 2],
		['keluarga.jumlah', family, null, undefined],
		['keluarga.anak_terkecil', [{ hubungan: 'anak', umur: 4 }], null, 'balita'],
		['keluarga.anak_terkecil', [{ hubungan: 'anak', umur: 5 }], true, '5_6'],
		['keluarga.anak_terkecil', [{ hubungan: 'anak', umur: 5 }], null, undefined],
		['keluarga.anak_terkecil', family, true, '7_lebih'],
		['keluarga.anak_terkecil', [{ hubungan: 'saya' }, { hubungan: 'pasangan' }], true, 'tidak_ada'],
		['keluarga.anak_sekolah', family, null, true],
		['keluarga.anak_sekolah', [{ hubungan: 'anak', umur: 19 }], true, undefined],
		['keluarga.anak_sekolah', [{ hubungan: 'anak', umur: 19, sekolah: 'sma' }], true, true],
		[
			'keluarga.anak_sekolah',
			[
				{ hubungan: 'anak', umur: 5 },
				{ hubungan: 'anak', umur: 22 },
			],
			true,
			false,
		],
		['keluarga.lansia', [{ umur: 59 }], true, false],
		['keluarga.lansia', [{ umur: 60 }, {}], null, true],
		['keluarga.lansia', [{ umur: 59 }, {}], true, undefined],
		['keluarga.hamil', [{ hubungan: 'pasangan', hamil: true }], null, true],
		['keluarga.hamil', [{ hubungan: 'pasangan', umur: 30 }], true, undefined],
		['keluarga.disabilitas', [{ disabilitas: true, dibantu: true }], null, 'berat'],
		['keluarga.disabilitas', [{ disabilitas: true }], true, undefined],
		['keluarga.disabilitas', family, true, undefined],
		['keluarga.yatim', [{ hubungan: 'kakek_nenek', umur: 80 }], true, false],
		['keluarga.yatim', family, true, undefined],
	] as const)('%s of %j (all: %s) is %s', (fact, people, all, value) => {
		expect(follows(fact, people, all)).toBe(value);
	});

	it('never overrules what the person said, nor what they declined', () => {
		expect(follows('keluarga.lansia', [{ umur: 70 }], true, { 'keluarga.lansia': false })).toBe(false);
		const values = { 'keluarga.anggota': { people: [{ umur: 70 }], all: true } };
		expect(withDerived(shipped, values, new Set(['keluarga.lansia']), asOf)).not.toHaveProperty(['keluarga.lansia']);
	});

	it('costs nothing where nobody was named', () => {
		const values = { 'bantuan.desil': 3 };
		expect(withDerived(shipped, values, none, asOf)).toBe(values);
	});
});

test.each([
	['[{ hubungan: anak, umur: 5 }]', { people: [{ hubungan: 'anak', umur: 5 }], all: true }],
	['{ people: [{ umur: declined }], all: false }', { people: [{ umur: null }], all: false }],
	['[{ hubungan: raja }]', undefined],
	['[{ umur: -3 }]', undefined],
	['lima', undefined],
])('a household in a file is %s', (written, value) => {
	const read = readYaml('saya.yaml', `keluarga.anggota: ${written}`);
	const given = givenFacts(read.value as Record<string, unknown>, shipped.facts, read);
	expect(given.values['keluarga.anggota']).toEqual(value);
	expect(given.findings.map(({ code }) => code)).toEqual(value === undefined ? ['fact.value'] : []);
});

test.each([
	['rumah.orang.exists(m, m.tinggi > 3)', 'Nothing called "tinggi"'],
	['rumah.orang.size()', '"rumah.ada" is a yesno'],
	['rumah.desil < 3', 'looks at rumah.desil'],
	['true', 'looks at nothing'],
])('lint explains what is wrong with "from: %s"', (from, words) => {
	const facts = `facts:
  - { id: rumah.orang, type: people, sensitivity: low, question: { id: Siapa?, en: Who? } }
  - { id: rumah.desil, type: number, sensitivity: low, question: { id: Desil?, en: Decile? } }
  - { id: rumah.ada, type: yesno, sensitivity: low, from: '${from}', question: { id: Ada?, en: Is there? } }
`;
	const { findings } = compileKnowledge(new Map([['knowledge/facts/rumah.yaml', facts]]));
	const found = findings.find(({ code }) => code === 'fact.from');
	expect(found?.message).toContain(words);
	expect(found?.fix).not.toBe('');
	expect(found?.line).toBe(4);
});
