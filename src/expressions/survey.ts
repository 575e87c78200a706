import type { ASTNode } from '@marcbachmann/cel-js';
import { didYouMean } from '../yaml/index.ts';
import { isIsoDate } from './dates.ts';
import type { Vocabulary } from './environment.ts';
import type { ExpressionFault } from './fault.ts';
import { type Member, memberFields } from './people.ts';
import type { FactType } from './types.ts';

/** A change to the source between two offsets, made before CEL's own type check. */
export interface Edit {
	start: number;
	end: number;
	text: string;
}

/** What an expression names, how its source is rewritten for CEL, and what is wrong with it beyond types. */
export interface Survey {
	facts: string[];
	edits: Edit[];
	faults: ExpressionFault[];
}

/** What a condition may use besides operators; nothing here takes more than linear time. */
const functions = new Set(['size', 'age', 'daysSince', 'has']);
const methods = new Set([
	'size',
	'startsWith',
	'endsWith',
	'contains',
	'lowerAscii',
	'trim',
	'exists',
	'all',
	'exists_one',
]);
const loops = new Set(['exists', 'all', 'exists_one']);
const comparisons = new Set(['==', '!=', '<', '<=', '>', '>=', 'in']);
const reserved = /^(?:today|(?:fact|known)_\d+|member_\w+)$/;
const available = `Available: ${[...functions, ...[...methods].map((name) => `.${name}`)].join(', ')}.`;

/** Names bound by a loop, with the fact whose entries they stand for. */
type Scope = ReadonlyMap<string, string | null>;

export interface SurveyOptions {
	vocabulary: Vocabulary;
	/** Ids that a fact can hold, where they are known. */
	choices: ReadonlyMap<string, readonly string[]>;
	/** False: no `has()`; a right never rests on what was not asked. */
	mayAskIfKnown: boolean;
}

