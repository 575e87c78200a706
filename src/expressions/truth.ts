import type { ASTNode, ParseResult } from '@marcbachmann/cel-js';
import { serialize } from '@marcbachmann/cel-js/serialize';
import type { Variable, Vocabulary } from './environment.ts';
import { isKnown } from './known.ts';
import { isHousehold, withMember } from './people.ts';
import type { Value, Values } from './types.ts';

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
		case 'rcall': {
			const loop = loopOverPeople(node, vocabulary);
			if (loop !== null) return loop;
			return whole(node, vocabulary);
		}
		default:
			return whole(node, vocabulary);
	}
}

/** A condition that CEL decides as a whole. */
function whole(node: ASTNode, vocabulary: Vocabulary): TruthNode {
	const part = leaf(node, vocabulary);
	return {
		judge: (values, asOf) => {
			const result = part.evaluate(values, asOf);
			return typeof result === 'boolean' ? result : undefined;
		},
		collect: (values, _asOf, missing) => part.collect(values, missing),
	};
}

/** `exists`, `all` and `exists_one` over a household; null for any other method. */
function loopOverPeople(node: Extract<ASTNode, { op: 'rcall' }>, vocabulary: Vocabulary): TruthNode | null {
	const [name, receiver, [, body]] = node.args;
	const variable = receiver.op === 'id' ? vocabulary.byName.get(receiver.args) : undefined;
	if (variable?.type !== 'people' || body === undefined) return null;
	const { fact } = variable;
	const inner = truthNode(body, vocabulary);
	const peopleOf = (values: Values) => {
		const household = values[fact];
		return isHousehold(household) ? household : { people: [], all: null };
	};
	return {
		judge: (values, asOf) => {
			const { people, all } = peopleOf(values);
			let [hits, misses] = [0, 0];
			for (const member of people) {
				const truth = inner.judge(withMember(values, member), asOf);
				if (truth === true) hits++;
				else if (truth === false) misses++;
			}
			return judged(name, hits, misses, all === true ? people.length - hits - misses : Number.POSITIVE_INFINITY);
		},
		collect: (values, asOf, missing) => {
			const { people, all } = peopleOf(values);
			if (all !== true) missing.add(fact);
			for (const member of people) {
				const bound = withMember(values, member);
				const parts = new Set<string>();
				if (inner.judge(bound, asOf) === undefined) inner.collect(bound, asOf, parts);
				for (const part of parts) missing.add(part.startsWith('~') ? fact : part);
			}
		},
	};
}

/** What a loop says when a condition holds for `hits` people, fails for `misses`, and may be either for `open` (those nobody named included). */
function judged(name: string, hits: number, misses: number, open: number): Truth {
	if (name === 'exists') return hits > 0 ? true : open > 0 ? undefined : false;
	if (name === 'all') return misses > 0 ? false : open > 0 ? undefined : true;
	return hits > 1 ? false : open > 0 ? undefined : hits === 1;
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
				const counted = countable(value);
				if (counted === undefined) return undefined;
				context[variable.name] = counted;
			}
			for (const variable of asked) context[variable.presence] = isKnown(variable.type, values[variable.fact]);
			if (usesToday) context.today = asOf;
			return run(program, context);
		},
		collect: (values, missing) => {
			for (const variable of needed) {
				const value = values[variable.fact];
				if (!isKnown(variable.type, value) || countable(value) === undefined) missing.add(variable.fact);
			}
		},
	};
}

/** A household is counted only when everybody was named; every other value is what it is. */
function countable(value: Value): Value | undefined {
	if (!isHousehold(value)) return value;
	return value.all === true ? value.people.map(() => '') : undefined;
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
