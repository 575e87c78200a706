import { type ASTNode, parse as parseCel } from '@marcbachmann/cel-js';
import { type Vocabulary, vocabularyOf } from './environment.ts';
import type { ExpressionFault } from './fault.ts';
import { rewrite } from './rewrite.ts';
import { survey } from './survey.ts';
import { leaf, type TruthNode, truthNode } from './truth.ts';
import type { Condition, FactTypes, Judgement, ValueExpression, Values } from './types.ts';
import { explainTypes, kindOf } from './typing.ts';

export type Compiled<T> = { ok: true; value: T } | { ok: false; fault: ExpressionFault };

export interface ExpressionOptions {
	/** Ids that a fact can hold, by fact id; comparing it with another id is then refused. */
	choices?: ReadonlyMap<string, readonly string[]>;
	/**
	 * Whether `has()` may be used: true (default) for flows. False for rights, where one more answer may turn *unknown*
	 * into yes or no, but never one into the other.
	 */
	mayAskIfKnown?: boolean;
}

const maxLength = 2000;
const nothingMissing: readonly string[] = Object.freeze([]);
const yes: Judgement = Object.freeze({ value: true, missing: nothingMissing });
const no: Judgement = Object.freeze({ value: false, missing: nothingMissing });

/** Compiles a yes-or-no condition over the declared facts. Judging it later never throws. */
export function compileCondition(
	source: string,
	facts: FactTypes,
	options: ExpressionOptions = {},
): Compiled<Condition> {
	const checked = checkSource(source, facts, options);
	if (!checked.ok) return checked;
	const { root, type, vocabulary, named } = checked.value;
	if (type !== 'bool') {
		const fix = 'Compare it with something: keluarga.desil <= 4, makan.kurang == "sering".';
		return refused(`This is ${kindOf(type)}, not a condition that is true or false.`, fix, 0);
	}
	const tree = truthNode(root, vocabulary);
	const judge = (values: Values, asOf: string): Judgement => {
		const value = tree.judge(values, asOf);
		return value === undefined ? open(tree, values, asOf) : value ? yes : no;
	};
	return { ok: true, value: { source, facts: named, judge } };
}

function open(tree: TruthNode, values: Values, asOf: string): Judgement {
	const missing = new Set<string>();
	tree.collect(values, asOf, missing);
	return { value: 'unknown', missing: [...missing] };
}

/** Compiles an expression of any type, for `set`. */
export function compileValue(
	source: string,
	facts: FactTypes,
	options: ExpressionOptions = {},
): Compiled<ValueExpression> {
	const checked = checkSource(source, facts, options);
	if (!checked.ok) return checked;
	const { root, type, vocabulary, named } = checked.value;
	const kind = valueKind(root, type, vocabulary);
	if (kind === null)
		return refused('This gives something that a fact can’t hold.', 'Give a text, number, list or condition.', 0);
	const evaluate = kind === 'yesno' ? truthNode(root, vocabulary).judge : valueAt(root, vocabulary);
	return { ok: true, value: { source, facts: named, type: kind, evaluate } };
}

/** A `?:` chooses by what is known; the rest is one leaf. */
function valueAt(node: ASTNode, vocabulary: Vocabulary): ValueExpression['evaluate'] {
	if (node.op === '?:') {
		const condition = truthNode(node.args[0], vocabulary);
		const first = valueAt(node.args[1], vocabulary);
		const second = valueAt(node.args[2], vocabulary);
		return (values, asOf) => {
			const chosen = condition.judge(values, asOf);
			return chosen === undefined ? undefined : (chosen ? first : second)(values, asOf);
		};
	}
	const whole = leaf(node, vocabulary);
	return (values, asOf) => storable(whole.evaluate(values, asOf));
}

function storable(result: unknown): ReturnType<ValueExpression['evaluate']> {
	if (typeof result === 'number') return Number.isFinite(result) ? result : undefined;
	if (typeof result === 'string') return result === '' ? undefined : result;
	if (typeof result === 'boolean') return result;
	return Array.isArray(result) && result.every((entry) => typeof entry === 'string') ? result : undefined;
}

function valueKind(root: ASTNode, type: string, vocabulary: Vocabulary): ValueExpression['type'] | null {
	if (type === 'bool') return 'yesno';
	if (type === 'double') return 'number';
	if (type === 'string') return isDate(root, vocabulary) ? 'date' : 'text';
	return root.op === 'list'
		? type === 'list<string>' || root.args.length === 0
			? 'list'
			: null
		: type === 'list<string>'
			? 'list'
			: null;
}

