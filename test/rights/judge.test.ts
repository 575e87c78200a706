import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Value } from '../../src/expressions/index.ts';
import {
	type JudgeOptions,
	judgeRights,
	nextQuestion,
	type OutcomeKind,
	rightsReport,
} from '../../src/rights/index.ts';
import { fixtureKnowledge } from '../knowledge/fixture.ts';

const knowledge = fixtureKnowledge();
const asOf = '2026-02-01';
const none: ReadonlySet<string> = new Set();
type Answers = Record<string, Value>;

function judge(values: Answers, options: Partial<JudgeOptions> = {}) {
	return judgeRights(knowledge, values, { asOf, declined: none, ...options });
}
function kinds(values: Answers, options: Partial<JudgeOptions> = {}): Record<string, OutcomeKind> {
	return Object.fromEntries(judge(values, options).map(({ right, kind }) => [right.id, kind]));
}

describe('an outcome for each right', () => {
	test('all rules true: likely; one false: unlikely with its reason and a way out; else more information', () => {
		expect(kinds({ 'keluarga.desil': 4, 'bantuan.sekarang': 'belum' }).sembako).toBe('likely');
		expect(kinds({ 'keluarga.desil': 4 }).sembako).toBe('needs_info');
		const unlikely = judge({ 'keluarga.desil': 5 }).find(({ right }) => right.id === 'sembako');
		expect(unlikely?.kind).toBe('unlikely');
		expect(unlikely?.reasons[0]).toMatchObject({ rule: 'desil', value: false, text: { id: 'Desil Anda di atas 4.' } });
		expect(unlikely?.reasons[0]?.fix?.id).toBe('Minta data diperbarui di desa.');
		expect(unlikely?.missing).toEqual([]);
	});

	test('B23 c exactly on the limit, and one above it', () => {
		const rest = { 'bantuan.sekarang': 'belum' };
		expect(kinds({ ...rest, 'keluarga.desil': 4 }).sembako).toBe('likely');
		expect(kinds({ ...rest, 'keluarga.desil': 5 }).sembako).toBe('unlikely');
	});

	test('B23 d who already receives a benefit is not offered it again', () => {
		expect(kinds({ 'keluarga.desil': 1, 'bantuan.sekarang': 'sembako' }).sembako).toBe('not_applicable');
	});

	test('B23 a a birthday today counts, a birthday tomorrow does not', () => {
		const region = '3204';
		expect(kinds({ 'orang.lahir': '1966-02-01' }, { region })['kartu-bandung']).toBe('likely');
		expect(kinds({ 'orang.lahir': '1966-02-02' }, { region })['kartu-bandung']).toBe('unlikely');
	});

	test('a local right is for its own area; a province alone does not yet tell', () => {
		const born = { 'orang.lahir': '1950-01-01' };
		expect(kinds({ ...born, 'tempat.wilayah': '320411' })['kartu-bandung']).toBe('likely');
		expect(kinds({ ...born, 'tempat.wilayah': '3273' })['kartu-bandung']).toBe('not_applicable');
		expect(kinds({ ...born, 'tempat.wilayah': '32' })['kartu-bandung']).toBe('needs_info');
		expect(kinds({ ...born, 'tempat.wilayah': '00' })['kartu-bandung']).toBe('not_applicable');
		expect(kinds({ ...born, 'tempat.wilayah': 'Bandung' })['kartu-bandung']).toBe('needs_info');
		expect(kinds(born)['kartu-bandung']).toBe('needs_info');
		expect(judge(born).find(({ right }) => right.id === 'kartu-bandung')?.missing).toEqual(['tempat.wilayah']);
		expect(kinds({ ...born, 'tempat.wilayah': '3273' }, { region: '3204' })['kartu-bandung']).toBe('likely');
	});

	test('an ended programme is not for anybody any more', () => {
		const ended = fixtureKnowledge({
			'knowledge/rights/sembako.yaml': (text) => text.replace('status: active', 'status: ended'),
			'knowledge/rights/tests/sembako.yaml': () => '[]',
		});
		const [outcome] = judgeRights(ended, { 'keluarga.desil': 1 }, { asOf, declined: none }).filter(
			({ right }) => right.id === 'sembako',
		);
		expect(outcome).toMatchObject({
			kind: 'not_applicable',
			reasons: [{ rule: 'status', text: { en: 'This programme has ended.' } }, {}, {}],
		});
	});

	test('a withheld right never comes out, whatever the needs', () => {
		expect(kinds({ 'orang.lahir': '1950-01-01' })).not.toHaveProperty('rahasia');
		expect(kinds({}, { needs: ['food'] })).not.toHaveProperty('rahasia');
	});

	test('only rights for the needs at hand, likely ones first, then the weightier', () => {
		expect(Object.keys(kinds({}, { needs: ['social_assistance'] }))).toEqual(['sembako']);
		expect(judge({ 'orang.lahir': '1950-01-01', 'tempat.wilayah': '3204' }).map(({ right }) => right.id)).toEqual([
			'kartu-bandung',
			'layanan-hiv',
			'sembako',
		]);
	});

	test('what was heard decides without a question', () => {
		const heard = fixtureKnowledge({
			'knowledge/rights/layanan-hiv.yaml': (text) =>
				text.replace('orang.hiv || keluarga.anak_sekolah', `'"child_abuse" in hakku.danger'`),
		});
		const kind = (values: Answers) =>
			judgeRights(heard, values, { asOf, declined: none }).find(({ right }) => right.id === 'layanan-hiv')?.kind;
		expect(kind({ 'hakku.danger': ['child_abuse'] })).toBe('likely');
		expect(kind({})).toBe('unlikely');
	});
});

