import {
	compileValue,
	type FactType,
	type FactTypes,
	isKnown,
	type ValueExpression,
	type Values,
} from '../expressions/index.ts';
import type { YamlPath } from '../yaml/index.ts';
import type { Reporter } from './reporter.ts';
import type { DerivedFact, FactDeclaration, Knowledge } from './types.ts';

/** A fact that says what it follows from, not compiled yet. */
export interface Following {
	readonly fact: FactDeclaration;
	readonly from: string;
	readonly path: YamlPath;
	readonly report: Reporter;
}

/** What an expression must give to become a fact of a type; the others are never computed. */
const gives: Partial<Readonly<Record<FactType, ValueExpression['type']>>> = {
	yesno: 'yesno',
	number: 'number',
	choice: 'text',
};

/** Compiles `from`; null, with a finding, when it can't be one. */
export function compileFrom(
	{ fact, from, path, report }: Following,
	types: FactTypes,
	choices: ReadonlyMap<string, readonly string[]>,
): DerivedFact | null {
	const compiled = compileValue(from, types, { choices, mayAskIfKnown: false });
	if (!compiled.ok) {
		const { message, fix, position } = compiled.fault;
		report.error(path, 'fact.from', `${message} (character ${position + 1} of "from")`, fix);
		return null;
	}
	const { value } = compiled;
	if (gives[fact.type] !== value.type) {
		const message = `"${fact.id}" is a ${fact.type}, and "from" gives a ${value.type}.`;
		report.error(path, 'fact.from', message, 'Write an expression of the fact’s own type.');
		return null;
	}
	const strangers = value.facts.filter((id) => types.get(id) !== 'people');
	if (value.facts.length === 0 || strangers.length > 0) {
		const message = `"from" looks at ${strangers.join(', ') || 'nothing'}; a fact follows from the people of a household only.`;
		report.error(path, 'fact.from', message, 'Name a fact of type people: keluarga.anggota.exists(m, m.umur < 6).');
		return null;
	}
	return { fact, from: value, people: value.facts };
}

/**
 * The values with what follows from the people of the household. What the person said of a fact itself goes before what follows, and who
 * declined a question has declined it, however much their other words may tell.
 */
export function withDerived(
	{ derived }: Pick<Knowledge, 'derived'>,
	values: Values,
	declined: ReadonlySet<string>,
	asOf: string,
): Values {
	let known: Record<string, Values[string]> | null = null;
	for (const { fact, from, people } of derived) {
		if (declined.has(fact.id) || isKnown(fact.type, values[fact.id]) || people.every((id) => !values[id])) continue;
		const value = from.evaluate(values, asOf);
		if (value === undefined || !fits(fact, value)) continue;
		known ??= { ...values };
		known[fact.id] = value;
	}
	return known ?? values;
}

function fits({ type, choices, min, max }: FactDeclaration, value: NonNullable<Values[string]>): boolean {
	if (typeof value === 'number') return value >= (min ?? value) && value <= (max ?? value);
	return isKnown(type, value) && (type !== 'choice' || choices.some(({ id }) => id === value));
}
