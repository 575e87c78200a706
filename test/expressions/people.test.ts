import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
	compileCondition,
	compileValue,
	type FactTypes,
	type Household,
	isHousehold,
	type Member,
	type Values,
} from '../../src/expressions/index.ts';

const facts: FactTypes = new Map([
	['rumah.orang', 'people'],
	['rumah.desil', 'number'],
]);
const today = '2026-03-01';

function judge(source: string, people: readonly Member[] | null, all: Household['all'] = true, more: Values = {}) {
	const compiled = compileCondition(source, facts, { mayAskIfKnown: false });
	if (!compiled.ok) throw new Error(`${source}: ${compiled.fault.message}`);
	return compiled.value.judge({ ...more, ...(people && { 'rumah.orang': { people, all } }) }, today);
}

function fault(source: string): string {
	const compiled = compileCondition(source, facts);
	if (compiled.ok) throw new Error(`${source} was accepted`);
	return `${compiled.fault.message} ${compiled.fault.fix}`;
}

const small = 'rumah.orang.exists(m, m.umur < 6)';

describe('a condition over the people of a household', () => {
	test.each([
		['one small child is enough, whoever else there is', small, [{ umur: 5 }, {}], null, true],
		['somebody of unknown age may be a small child', small, [{ umur: 30 }, {}], true, 'unknown'],
		['somebody whose age was declined, too', small, [{ umur: null }], true, 'unknown'],
		['nobody small among everybody', small, [{ umur: 6 }, { umur: 30 }], true, false],
		['who was not named yet may be small', small, [{ umur: 30 }], null, 'unknown'],
		['and who was left out on purpose', small, [{ umur: 30 }], false, 'unknown'],
		['nobody was named at all', small, null, true, 'unknown'],
		['all: one counterexample decides', 'rumah.orang.all(m, m.umur >= 18)', [{ umur: 3 }], null, false],
		['all: an unknown age leaves it open', 'rumah.orang.all(m, m.umur >= 18)', [{ umur: 40 }, {}], true, 'unknown'],
		[
			'exists_one: two are too many',
			'rumah.orang.exists_one(m, m.umur > 59)',
			[{ umur: 60 }, { umur: 70 }],
			null,
			false,
		],
		[
			'exists_one: a second may be among the others',
			'rumah.orang.exists_one(m, m.umur > 59)',
			[{ umur: 60 }],
			null,
			'unknown',
		],
		['how many is known when everybody is', 'rumah.orang.size() == 2', [{}, {}], true, true],
		['and is not a number of those who were named', 'rumah.orang.size() == 2', [{}, {}], null, 'unknown'],
		['Kleene inside: too old to matter', 'rumah.orang.exists(m, m.umur < 50 && m.hamil)', [{ umur: 60 }], true, false],
		['Kleene inside: it may be so', 'rumah.orang.exists(m, m.umur < 50 && m.hamil)', [{ umur: 40 }], true, 'unknown'],
	] as const)('%s', (_, source, people, all, value) => {
		expect(judge(source, people, all).value).toBe(value);
	});

	it('asks for the people, and for other facts only while they matter', () => {
		const source = 'rumah.orang.exists(m, m.umur < 6 && rumah.desil <= 4)';
		expect(judge(source, null).missing).toEqual(['rumah.orang']);
		expect(judge(source, [{ umur: 3 }], true).missing).toEqual(['rumah.desil']);
		expect(judge(source, [{ umur: 3 }], true, { 'rumah.desil': 5 })).toEqual({ value: false, missing: [] });
		expect(judge(`${small} || rumah.desil <= 4`, [{}], true, { 'rumah.desil': 2 }).value).toBe(true);
	});

	it('one more answer never turns yes into no, nor no into yes', () => {
		const age = fc.option(fc.integer({ min: 0, max: 90 }), { nil: undefined });
		const sources = [
			small,
			'rumah.orang.all(m, m.umur < 60)',
			'rumah.orang.exists_one(m, m.umur == 1)',
			'rumah.orang.size() < 3',
		];
		fc.assert(
			fc.property(
				fc.array(age, { maxLength: 5 }),
				fc.array(fc.nat(90), { minLength: 5, maxLength: 5 }),
				fc.constantFrom(...sources),
				(ages, told, source) => {
					const said = (list: readonly (number | undefined)[]) =>
						list.map((umur): Member => (umur === undefined ? {} : { umur }));
					const before = judge(source, said(ages), null).value;
					const known = said(ages.map((one, at) => one ?? told[at]));
					const named = judge(source, known, true).value;
					const more = judge(source, [...known, { umur: 1 }], null).value;
					if (before !== 'unknown') {
						expect(named).toBe(before);
						expect(more).toBe(before);
					}
				},
			),
		);
	});

	test.each([
		['rumah.orang.exists(m, m.tinggi > 3)', 'Nothing called "tinggi"'],
		['rumah.orang.exists(m, m == "anak")', 'whole person'],
		['rumah.orang.exists(m, m.hubungan == "ank")', 'Did you mean "anak"'],
		['rumah.orang == "a"', 'rumah.orang.exists('],
		['rumah.orang.contains("a")', 'has no ".contains()"'],
		[`${small} == true`, 'condition of its own'],
		['rumah.orang.exists(m, rumah.orang.exists(n, n.umur < 6))', 'inside another'],
		['rumah.orang.exists(m, m.umur)', 'does not fit together'],
		['rumah.orang.exists(member_umur, member_umur > 3.0)', "can't name"],
	])('%s is refused with a way out', (source, words) => {
		expect(fault(source)).toContain(words);
	});

	it('a fact can follow from it', () => {
		const compiled = compileValue(`${small} ? "kecil" : "besar"`, facts);
		if (!compiled.ok) throw new Error(compiled.fault.message);
		const of = (people: Member[], all: Household['all']) =>
			compiled.value.evaluate({ 'rumah.orang': { people, all } }, today);
		expect([of([{ umur: 2 }], null), of([{ umur: 9 }], true), of([{ umur: 9 }], null)]).toEqual([
			'kecil',
			'besar',
			undefined,
		]);
	});
});

test.each([
	[{ people: [{ umur: 3, hubungan: 'anak' }], all: null }, true],
	[{ people: [], all: true }, true],
	[{ people: [{ umur: -1 }], all: true }, false],
	[{ people: [{ umur: '3' }], all: true }, false],
	[{ people: [{ hubungan: 'raja' }], all: true }, false],
	[{ people: [{ nama: 'Ayu' }], all: true }, false],
	[{ people: Array(31).fill({}), all: true }, false],
	[{ people: [null], all: true }, false],
	[['anak'], false],
])('what was stored is a household only when every part of it can be one: %j', (value, is) => {
	expect(isHousehold(value)).toBe(is);
});
