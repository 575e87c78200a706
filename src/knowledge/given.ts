import { heardFacts, isHousehold, isIsoDate, regionCode, type Value } from '../expressions/index.ts';
import { didYouMean, type Finding, type Read, type YamlPath } from '../yaml/index.ts';
import { reporterFor } from './reporter.ts';
import type { FactDeclaration } from './types.ts';

/** Facts as somebody wrote them in a file: known ones, and those the person does not know or will not say. */
interface GivenFacts {
	values: Readonly<Record<string, Value>>;
	declined: ReadonlySet<string>;
	findings: readonly Finding[];
}

/** Reads a group `{ keluarga.desil: 3, orang.hamil: declined }` of a file against the declared facts; null leaves one out. */
export function givenFacts(
	group: Readonly<Record<string, unknown>>,
	facts: ReadonlyMap<string, FactDeclaration>,
	read: Read,
	path: YamlPath = [],
): GivenFacts {
	const findings: Finding[] = [];
	const report = reporterFor(read, findings);
	const values: Record<string, Value> = {};
	const declined = new Set<string>();
	for (const [id, given] of Object.entries(group)) {
		const fact = facts.get(id) ?? heard(id);
		if (fact === undefined) {
			const fix = didYouMean(id, facts.keys(), 'Declare it in knowledge/facts, or use a declared one.');
			report.error([...path, id], 'fact.unknown', `"${id}" is not a declared fact.`, fix);
		} else if (given === 'declined') {
			declined.add(id);
		} else if (given !== null) {
			const value = valueFor(fact, given, read.written([...path, id]));
			if (value === null) report.error([...path, id], 'fact.value', `"${id}" can't have this value.`, adviceFor(fact));
			else values[id] = value;
		}
	}
	return { values, declined, findings };
}

/** Needs and dangers that were heard may be given like a fact, for trying out a right. */
function heard(id: string): Declared | undefined {
	return heardFacts.has(id) ? { type: 'list', choices: [], min: null, max: null } : undefined;
}

type Declared = Pick<FactDeclaration, 'type' | 'choices' | 'min' | 'max'>;

function valueFor(fact: Declared, given: unknown, written: string | null): Value | null {
	const { type, choices, min, max } = fact;
	const ids = choices.map((choice) => choice.id);
	switch (type) {
		case 'number':
			return typeof given === 'number' && given >= (min ?? given) && given <= (max ?? given) ? given : null;
		case 'people':
			return household(given);
		case 'yesno':
			return typeof given === 'boolean' ? given : null;
		case 'list':
			return Array.isArray(given) && given.every((entry) => typeof entry === 'string') && fits(given, ids)
				? given
				: null;
		default: {
			const text = typeof given === 'string' ? given : (written ?? (typeof given === 'number' ? String(given) : null));
			if (text === null || text === '' || (type === 'date' && !isIsoDate(text))) return null;
			if (type === 'region') return regionCode.test(text) ? text : null;
			return type === 'choice' && !ids.includes(text) ? null : text;
		}
	}
}

/** A list of people is everybody; `{ people: […], all: false }` says that there are more. */
function household(given: unknown): Value | null {
	const whole = Array.isArray(given) ? { people: given, all: true } : given;
	if (typeof whole !== 'object' || whole === null || !('people' in whole) || !Array.isArray(whole.people)) return null;
	const people = whole.people.map((member: unknown) =>
		typeof member !== 'object' || member === null
			? member
			: Object.fromEntries(Object.entries(member).map(([part, said]) => [part, said === 'declined' ? null : said])),
	);
	const value = { people, all: 'all' in whole ? whole.all : false };
	return isHousehold(value) ? value : null;
}

function fits(entries: readonly string[], ids: readonly string[]): boolean {
	return ids.length === 0 || entries.every((entry) => ids.includes(entry));
}

function adviceFor({ type, choices, min, max }: Declared): string {
	const ids = choices.map((choice) => choice.id).join(', ');
	if (type === 'number')
		return `Write a number${min === null ? '' : ` from ${min}`}${max === null ? '' : ` to ${max}`}, or declined.`;
	if (type === 'yesno') return 'Write true, false or declined.';
	if (type === 'date') return 'Write year-month-day (2001-12-31), or declined.';
	if (type === 'list')
		return ids === '' ? 'Write a list of texts, or declined.' : `Write a list of: ${ids}; or declined.`;
	if (type === 'people')
		return 'Write who lives there, [{ hubungan: anak, umur: 5 }, …], or { people: […], all: false } when there are more; or declined.';
	if (type === 'region') return 'Write the code of an area ("3204"), or declined.';
	return type === 'choice' ? `Write one of: ${ids}; or declined.` : 'Write a text, or declined.';
}
