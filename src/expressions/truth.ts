import type { ASTNode, ParseResult } from '@marcbachmann/cel-js';
import { serialize } from '@marcbachmann/cel-js/serialize';
import type { Variable, Vocabulary } from './environment.ts';
import { isKnown } from './known.ts';
import type { Values } from './types.ts';

/** Kleene's three values. */
type Truth = true | false | undefined;

/** A boolean expression as closures. `judge` allocates nothing of its own but what a leaf hands to CEL. */
export interface TruthNode {
	judge(values: Values, asOf: string): Truth;
	/** Adds the unknown facts that can still change an unknown result. */
	collect(values: Values, asOf: string, missing: Set<string>): void;
}

/** Anything CEL evaluates as a whole, with the facts that must be known for it. */
export interface Leaf {
	/** Undefined when a fact is unknown, or when CEL can't say. */
	evaluate(values: Values, asOf: string): unknown;
	collect(values: Values, missing: Set<string>): void;
}

/** Builds the tree: `&&`, `||`, `!` and `?:` by Kleene's strong logic, everything between them by CEL. */
export function truthNode(node: ASTNode, vocabulary: Vocabulary): TruthNode {
	switch (node.op) {
		case '&&':
			return junction(truthNode(node.args[0], vocabulary), truthNode(node.args[1], vocabulary), false);
		case '||':
			return junction(truthNode(node.args[0], vocabulary), truthNode(node.args[1], vocabulary), true);
		case '!_':
			return negation(truthNode(node.args, vocabulary));
		case '?:': {
			const [condition, yes, no] = node.args;
			return choice(truthNode(condition, vocabulary), truthNode(yes, vocabulary), truthNode(no, vocabulary));
		}
		default: {
			const whole = leaf(node, vocabulary);
			return {
				judge: (values, asOf) => {
					const result = whole.evaluate(values, asOf);
					return typeof result === 'boolean' ? result : undefined;
				},
				collect: (values, _asOf, missing) => whole.collect(values, missing),
			};
		}
	}
}

/** `&&` (decided by false) and `||` (decided by true). */
function junction(left: TruthNode, right: TruthNode, decisive: boolean): TruthNode {
	return {
		judge: (values, asOf) => {
			const first = left.judge(values, asOf);
			if (first === decisive) return decisive;
			const second = right.judge(values, asOf);
			if (second === decisive) return decisive;
			return first === undefined || second === undefined ? undefined : !decisive;
		},
		collect: (values, asOf, missing) => {
			if (left.judge(values, asOf) === undefined) left.collect(values, asOf, missing);
			if (right.judge(values, asOf) === undefined) right.collect(values, asOf, missing);
		},
	};
}

function negation(inner: TruthNode): TruthNode {
	return {
		judge: (values, asOf) => {
			const value = inner.judge(values, asOf);
			return value === undefined ? undefined : !value;
		},
		collect: inner.collect,
	};
}

function choice(condition: TruthNode, yes: TruthNode, no: TruthNode): TruthNode {
	return {
		judge: (values, asOf) => {
			const chosen = condition.judge(values, asOf);
			if (chosen !== undefined) return (chosen ? yes : no).judge(values, asOf);
			const first = yes.judge(values, asOf);
			return first !== undefined && first === no.judge(values, asOf) ? first : undefined;
		},
		collect: (values, asOf, missing) => {
			const chosen = condition.judge(values, asOf);
			if (chosen === undefined) condition.collect(values, asOf, missing);
			for (const branch of chosen === undefined ? [yes, no] : [chosen ? yes : no]) {
				if (branch.judge(values, asOf) === undefined) branch.collect(values, asOf, missing);
			}
		},
	};
}

export function leaf(node: ASTNode, vocabulary: Vocabulary): Leaf {
	const program = vocabulary.environment.parse(serialize(node));
	program.check();
	const names = new Set<string>();
	collectNames(node, names);
	const needed: Variable[] = [];
	const asked: Variable[] = [];
	for (const name of names) {
		const variable = vocabulary.byName.get(name);
		if (variable !== undefined) (name === variable.name ? needed : asked).push(variable);
	}
	const usesToday = names.has('today');
	return {
		evaluate: (values, asOf) => {
			const context: Record<string, unknown> = {};
			for (const variable of needed) {
				const value = values[variable.fact];
				if (!isKnown(variable.type, value)) return undefined;
				context[variable.name] = value;
			}
			for (const variable of asked) context[variable.presence] = isKnown(variable.type, values[variable.fact]);
			if (usesToday) context.today = asOf;
			return run(program, context);
		},
		collect: (values, missing) => {
			for (const variable of needed) {
				if (!isKnown(variable.type, values[variable.fact])) missing.add(variable.fact);
			}
		},
	};
}

function run(program: ParseResult, context: Record<string, unknown>): unknown {
	try {
		return program(context);
	} catch {
		return undefined;
	}
}

/** Every identifier below a node, in order of appearance; loops' own names do no harm, because no variable bears them. */
function collectNames(node: unknown, names: Set<string>): void {
	if (Array.isArray(node)) {
		for (const part of node) collectNames(part, names);
		return;
	}
	if (typeof node !== 'object' || node === null || !('op' in node)) return;
	const part = node as ASTNode;
	if (part.op === 'id') names.add(part.args);
	else if (part.op !== 'value') collectNames(part.args, names);
}
