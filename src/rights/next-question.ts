import { type Household, isHousehold, mostPeople, type Values } from '../expressions/index.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { levelRule, type Outcome, type Reason } from './types.ts';

/** What has been said so far. */
export interface Said {
	values: Values;
	declined: ReadonlySet<string>;
	/** ISO date. */
	asOf: string;
}

/** Telling who lives at home is several taps' worth of typing and reading: it must spare at least as many questions. */
const peopleCost = 2.6;

/** A sensitive question waits until nothing else can be asked; a personal one must be worth half as much again. */
const cost = { low: 1, personal: 1.5, sensitive: 1 } as const;

/**
 * The fact to ask next, or null when no answer can change anything. Of all unknown facts that can still decide one of
 * these outcomes, the one that decides most for its price: rights of high weight count far more (survival before money),
 * and a fact that decides a rule alone counts more than one of several. The same input always gives the same question.
 */
export function nextQuestion(outcomes: readonly Outcome[], knowledge: Knowledge, said: Said): string | null {
	const { declined } = said;
	const worth = worthOf(outcomes, declined);
	addPeople(worth, knowledge, said);
	let best: { id: string; sensitive: boolean; worth: number } | null = null;
	for (const { id, sensitivity } of knowledge.facts.values()) {
		const gain = worth.get(id);
		if (gain === undefined || declined.has(id)) continue;
		const candidate = { id, sensitive: sensitivity === 'sensitive', worth: gain / cost[sensitivity] };
		if (best === null || isBetter(candidate, best)) best = candidate;
	}
	return best?.id ?? null;
}

/**
 * What each fact is worth. Where somebody lives is asked for a local right only when what everybody is asked has not ruled that right out,
 * and before what only the local right needs: most people live elsewhere.
 */
function worthOf(outcomes: readonly Outcome[], declined: ReadonlySet<string>): Map<string, number> {
	const worth = new Map<string, number>();
	const open = outcomes.filter(({ kind }) => kind === 'needs_info');
	const add = ({ right, reasons }: Outcome, counts: (reason: Reason) => boolean) => {
		for (const reason of reasons) {
			if (reason.value !== 'unknown' || !counts(reason)) continue;
			for (const fact of reason.missing) {
				worth.set(fact, (worth.get(fact) ?? 0) + (right.weight + 10) ** 2 / reason.missing.length);
			}
		}
	};
	const placeOpen = ({ reasons }: Outcome) =>
		reasons.some(({ rule, missing }) => rule === levelRule && missing.some((fact) => !declined.has(fact)));
	for (const outcome of open) if (!placeOpen(outcome)) add(outcome, () => true);
	const shared = new Set(worth.keys());
	for (const outcome of open.filter(placeOpen)) {
		const others = outcome.reasons.filter(({ rule, value }) => rule !== levelRule && value === 'unknown');
		const waits = others.some(({ missing }) => missing.some((fact) => shared.has(fact) && !declined.has(fact)));
		add(outcome, ({ rule }) => (rule === levelRule) !== waits);
	}
	return worth;
}

/**
 * Who lives at home answers several questions at once, so it is worth what they are worth together. It is asked for once: whoever named
 * their people is then asked only for what that left open. Whoever named some of them in passing says with one tap that these are all,
 * where that settles anything.
 */
function addPeople(worth: Map<string, number>, { derived }: Knowledge, { values, declined, asOf }: Said): void {
	const asked = new Map(worth);
	for (const id of new Set(derived.flatMap(({ people }) => people))) {
		const known = values[id];
		worth.delete(id);
		if (declined.has(id) || (isHousehold(known) && known.all !== null)) continue;
		const begun = isHousehold(known) && known.people.length > 0;
		const whole = begun ? { ...values, [id]: everybody(known) } : null;
		const spared = derived.filter(
			({ fact, from, people }) =>
				people.includes(id) && !declined.has(fact.id) && (whole === null || from.evaluate(whole, asOf) !== undefined),
		);
		const gain = spared.reduce((sum, { fact }) => sum + (asked.get(fact.id) ?? 0), asked.get(id) ?? 0);
		if (gain > 0) worth.set(id, begun ? gain * 1.01 : gain / peopleCost);
	}
}

/** The home if those were all: whoever writes is in it, of an age that nobody knows. */
function everybody({ people }: Household): Household {
	const named = people.some(({ hubungan }) => hubungan === 'saya');
	return { people: named ? people : [{ hubungan: 'saya' }, ...people].slice(0, mostPeople), all: true };
}

function isBetter(a: { sensitive: boolean; worth: number }, b: { sensitive: boolean; worth: number }): boolean {
	return a.sensitive === b.sensitive ? a.worth > b.worth : b.sensitive;
}
