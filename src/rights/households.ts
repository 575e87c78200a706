import type { Member, Value } from '../expressions/index.ts';
import { type FactDeclaration, type Knowledge, type NeedId, needIds, withDerived } from '../knowledge/index.ts';

/** A made-up household: what is true of it, what it would not or could not say, and what it comes with. */
export interface Household {
	needs: readonly NeedId[];
	values: Readonly<Record<string, Value>>;
	declined: ReadonlySet<string>;
}

/** One question in eight is answered with "don't know". */
const declining = 1 / 8;

/**
 * Households made from the declared facts of the rights, the same ones for the same seed and knowledge. They are spread over the
 * possible answers, not over the population: they measure how rights are asked for, not how many people have them.
 */
export function syntheticHouseholds(knowledge: Knowledge, count: number, asOf: string, seed = 1): Household[] {
	const chance = chanceFrom(seed);
	const named = new Set(
		[...knowledge.rights.values()].flatMap((right) => right.rules.flatMap((rule) => rule.when.facts)),
	);
	const facts = [...knowledge.facts.values()].filter(({ id, type }) => named.has(id) || type === 'region');
	return Array.from({ length: count }, () => {
		const needs = someOf(needIds, 1 + Math.floor(chance() * 3), chance);
		const values: Record<string, Value> = { 'hakku.needs': needs };
		const declined = new Set<string>();
		for (const fact of facts) {
			const value = answerOf(fact, knowledge, asOf, chance);
			if (fact.type === 'people') continue;
			if (chance() < declining) declined.add(fact.id);
			else if (value !== null) values[fact.id] = value;
		}
		addPeople(knowledge, values, declined, asOf, chance);
		return { needs, values, declined };
	});
}

/** Who lives there, in keeping with what follows from it: a home of one to six, of whom some ages are not known. */
function addPeople(
	knowledge: Knowledge,
	values: Record<string, Value>,
	declined: Set<string>,
	asOf: string,
	chance: () => number,
): void {
	for (const id of new Set(knowledge.derived.flatMap(({ people }) => people))) {
		const others = Array.from({ length: Math.floor(chance() * 6) }, (): Member => {
			const hubungan = oneOf(['pasangan', 'anak', 'anak', 'anak', 'orang_tua', 'saudara'], chance) ?? 'anak';
			const umur = hubungan === 'anak' ? Math.floor(chance() * 22) : 20 + Math.floor(chance() * 60);
			return chance() < declining ? { hubungan } : { hubungan, umur };
		});
		const people = [{ hubungan: 'saya', umur: 18 + Math.floor(chance() * 60) }, ...others];
		values[id] = { people, all: true };
		const bare = { [id]: values[id] };
		for (const [fact, value] of Object.entries(withDerived(knowledge, bare, new Set(), asOf))) {
			if (fact === id || value === null || value === undefined) continue;
			values[fact] = value;
			declined.delete(fact);
		}
		if (chance() < declining) {
			delete values[id];
			declined.add(id);
		}
	}
}

function answerOf(fact: FactDeclaration, knowledge: Knowledge, asOf: string, chance: () => number): Value | null {
	const ids = fact.choices.map((choice) => choice.id);
	switch (fact.type) {
		case 'yesno':
			return chance() < 0.4;
		case 'number': {
			const [min, max] = [fact.min ?? 0, fact.max ?? 100];
			// The middle of a wide range is where no limit lies: small numbers are as likely as large ones.
			return max - min <= 120
				? min + Math.floor(chance() * (max - min + 1))
				: Math.round(min + chance() ** 6 * (max - min));
		}
		case 'date':
			return new Date(Date.parse(asOf) - Math.floor(chance() * 720) * 86_400_000).toISOString().slice(0, 10);
		case 'choice':
			return oneOf(ids, chance);
		case 'region': {
			const local = [...knowledge.rights.values()].map((right) => right.level).filter((level) => level !== 'nasional');
			return oneOf(chance() < 0.5 && local.length > 0 ? local : ids.length > 0 ? ids : ['00'], chance);
		}
		case 'list':
			return someOf(ids, Math.floor(chance() * 3), chance);
		default:
			return null;
	}
}

function oneOf<T>(list: readonly T[], chance: () => number): T | null {
	return list[Math.floor(chance() * list.length)] ?? null;
}

function someOf<T>(list: readonly T[], count: number, chance: () => number): T[] {
	const left = [...list];
	return Array.from({ length: Math.min(count, left.length) }, () =>
		left.splice(Math.floor(chance() * left.length), 1),
	).flat();
}

/** A seeded stream of numbers from 0 up to 1 (mulberry32): small, and the same on every machine. */
function chanceFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
