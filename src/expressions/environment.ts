import { Environment } from '@marcbachmann/cel-js';
import { age, daysSince } from './dates.ts';
import { heardFacts } from './heard.ts';
import { memberFields, memberKey } from './people.ts';
import type { FactType, FactTypes } from './types.ts';

/** A fact and the plain variables that stand for it, and for "is it known?", in the compiled expression. */
export interface Variable {
	readonly fact: string;
	readonly type: FactType;
	readonly name: string;
	readonly presence: string;
}

/** A CEL environment that knows a set of declared facts. */
export interface Vocabulary {
	readonly environment: Environment;
	readonly byFact: ReadonlyMap<string, Variable>;
	readonly byName: ReadonlyMap<string, Variable>;
	/** What a loop over people may ask of one of them. */
	readonly byField: ReadonlyMap<string, Variable>;
}

const celTypes: Readonly<Record<FactType, string>> = {
	text: 'string',
	choice: 'string',
	region: 'string',
	date: 'string',
	yesno: 'bool',
	number: 'double',
	list: 'list<string>',
	// Only looped over and counted; what is said of one member stands in variables of its own.
	people: 'list<string>',
};

const vocabularies = new WeakMap<FactTypes, Vocabulary>();

/** The environment for these facts; built once for each map of facts. */
export function vocabularyOf(facts: FactTypes): Vocabulary {
	const known = vocabularies.get(facts);
	if (known !== undefined) return known;
	const environment = new Environment({ limits: { maxAstNodes: 400, maxDepth: 40, maxListElements: 100 } });
	environment.registerVariable('today', 'string');
	environment.registerFunction('age(string, string): double', age);
	environment.registerFunction('daysSince(string, string): double', daysSince);
	const variables = [...new Map([...heardFacts, ...facts])].map(([fact, type], index): Variable => {
		return { fact, type, name: `fact_${index}`, presence: `known_${index}` };
	});
	const fields = [...memberFields].map(([field, { type }]): Variable => {
		return { fact: memberKey(field), type, name: `member_${field}`, presence: `member_known_${field}` };
	});
	for (const variable of [...variables, ...fields]) {
		environment.registerVariable(variable.name, celTypes[variable.type]);
		environment.registerVariable(variable.presence, 'bool');
	}
	const vocabulary: Vocabulary = {
		environment,
		byFact: new Map(variables.map((variable) => [variable.fact, variable])),
		byName: new Map(
			[...variables, ...fields].flatMap((variable) => [
				[variable.name, variable],
				[variable.presence, variable],
			]),
		),
		byField: new Map(fields.map((variable) => [variable.fact.slice(1), variable])),
	};
	vocabularies.set(facts, vocabulary);
	return vocabulary;
}