export function survey(root: ASTNode, options: SurveyOptions): Survey {
	const { vocabulary, choices, mayAskIfKnown } = options;
	const result: Survey = { facts: [], edits: [], faults: [] };
	const fault = (node: { start: number }, message: string, fix: string) => {
		result.faults.push({ message, fix, position: node.start });
	};

	const nameFact = (node: { start: number; end: number }, id: string, presence: boolean) => {
		const variable = vocabulary.byFact.get(id);
		if (variable === undefined) {
			const fix = didYouMean(id, vocabulary.byFact.keys(), 'Declare it in knowledge/facts, or use a declared one.');
			fault(node, `"${id}" is not a declared fact.`, fix);
			return;
		}
		if (!result.facts.includes(id)) result.facts.push(id);
		result.edits.push({ start: node.start, end: node.end, text: presence ? variable.presence : variable.name });
	};

	const visit = (node: ASTNode, scope: Scope): void => {
		switch (node.op) {
			case 'value':
				visitLiteral(node);
				return;
			case 'id':
				if (isPeople(scope.get(node.args))) {
					const fields = [...memberFields.keys()].map((field) => `${node.args}.${field}`).join(', ');
					fault(node, `"${node.args}" is a whole person here.`, `Ask one thing of them: ${fields}.`);
				}
				if (scope.has(node.args) || node.args === 'today') return;
				fault(node, `"${node.args}" is not known here.`, 'Facts are written group.name, texts in quotes: "…".');
				return;
			case '.': {
				if (visitField(node, scope)) return;
				const id = dotted(node);
				if (isPeople(id)) fault(node, `"${id}" is a household.`, `Look at its people: ${id}.exists(m, m.umur < 6).`);
				else if (id === null) fault(node, 'Only facts have parts with a dot.', 'Facts are written group.name.');
				else nameFact(node, id, false);
				return;
			}
			case 'call':
				visitCall(node, scope);
				return;
			case 'rcall':
				visitMethod(node, scope);
				return;
			case '[]':
			case '[?]':
			case '.?':
			case 'map':
				fault(node, 'Square and curly brackets are only used for lists here.', 'Name the fact as group.name.');
				return;
			case 'list':
				for (const entry of node.args) visit(entry, scope);
				return;
			case '!_':
			case '-_':
				visit(node.args, scope);
				return;
			case '?:':
				for (const part of node.args) visit(part, scope);
				return;
			default: {
				const [left, right] = node.args as [ASTNode, ASTNode];
				visit(left, scope);
				visit(right, scope);
				if (node.op === '/' || node.op === '%') checkDivisor(right);
				if (comparisons.has(node.op)) {
					checkPair(left, right, scope);
					checkPair(right, left, scope);
				}
			}
		}
	};

	const isPeople = (id: string | null | undefined): id is string =>
		id !== null && id !== undefined && vocabulary.byFact.get(id)?.type === 'people';

	/** `m.umur`, where `m` goes through the people of a household. */
	const visitField = (node: Extract<ASTNode, { op: '.' }>, scope: Scope): boolean => {
		const [person, field] = node.args;
		if (person.op !== 'id' || !isPeople(scope.get(person.args))) return false;
		const variable = vocabulary.byField.get(field);
		if (variable !== undefined) result.edits.push({ start: node.start, end: node.end, text: variable.name });
		else {
			const fix = didYouMean(field, memberFields.keys(), `There are: ${[...memberFields.keys()].join(', ')}.`);
			fault(node, `Nothing called "${field}" is said of a person.`, fix);
		}
		return true;
	};

	/** People's numbers may have decimals, so every number here is a decimal one; else CEL would refuse `1.5 < 2`. */
	const visitLiteral = (node: Extract<ASTNode, { op: 'value' }>) => {
		const value: unknown = node.args;
		if (typeof value === 'bigint') {
			result.edits.push({ start: node.start, end: node.end, text: `${value}.0` });
		} else if (value === null) {
			fault(node, 'A fact is never compared with null.', 'Use has(group.name) to ask whether a fact is known.');
		} else if (typeof value === 'object') {
			fault(node, 'Only plain texts, numbers, true and false are used here.', 'Remove the letter next to it.');
		}
	};

	const visitCall = (node: Extract<ASTNode, { op: 'call' }>, scope: Scope) => {
		const [name, args] = node.args;
		const [first] = args;
		if (!functions.has(name)) {
			fault(node, `There is no function "${name}".`, didYouMean(name, functions, available));
		} else if (first === undefined || args.length !== 1) {
			fault(node, `${name}() takes one value.`, `Write ${name}(group.name).`);
		} else if (name === 'has') {
			const id = dotted(first);
			if (id === null) fault(node, 'has() asks about one fact.', 'Write has(group.name).');
			else if (!mayAskIfKnown)
				fault(node, "has() can't be used in a right.", 'Compare the fact itself; an unknown fact is asked for.');
			else nameFact(node, id, true);
		} else {
			const id = dotted(first);
			if (name === 'size' && isPeople(id)) nameFact(first, id, false);
			else visit(first, scope);
			if (name === 'size') decimal(node);
			else {
				if (typeOf(first, scope) !== 'date')
					fault(first, `${name}() takes a fact that is a date.`, `Write ${name}(group.name).`);
				result.edits.push({ start: node.end - 1, end: node.end - 1, text: ', today' });
			}
		}
	};

	const visitMethod = (node: Extract<ASTNode, { op: 'rcall' }>, scope: Scope) => {
		const [name, receiver, args] = node.args;
		if (!methods.has(name)) {
			fault(node, `There is no ".${name}()".`, didYouMean(name, methods, available));
			return;
		}
		const household = dotted(receiver);
		if (!isPeople(household)) visit(receiver, scope);
		else if (!loops.has(name) && name !== 'size')
			fault(node, `A household has no ".${name}()".`, `Write ${household}.exists(m, …), .all(m, …) or .size().`);
		else if ([...scope.values()].some(isPeople))
			fault(node, 'One loop over people can’t stand inside another.', 'Write two conditions and join them with &&.');
		else nameFact(receiver, household, false);
		const [variable, ...rest] = args;
		if (loops.has(name)) {
			if (variable?.op !== 'id' || rest.length !== 1) {
				fault(node, `.${name}() takes a name and a condition.`, `Write hakku.needs.${name}(n, n == "food").`);
				return;
			}
			if (reserved.test(variable.args)) {
				fault(variable, `"${variable.args}" can't name an entry.`, 'Use another letter or word.');
				return;
			}
			const inner = new Map(scope).set(variable.args, dotted(receiver));
			for (const part of rest) visit(part, inner);
			return;
		}
		for (const part of args) visit(part, scope);
		if (name === 'size') decimal(node);
	};

	const decimal = (node: ASTNode) => {
		result.edits.push(
			{ start: node.start, end: node.start, text: 'double(' },
			{ start: node.end, end: node.end, text: ')' },
		);
	};

	const checkDivisor = (divisor: ASTNode) => {
		if (divisor.op === 'value' && Number(divisor.args) !== 0) return;
		const fix = 'Multiply the other side instead: a.b <= 500000 * c.d.';
		fault(divisor, 'Dividing by a fact fails when it is 0.', fix);
	};

	/** The part of a person that `m.sekolah` names. */
	const fieldOf = (node: ASTNode, scope: Scope): keyof Member | null => {
		if (node.op !== '.') return null;
		const [person, field] = node.args;
		return person.op === 'id' && isPeople(scope.get(person.args)) ? (field as keyof Member) : null;
	};

	const factOf = (node: ASTNode, scope: Scope): string | null => {
		if (node.op === 'id') return scope.get(node.args) ?? null;
		return node.op === '.' ? dotted(node) : null;
	};

	const typeOf = (node: ASTNode, scope: Scope): FactType | null => {
		if (node.op === 'id' && node.args === 'today') return 'date';
		const fact = node.op === '.' ? factOf(node, scope) : null;
		return fact === null ? null : (vocabulary.byFact.get(fact)?.type ?? null);
	};

	/** What a fact is compared with must be something it can hold. */
	const checkPair = (side: ASTNode, other: ASTNode, scope: Scope) => {
		const fact = factOf(side, scope);
		const literals = (other.op === 'list' ? other.args : [other]).filter(isText);
		if (typeOf(side, scope) === 'date') {
			for (const literal of literals) {
				if (isIsoDate(literal.args)) continue;
				fault(literal, `"${literal.args}" is not a date.`, 'Write year-month-day: "2025-01-31".');
			}
			const otherIsDate = literals.length > 0 || typeOf(other, scope) === 'date';
			if (!otherIsDate)
				fault(other, 'A date is only compared with a date.', 'Use another date, today, age() or daysSince().');
			return;
		}
		const field = fieldOf(side, scope);
		const of = field === null ? fact : `${field}`;
		const known = field === null ? (fact === null ? undefined : choices.get(fact)) : memberFields.get(field)?.ids;
		const ids = known?.length === 0 ? undefined : known;
		if (ids === undefined) return;
		for (const literal of literals) {
			if (ids.includes(literal.args)) continue;
			const fix = didYouMean(literal.args, ids, `Its choices: ${ids.join(', ')}.`);
			fault(literal, `"${literal.args}" is not one of the choices of "${of}".`, fix);
		}
	};

	visit(root, new Map());
	return result;
}

type TextLiteral = Extract<ASTNode, { op: 'value' }> & { readonly args: string };

function isText(node: ASTNode): node is TextLiteral {
	return node.op === 'value' && typeof node.args === 'string';
}

/** `group.name` of two identifiers, or null. */
function dotted(node: ASTNode): string | null {
	if (node.op !== '.') return null;
	const [group, name] = node.args;
	return group.op === 'id' ? `${group.args}.${name}` : null;
}