function isDate(node: ASTNode, vocabulary: Vocabulary): boolean {
	if (node.op === '?:') return isDate(node.args[1], vocabulary) && isDate(node.args[2], vocabulary);
	return node.op === 'id' && (node.args === 'today' || vocabulary.byName.get(node.args)?.type === 'date');
}

/** Whether `group.name` can be written in an expression at all: `kerja.in` can't, because `in` means something there. */
export function isNameable(fact: string): boolean {
	try {
		return parseCel(fact).ast.op === '.';
	} catch {
		return false;
	}
}

interface CheckedSource {
	root: ASTNode;
	/** CEL's name of the type. */
	type: string;
	vocabulary: Vocabulary;
	named: readonly string[];
}

function checkSource(source: string, facts: FactTypes, options: ExpressionOptions): Compiled<CheckedSource> {
	if (source.length > maxLength) {
		return refused(`This is longer than ${maxLength} characters.`, 'Split it into several rules or branches.', 0);
	}
	const vocabulary = vocabularyOf(facts);
	const syntax = parse(source, vocabulary);
	if (!syntax.ok) return syntax;
	const found = survey(syntax.value, {
		vocabulary,
		choices: options.choices ?? new Map(),
		mayAskIfKnown: options.mayAskIfKnown ?? true,
	});
	found.faults.push(...wrappedLoops(syntax.value, vocabulary));
	const [fault] = found.faults.toSorted((a, b) => a.position - b.position);
	if (fault !== undefined) return { ok: false, fault };
	const { text, back } = rewrite(source, found.edits);
	const program = vocabulary.environment.parse(text);
	const { valid, type, error } = program.check();
	if (!valid || type === undefined) {
		const { message, fix } = explainTypes(error ?? { summary: 'unknown type' }, vocabulary);
		return refused(message, fix, back(error?.range?.start ?? 0));
	}
	return { ok: true, value: { root: program.ast, type, vocabulary, named: found.facts } };
}

/** A loop over people has three answers, so it stands where a condition stands and is not compared with anything. */
function wrappedLoops(node: ASTNode, vocabulary: Vocabulary): ExpressionFault[] {
	if (node.op === '&&' || node.op === '||' || node.op === '?:')
		return node.args.flatMap((part) => wrappedLoops(part, vocabulary));
	if (node.op === '!_') return wrappedLoops(node.args, vocabulary);
	if (node.op === 'rcall' && overPeople(node, vocabulary)) return [];
	const found = findLoop(node, vocabulary);
	if (found === null) return [];
	const message = 'A question about the people of a household is a condition of its own.';
	return [{ message, fix: 'Join it to the rest with && or ||; write ! for "not".', position: found.start }];
}

function overPeople(node: Extract<ASTNode, { op: 'rcall' }>, vocabulary: Vocabulary): boolean {
	const [name, receiver] = node.args;
	if (name === 'size' || receiver.op !== '.') return false;
	const [group, part] = receiver.args;
	return group.op === 'id' && vocabulary.byFact.get(`${group.args}.${part}`)?.type === 'people';
}

function findLoop(node: unknown, vocabulary: Vocabulary): ASTNode | null {
	if (Array.isArray(node)) {
		for (const part of node) {
			const found = findLoop(part, vocabulary);
			if (found !== null) return found;
		}
		return null;
	}
	if (typeof node !== 'object' || node === null || !('op' in node)) return null;
	const part = node as ASTNode;
	if (part.op === 'rcall' && overPeople(part, vocabulary)) return part;
	return part.op === 'value' ? null : findLoop(part.args, vocabulary);
}

function parse(source: string, vocabulary: Vocabulary): Compiled<ASTNode> {
	try {
		return { ok: true, value: vocabulary.environment.parse(source).ast };
	} catch (error) {
		const { code, range, summary } = error as { code?: string; range?: { start: number }; summary?: string };
		const position = range?.start ?? 0;
		if (code === 'limit_exceeded')
			return refused('This is too long or too deeply nested.', 'Split it into several rules or branches.', position);
		const message =
			position >= source.trimEnd().length
				? 'Something is missing at the end.'
				: `This can't be read: ${summary ?? String(error)}.`;
		return refused(message, 'Write it like this: keluarga.desil <= 4 && makan.kurang == "sering".', position);
	}
}

function refused(message: string, fix: string, position: number): { ok: false; fault: ExpressionFault } {
	return { ok: false, fault: { message, fix, position } };
}
