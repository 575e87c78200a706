import type { ASTNode } from '@marcbachmann/cel-js';
import type { Vocabulary } from './environment.ts';
import type { FactType } from './types.ts';

const kinds: Readonly<Record<string, string>> = {
	string: 'a text',
	double: 'a number',
	int: 'a number',
	bool: 'a yes-or-no',
	list: 'a list',
};

const factKinds: Readonly<Record<FactType, string>> = {
	text: 'a text',
	choice: 'a choice, which is a text',
	region: 'a region code, which is a text',
	date: 'a date',
	yesno: 'a yes-or-no',
	number: 'a number',
	list: 'a list',
	people: 'a household',
};

/** What CEL's type checker found, in words that name the facts. */
export function explainTypes(
	error: { node?: unknown; summary: string },
	vocabulary: Vocabulary,
): { message: string; fix: string } {
	const node = error.node as ASTNode | undefined;
	const name = (part: ASTNode) => describe(part, vocabulary);
	const fix =
		'Compare numbers with numbers (without quotes), texts and choices with texts in quotes, yes-or-no with true or false.';
	switch (node?.op) {
		case '&&':
		case '||':
			return { message: `"${node.op}" joins two conditions, but one side is not a condition.`, fix };
		case '!_':
			return { message: `"!" turns a condition around, but ${name(node.args)} is none.`, fix };
		case '?:':
			return { message: 'Both answers after "?" must be of the same kind.', fix };
		case 'list':
			return { message: 'All entries of a list must be of the same kind.', fix };
		case '==':
		case '!=':
		case '<':
		case '<=':
		case '>':
		case '>=':
		case 'in':
		case '+':
		case '-':
		case '*': {
			const [left, right] = node.args;
			return { message: `"${node.op}" does not fit between ${name(left)} and ${name(right)}.`, fix };
		}
		default:
			return { message: plain(error.summary, vocabulary), fix };
	}
}

/** A CEL type in plain words. */
export function kindOf(type: string): string {
	return kinds[type] ?? (type.startsWith('list') ? 'a list' : 'something else');
}

function describe(node: ASTNode, vocabulary: Vocabulary): string {
	if (node.op === 'value') return typeof node.args === 'string' ? `the text "${node.args}"` : `${String(node.args)}`;
	const variable = node.op === 'id' ? vocabulary.byName.get(node.args) : undefined;
	if (variable !== undefined) return `"${variable.fact}" (${factKinds[variable.type]})`;
	const type = (node as { checkedType?: { name?: string } }).checkedType?.name;
	return type === undefined ? 'this' : kindOf(type);
}

function plain(summary: string, vocabulary: Vocabulary): string {
	const named = summary.replace(/(?:fact|known)_\d+|member_\w+/g, (name) => vocabulary.byName.get(name)?.fact ?? name);
	return `This does not fit together: ${named}.`;
}
