import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Value } from '../../src/expressions/index.ts';
import { syntheticHouseholds } from '../../src/rights/households.ts';
import { judgeRights, nextQuestion, type OutcomeKind, tell } from '../../src/rights/index.ts';
import { fixtureKnowledge } from '../knowledge/fixture.ts';
import { shippedKnowledge } from '../knowledge/shipped.ts';

const shipped = await shippedKnowledge();
const asOf = '2026-02-10';
type Answers = Record<string, Value>;

function kinds(values: Answers, declined: ReadonlySet<string> = new Set()): Map<string, OutcomeKind> {
	return new Map(judgeRights(shipped, values, { asOf, declined }).map(({ right, kind }) => [right.id, kind]));
}

const household = fc.integer({ min: 1, max: 1_000_000 }).map((seed) => {
	const [made] = syntheticHouseholds(shipped, 1, asOf, seed);
	if (made === undefined) throw new Error('no household');
	return made;
});
const shuffled = household.chain((made) =>
	fc.record({ made: fc.constant(made), order: fc.shuffledSubarray(Object.keys(made.values), { minLength: 0 }) }),
);

describe('with the rights that Hakku ships, whatever a household answers', () => {
	test('nothing answered decides nothing by default: no right is refused to somebody who was not asked', () => {
		const judged = judgeRights(shipped, {}, { asOf, declined: new Set() });
		const decided = judged.filter(({ kind }) => kind === 'unlikely' || kind === 'not_applicable');
		// Only what was heard (a danger, a need) may decide without a question, and only rights that rest on nothing else.
		for (const { right } of decided) {
			const facts = right.rules.flatMap((rule) => rule.when.facts);
			expect(
				facts.every((fact) => fact.startsWith('hakku.')),
				right.id,
			).toBe(true);
		}
	});

	test('declining everything never refuses a right either', () => {
		const all = new Set(shipped.facts.keys());
		expect(kinds({}, all)).toEqual(kinds({}));
		const judged = judgeRights(shipped, {}, { asOf, declined: all });
		expect(nextQuestion(judged, shipped, { values: {}, declined: all, asOf })).toBeNull();
	});

	test('answering one more question never takes back what was likely, nor turns a reason into none', () => {
		fc.assert(
			fc.property(shuffled, ({ made, order }) => {
				const said: Answers = { 'hakku.needs': made.needs };
				let before = kinds(said);
				for (const fact of order) {
					said[fact] = made.values[fact] as Value;
					const after = kinds(said);
					for (const [right, kind] of before) {
						if (kind === 'likely' || kind === 'not_applicable') expect(after.get(right), right).toBe(kind);
						if (kind === 'unlikely') expect(['unlikely', 'not_applicable'], right).toContain(after.get(right));
					}
					before = after;
				}
			}),
			{ numRuns: 60 },
		);
	});

	test('the order of answers does not matter', () => {
		fc.assert(
			fc.property(household, (made) => {
				const forwards = Object.fromEntries(Object.entries(made.values));
				const backwards = Object.fromEntries(Object.entries(made.values).toReversed());
				expect(kinds(forwards)).toEqual(kinds(backwards));
			}),
			{ numRuns: 60 },
		);
	});

	test('a fact that was declined never yields unlikely where leaving it unsaid would not', () => {
		fc.assert(
			fc.property(household, (made) => {
				const without = kinds(made.values);
				for (const fact of made.declined) {
					const guessed = { ...made.values, [fact]: 0 };
					expect(kinds(guessed, new Set([fact]))).toEqual(without);
				}
			}),
			{ numRuns: 40 },
		);
	});

	test('every right is judged for a household in well under a millisecond', () => {
		const made = syntheticHouseholds(shipped, 50, asOf);
		for (const { values, declined } of made) judgeRights(shipped, values, { asOf, declined });
		const start = performance.now();
		for (let round = 0; round < 4; round++)
			for (const { values, declined } of made) judgeRights(shipped, values, { asOf, declined });
		// Measured at about 0.1 ms; the bound only catches a hundredfold slip on a busy machine.
		expect((performance.now() - start) / 200).toBeLessThan(10);
	});

	test('what is told can be said in every language, and never a bare no', () => {
		for (const { values, declined } of syntheticHouseholds(shipped, 30, asOf)) {
			for (const outcome of judgeRights(shipped, values, { asOf, declined })) {
				if (outcome.kind !== 'unlikely') continue;
				const text = tell(outcome, 'id', asOf, shipped);
				const reason = outcome.reasons.find(({ value }) => value === false)?.text?.id ?? '';
				expect(text, outcome.right.id).toContain(reason.slice(0, 40));
			}
		}
	});
});

describe('B23 thresholds, ages, households', () => {
	const sembako = 'knowledge/rights/sembako.yaml';
	const withRule = (when: string) =>
		fixtureKnowledge({
			[sembako]: (text) => text.replace('when: keluarga.desil <= 4', `when: '${when}'`),
			'knowledge/rights/tests/sembako.yaml': () => '[]',
		});
	const kindOf = (when: string, values: Answers) =>
		judgeRights(withRule(when), { 'bantuan.sekarang': 'belum', ...values }, { asOf, declined: new Set() }).find(
			({ right }) => right.id === 'sembako',
		)?.kind;

	test('a from 20, or from 16 for who does not depend on parents', () => {
		const when = 'age(orang.lahir) >= 20 || (age(orang.lahir) >= 16 && !keluarga.anak_sekolah)';
		const born = (lahir: string, dependent: boolean) =>
			kindOf(when, { 'orang.lahir': lahir, 'keluarga.anak_sekolah': dependent });
		expect(born('2010-01-01', true)).toBe('unlikely');
		expect(born('2010-01-01', false)).toBe('likely');
		expect(born('2006-02-10', true)).toBe('likely');
		expect(born('2006-02-11', true)).toBe('unlikely');
		expect(kindOf(when, { 'orang.lahir': '2010-01-01' })).toBe('needs_info');
	});

	test('b a rule for up to three people says nothing of four', () => {
		const when = '(keluarga.desil <= 3 && !keluarga.anak_sekolah) || keluarga.desil >= 9';
		expect(kindOf(when, { 'keluarga.desil': 4, 'keluarga.anak_sekolah': false })).toBe('unlikely');
		expect(kindOf(when, { 'keluarga.desil': 9, 'keluarga.anak_sekolah': true })).toBe('likely');
	});

	test('e a child born after the day of judging is not counted', () => {
		const when = 'age(orang.lahir) < 6';
		expect(kindOf(when, { 'orang.lahir': '2026-02-10' })).toBe('likely');
		expect(kindOf(when, { 'orang.lahir': '2026-02-11' })).not.toBe('likely');
	});

	const student = {
		'sekolah.jenjang': 'kuliah',
		'sekolah.tahun_sejak_lulus': 0,
		'sekolah.diterima_kuliah': true,
		'bantuan.sekarang': 'belum',
		'bantuan.terdaftar': false,
		'keluarga.jumlah': 5,
	};

	test('c KIP Kuliah as shipped: exactly on the income limit, and one rupiah above', () => {
		const right = (income: number) => kinds({ ...student, 'ekonomi.penghasilan': income }).get('kip-kuliah');
		expect(right(4_000_000)).toBe('likely');
		expect(right(4_000_001)).toBe('unlikely');
	});
});