describe('the next question', () => {
	const next = (values: Answers, declined: ReadonlySet<string> = none, options: Partial<JudgeOptions> = {}) =>
		nextQuestion(judge(values, { ...options, declined, asOf }), knowledge, { values, declined, asOf });

	test('is the one that decides most for the needs at hand', () => {
		expect(next({}, none, { needs: ['social_assistance'] })).toBe('bantuan.sekarang');
		expect(next({ 'bantuan.sekarang': 'belum' }, none, { needs: ['social_assistance'] })).toBe('keluarga.desil');
	});

	test('is sensitive only when nothing else is left, however much it would decide', () => {
		const asked: string[] = [];
		const declined = new Set<string>();
		for (let fact = next({}); fact !== null; fact = next({}, declined)) {
			asked.push(fact);
			declined.add(fact);
		}
		expect(asked.at(-1)).toBe('orang.hiv');
		expect(asked).toHaveLength(6);
		expect(next({ 'keluarga.anak_sekolah': true })).not.toBe('orang.hiv');
	});

	test('is none when no answer can change anything', () => {
		expect(next({ 'keluarga.desil': 9, 'keluarga.anak_sekolah': true, 'tempat.wilayah': '5171' })).toBeNull();
	});
});

const answers = fc.record(
	{
		'keluarga.desil': fc.integer({ min: 1, max: 10 }),
		'keluarga.anak_sekolah': fc.boolean(),
		'bantuan.sekarang': fc.constantFrom('belum', 'sembako'),
		'orang.lahir': fc.constantFrom('1950-01-01', '1966-02-01', '1966-02-02', '2020-01-01'),
		'orang.hiv': fc.boolean(),
		'tempat.wilayah': fc.constantFrom('32', '3204', '320411', '5171'),
	},
	{ requiredKeys: [] },
);
const ids = [...knowledge.facts.keys()];

describe('whatever a person answers', () => {
	test('one more answer never turns likely into anything else, nor unlikely into likely', () => {
		fc.assert(
			fc.property(answers, answers, (before, more) => {
				const first = kinds(before as Answers);
				const second = kinds({ ...more, ...before } as Answers);
				for (const [right, kind] of Object.entries(first)) {
					if (kind === 'likely' || kind === 'not_applicable') expect(second[right]).toBe(kind);
					if (kind === 'unlikely') expect(['unlikely', 'not_applicable']).toContain(second[right]);
				}
			}),
		);
	});

	test('the order of answers does not matter', () => {
		fc.assert(
			fc.property(
				answers.chain((given) =>
					fc.tuple(
						fc.constant(given),
						fc.shuffledSubarray(Object.entries(given), { minLength: Object.keys(given).length }),
					),
				),
				([given, shuffled]) => {
					const reordered = Object.fromEntries(shuffled) as Answers;
					expect(judge(reordered)).toEqual(judge(given as Answers));
					expect(nextQuestion(judge(reordered), knowledge, { values: reordered, declined: none, asOf })).toBe(
						nextQuestion(judge(given as Answers), knowledge, { values: given as Answers, declined: none, asOf }),
					);
				},
			),
		);
	});

	test('a fact that was declined never makes a right unlikely, even when a value for it is still about', () => {
		fc.assert(
			fc.property(answers, fc.subarray(ids), (given, declinedIds) => {
				const declined = new Set(declinedIds);
				for (const { kind, reasons } of judge(given as Answers, { declined })) {
					if (kind !== 'unlikely') continue;
					const failed = reasons.filter(({ value }) => value === false);
					const said = Object.fromEntries(Object.entries(given).filter(([id]) => !declined.has(id))) as Answers;
					expect(failed.length).toBeGreaterThan(0);
					expect(
						judge(said).find((outcome) => outcome.reasons.some(({ rule }) => rule === failed[0]?.rule)),
					).toBeDefined();
					expect(Object.keys(said).length).toBeGreaterThan(0);
				}
				expect(Object.values(kinds(given as Answers, { declined: new Set(ids) }))).not.toContain('unlikely');
			}),
		);
	});

	test('asking comes to an end, never repeats itself, and then nothing is open but what was declined', () => {
		fc.assert(
			fc.property(answers, (truth) => {
				const said: Answers = {};
				const declined = new Set<string>();
				for (let turn = 0; ; turn++) {
					const outcomes = judge(said, { declined });
					const fact = nextQuestion(outcomes, knowledge, { values: said, declined, asOf });
					if (fact === null) {
						for (const { missing } of outcomes)
							expect(missing.every((id) => declined.has(id) || id === 'tempat.wilayah')).toBe(true);
						return;
					}
					if (fact in said && fact !== 'tempat.wilayah') throw new Error(`${fact} was asked twice`);
					if (turn > 20) return;
					const answer = (truth as Answers)[fact];
					if (answer === undefined || fact in said) declined.add(fact);
					else said[fact] = answer;
				}
			}),
		);
	});
});

test('the report for the command line names rules, reasons and what is missing', () => {
	const report = rightsReport(
		knowledge,
		{ values: { 'keluarga.desil': 5 }, declined: none },
		{ asOf, needs: ['social_assistance'] },
	);
	expect(report).toEqual({
		rights: [
			{ id: 'sembako', outcome: 'unlikely', why: [{ rule: 'desil', text: 'Desil Anda di atas 4.' }], missing: [] },
		],
		ask_next: null,
	});
});
