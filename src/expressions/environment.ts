import { Environment } from '@marcbachmann/cel-js';
import { age, daysSince } from './dates.ts';
import { heardFacts } from './heard.ts';
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
}

const celTypes: Readonly<Record<FactType, string>> = {
	text: 'string',
	choice: 'string',
	region: 'string',
	date: 'string',
	yesno: 'bool',
	number: 'double',
	list: 'list<string>',
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
	for (const variable of variables) {
		environment.registerVariable(variable.name, celTypes[variable.type]);
		environment.registerVariable(variable.presence, 'bool');
	}
	const vocabulary: Vocabulary = {
		environment,
		byFact: new Map(variables.map((variable) => [variable.fact, variable])),
		byName: new Map(
			variables.flatMap((variable) => [
				[variable.name, variable],
				[variable.presence, variable],
			]),
		),
	};
	vocabularies.set(facts, vocabulary);
	return vocabulary;
}
