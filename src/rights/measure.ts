import type { Value } from '../expressions/index.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { type Household, syntheticHouseholds } from './households.ts';
import { judgeRights } from './judge.ts';
import { nextQuestion } from './next-question.ts';
import type { OutcomeKind } from './types.ts';

/** How much asking the next question spares, over made-up households. Numbers are means over them. */
export interface AskingMeasure {
	households: number;
	/** Rights that concern their needs. */
	rights: number;
	/** Facts that those rights name: what a form would ask. */
	asking_everything: number;
	/** Questions asked until no answer can change anything. */
	until_settled: number;
	/** The same, if who lives in the home were never asked, and every question that it answers asked by itself. */
	without_people: number;
	/** The same, when no more than `limit` questions are asked. */
	within_limit: { limit: number; questions: number; reached: number };
	/**
	 * Share (0 … 1) of the outcomes that answering every question would give, when asking stops by itself. Below 1 only where a right
	 * is told as unlikely although one more answer would show that it is not about these people at all.
	 */
	reached: number;
}

/** How many questions a conversation asks before it tells (the engine's default for a `rights` node). */
const limit = 6;

/** Plays made-up households against the next question. The same knowledge, day and seed give the same measure. */
export function measureAsking(knowledge: Knowledge, asOf: string, count = 100, seed = 1): AskingMeasure {
	const households = syntheticHouseholds(knowledge, count, asOf, seed);
	const played = households.map((household) => play(knowledge, household, asOf));
	const apart = households.map((household) => play(knowledge, withoutPeople(knowledge, household), asOf, true));
	const mean = (of: (one: (typeof played)[number]) => number) =>
		played.length === 0 ? 0 : played.reduce((sum, one) => sum + of(one), 0) / played.length;
	const share = (of: (one: (typeof played)[number]) => number) => {
		const rights = mean((one) => one.rights);
		return rights === 0 ? 1 : mean(of) / rights;
	};
	return {
		households: played.length,
		rights: mean((one) => one.rights),
		asking_everything: mean((one) => one.everything),
		until_settled: mean((one) => one.questions),
		without_people: apart.reduce((sum, { questions }) => sum + questions, 0) / Math.max(1, apart.length),
		within_limit: {
			limit,
			questions: mean((one) => Math.min(one.questions, limit)),
			reached: share((one) => one.reachedWithin),
		},
		reached: share((one) => one.reached),
	};
}

/** The same household with the same truth, which tells nobody who its people are. */
function withoutPeople(knowledge: Knowledge, { needs, values, declined }: Household): Household {
	const people = knowledge.derived.flatMap((fact) => fact.people);
	const told = Object.fromEntries(Object.entries(values).filter(([id]) => !people.includes(id)));
	return { needs, values: told, declined: new Set([...declined, ...people]) };
}

function play(knowledge: Knowledge, household: Household, asOf: string, neverPeople = false) {
	const judge = (values: Household['values'], declined: ReadonlySet<string>) =>
		judgeRights(knowledge, values, { asOf, declined, needs: household.needs });
	const truth = judge(household.values, household.declined);
	const kinds = new Map<string, OutcomeKind>(truth.map(({ right, kind }) => [right.id, kind]));
	const agree = (outcomes: typeof truth) => outcomes.filter(({ right, kind }) => kinds.get(right.id) === kind).length;

	const said: Record<string, Value> = { 'hakku.needs': household.needs };
	const declined = new Set(neverPeople ? knowledge.derived.flatMap(({ people }) => people) : []);
	let outcomes = judge(said, declined);
	let reachedWithin = agree(outcomes);
	let questions = 0;
	for (;;) {
		const fact = nextQuestion(outcomes, knowledge, { values: said, declined, asOf });
		if (fact === null) break;
		questions++;
		const value = household.values[fact];
		if (value === undefined) declined.add(fact);
		else said[fact] = value;
		outcomes = judge(said, declined);
		if (questions <= limit) reachedWithin = agree(outcomes);
	}
	const everything = new Set(truth.flatMap(({ right }) => right.rules.flatMap((rule) => rule.when.facts)));
	for (const fact of everything) if (!knowledge.facts.has(fact)) everything.delete(fact);
	return { rights: truth.length, everything: everything.size, questions, reached: agree(outcomes), reachedWithin };
}
