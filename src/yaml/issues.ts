import type { z } from 'zod';
import { didYouMean, nearest } from './closest.ts';
import { splitFault } from './fault.ts';
import type { Finding } from './finding.ts';
import type { Read } from './read.ts';
import { keysAt } from './shape.ts';

type Issue = z.core.$ZodIssue;

/** Issues with their whole path; of a union, those of the shape that the value comes closest to. */
export function flatten(issue: Issue, above: readonly PropertyKey[]): Issue[] {
	const path = [...above, ...issue.path];
	if (issue.code === 'invalid_union' && issue.errors.length > 0) {
		const shapes = issue.errors.map((issues) => issues.flatMap((inner) => flatten(inner, path)));
		const text = shapes.find((issues) => issues.length > 0 && issues.every(wantsText));
		const close = shapes
			.filter((issues) => issues.every((inner) => inner.path.length > path.length || !isShape(inner)))
			.toSorted((a, b) => a.length - b.length);
		const best = close[0] ?? text;
		if (best !== undefined) return best;
	}
	if (issue.code === 'invalid_key') return issue.issues.flatMap((inner) => flatten(inner, path));
	return [{ ...issue, path }];
}

function isShape(issue: Issue): boolean {
	return issue.code === 'invalid_type' || issue.code === 'invalid_value';
}

function wantsText(issue: Issue): boolean {
	return issue.code === 'invalid_type' && issue.expected === 'string';
}

const kinds: Readonly<Record<string, string>> = {
	string: 'a text',
	number: 'a number',
	int: 'a whole number',
	boolean: 'true or false',
	array: 'a list',
	object: 'a group of keys',
	record: 'a group of keys',
	null: 'nothing',
};

/** One issue of a schema as findings that an admin who doesn't program can act on. */
export function explainIssue(issue: Issue, schema: z.ZodType, read: Read): Finding[] {
	const finding = (code: string, message: string, fix: string, path = issue.path, part: 'key' | 'value' = 'value') => ({
		severity: 'error' as const,
		code,
		file: read.file,
		...read.at(path, part),
		message,
		fix,
	});
	const name = nameOf(issue.path);
	switch (issue.code) {
		case 'unrecognized_keys':
			return issue.keys.map((key) => {
				const known = keysAt(schema, issue.path);
				const comma = issue.input?.[key] === null && nearest(key, known) === null;
				const otherwise = known.length > 0 ? `Known here: ${known.join(', ')}.` : 'Remove it.';
				const [message, fix] = comma
					? [
							`"${key}" is read as a key of its own, because of the comma in front of it.`,
							'Put the whole text in quotes: "…, …".',
						]
					: [`"${key}" is not a key that is known here.`, didYouMean(key, known, otherwise)];
				return finding('schema.key.unknown', message, fix, [...issue.path, key], 'key');
			});
		case 'invalid_type': {
			const wanted = kinds[issue.expected] ?? issue.expected;
			if (issue.input === undefined) {
				return [finding('schema.missing', `${name} is missing.`, `Add it; it should be ${wanted}.`)];
			}
			const written = read.written(issue.path);
			if (issue.expected === 'string' && written !== null) {
				return [
					finding(
						'schema.type',
						`${name} should be a text, but ${written} is read as ${kindOf(issue.input)}.`,
						`Put it in quotes: "${written}".`,
					),
				];
			}
			const message = `${name} should be ${wanted}, but it is ${kindOf(issue.input)}.`;
			return [finding('schema.type', message, adviceFor(issue.expected))];
		}
		case 'invalid_value': {
			const allowed = issue.values.map(String);
			if (issue.input === undefined) {
				return [finding('schema.missing', `${name} is missing.`, `Add it; it is one of: ${allowed.join(', ')}.`)];
			}
			const one = allowed.length === 1 ? `Write ${allowed[0]}.` : `Use one of: ${allowed.join(', ')}.`;
			const fix = didYouMean(String(issue.input), allowed, one);
			return [finding('schema.value', `${name} can't be ${shown(issue.input)}.`, fix)];
		}
		case 'invalid_union':
			return [
				finding(
					'schema.shape',
					`${name} does not have any of the shapes that fit here.`,
					'Compare it with another file that works.',
				),
			];
		case 'too_small':
		case 'too_big': {
			const { message, fix } = sizeOf(issue, name);
			return [finding('schema.size', message, fix)];
		}
		default: {
			const { message, fix } = splitFault(issue.message, 'Compare it with another file that works.');
			return [finding('schema.value', `${name}: ${message}`, fix)];
		}
	}
}

const units: Readonly<Record<string, string>> = {
	string: ' characters',
	array: ' entries',
	set: ' entries',
	map: ' entries',
};

function sizeOf(
	issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall,
	name: string,
): { message: string; fix: string } {
	const custom = splitFault(issue.message, '');
	if (custom.fix !== '') return { message: `${name}: ${custom.message}`, fix: custom.fix };
	const limit = issue.code === 'too_big' ? issue.maximum : issue.minimum;
	const unit = units[issue.origin] ?? '';
	if (issue.code === 'too_big') {
		return { message: `${name} is above the limit of ${limit}${unit}.`, fix: 'Make it smaller.' };
	}
	if (unit !== '' && Number(limit) === 1) return { message: `${name} is empty.`, fix: 'Fill it in.' };
	return { message: `${name} must have at least ${limit}${unit}.`, fix: 'Make it larger.' };
}

function nameOf(path: readonly PropertyKey[]): string {
	const last = path.at(-1);
	if (last === undefined) return 'The file';
	if (typeof last === 'number') return `Entry ${last + 1} of ${nameOf(path.slice(0, -1))}`;
	return `"${String(last)}"`;
}

function kindOf(value: unknown): string {
	if (value === null) return 'empty';
	if (Array.isArray(value)) return 'a list';
	return kinds[typeof value] ?? typeof value;
}

function shown(value: unknown): string {
	return typeof value === 'object' && value !== null ? kindOf(value) : `"${String(value)}"`;
}

function adviceFor(expected: string): string {
	if (expected === 'number' || expected === 'int')
		return 'Write digits only, without quotes and without dots between thousands.';
	if (expected === 'boolean') return 'Write true or false, without quotes.';
	if (expected === 'array') return 'Write a list: [a, b], or one entry on each line after "- ".';
	if (expected === 'object' || expected === 'record')
		return 'Write its keys below it, two spaces further to the right.';
	return 'Write the text after the colon.';
}
