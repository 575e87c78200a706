import { describe, expect, test } from 'vitest';
import { compileKnowledge, inventory, reviewKnowledge } from '../../src/knowledge/index.ts';
import { fixtureFiles, fixtureKnowledge } from './fixture.ts';

const day = '2026-02-01';
const sembako = 'knowledge/rights/sembako.yaml';
const kemensos = 'knowledge/institutions/kemensos.yaml';

describe('what must be checked', () => {
	const items = reviewKnowledge(fixtureKnowledge(), day);
	const of = (record: string) => items.filter((item) => item.record === record);

	test('a right that sources disagree on waits for whoever may decide, since it was last read', () => {
		expect(of('rahasia')).toMatchObject([
			{ kind: 'right_withheld', by: 'knowledge_lead', since: '2026-01-15', file: 'knowledge/rights/rahasia.yaml' },
		]);
		expect(of('rahasia')[0]?.what).toContain('Sources disagree');
		expect(items[0]?.kind).toBe('right_withheld');
	});

	test('the record’s own words about what to check come first, and say who', () => {
		const noted = fixtureKnowledge({
			'knowledge/rights/rahasia.yaml': (text) =>
				text.replace('\nchecked_on:', '\nreview: { what: Read the decree., by: regional_office }\nchecked_on:'),
		});
		expect(reviewKnowledge(noted, day).find((item) => item.record === 'rahasia')).toMatchObject({
			what: 'Read the decree.',
			by: 'regional_office',
		});
	});

	test('what is in doubt in one area only is for the office there', () => {
		const local = fixtureKnowledge({
			'knowledge/rights/kartu-bandung.yaml': (text) => text.replace('seen-official', 'unverified'),
		});
		expect(reviewKnowledge(local, day).find((item) => item.record === 'kartu-bandung')?.by).toBe('regional_office');
	});

	test('a figure is due on the day after its recheck days, and not before', () => {
		const due = (asOf: string) =>
			reviewKnowledge(fixtureKnowledge(), asOf).filter((item) => item.kind === 'amount_stale');
		expect(due('2026-04-15')).toEqual([]);
		expect(due('2026-04-16')).toMatchObject([{ record: 'sembako', part: 'bulanan', since: '2026-04-15' }]);
	});

	test('a figure in a shown right that rests on an unchecked source is listed by itself', () => {
		const doubted = fixtureKnowledge({
			[sembako]: (text) =>
				text
					.replace('recheck_days: 90\n    sources: [s1]', 'recheck_days: 90\n    sources: [s2]')
					.replace('seen-press', 'conflict'),
		});
		const found = reviewKnowledge(doubted, day).filter((item) => item.record === 'sembako');
		expect(found).toMatchObject([{ kind: 'amount_withheld', part: 'bulanan', by: 'knowledge_lead' }]);
	});

	test('a number that was never rung, or not for 90 days, is listed; a hidden service asks for its source instead', () => {
		expect(of('kemensos-171')).toMatchObject([{ kind: 'phone_untested', by: 'caller', since: null }]);
		expect(of('diragukan').map((item) => item.kind)).toEqual(['service_withheld']);
		const rung = fixtureKnowledge({
			[kemensos]: (text) =>
				text.replace(/(number: '\d+'.*?)( \})/g, "$1, tested_on: '2026-01-01'$2").replace(/tested_on: null, /g, ''),
		});
		const late = (asOf: string) => reviewKnowledge(rung, asOf).filter((item) => item.record === 'kemensos-171');
		expect(late('2026-04-01')).toEqual([]);
		expect(late('2026-04-02')).toMatchObject([{ kind: 'phone_untested', since: '2026-04-01' }]);
	});

	test('lint names numbers that nobody rang, once the day is handed in', () => {
		const codes = (asOf?: string) =>
			compileKnowledge(fixtureFiles(), asOf === undefined ? {} : { asOf }).findings.map(({ code }) => code);
		expect(codes()).not.toContain('phone.untested');
		expect(codes(day).filter((code) => code === 'phone.untested').length).toBeGreaterThan(0);
	});
});

test('what is known is counted: rights for each need, sources, freshness', () => {
	const stock = inventory(fixtureKnowledge(), day);
	expect(stock.rights).toEqual({ shown: 3, withheld: 1, national: 3, local: 1, ended: 0 });
	expect(stock.by_need.food).toBe(3);
	expect(stock.sources.conflict).toBe(1);
	expect(stock.freshness.amounts).toEqual({ fresh: 1, stale: 0, withheld: 0 });
	expect(inventory(fixtureKnowledge(), '2026-05-01').freshness).toMatchObject({
		rights: { up_to_90: 0, up_to_365: 3, older: 0 },
		amounts: { fresh: 0, stale: 1, withheld: 0 },
	});
});

describe('what letters may rest on', () => {
	const ground = (confidence: string, more = '') => `grounds:
  - id: pasal
    law: UU 1/2001 pasal 2
    says: { id: Kantor wajib melayani., en: The office must serve. }
    letters: [complaint]
    ${more}
    sources: [{ id: s1, title: Salinan, address: null, seen_on: '2026', confidence: ${confidence} }]
`;
	const compiled = (text: string) => compileKnowledge(new Map([...fixtureFiles(), ['knowledge/grounds.yaml', text]]));

	test('is withheld, named at its place, and listed for whoever reads laws, while its source is unchecked', () => {
		const { knowledge, findings } = compiled(ground('unverified'));
		expect(findings).toContainEqual(
			expect.objectContaining({
				code: 'ground.withheld',
				severity: 'warning',
				line: 2,
				file: 'knowledge/grounds.yaml',
			}),
		);
		expect(knowledge?.grounds.get('pasal')?.withheld).toBe(true);
		expect(knowledge && reviewKnowledge(knowledge, day).find(({ kind }) => kind === 'ground_withheld')).toMatchObject({
			record: 'pasal',
			by: 'knowledge_editor',
		});
		expect(compiled(ground('seen-official')).knowledge?.grounds.get('pasal')?.withheld).toBe(false);
	});

	test('names rights that exist', () => {
		const { knowledge, findings } = compiled(ground('seen-official', 'rights: [sembakoo]'));
		expect(knowledge).toBeNull();
		expect(findings).toContainEqual(
			expect.objectContaining({ code: 'right.unknown', fix: expect.stringContaining('sembako') }),
		);
	});
});
