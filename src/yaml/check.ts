import type { z } from 'zod';
import type { Finding } from './finding.ts';
import { explainIssue, flatten } from './issues.ts';
import type { Read } from './read.ts';

/** A value of the schema's type, or the findings that say why not. */
type Checked<T> = { value: T; findings: readonly Finding[] } | { value: null; findings: readonly Finding[] };

const maxFindings = 40;

/**
 * Checks what was read against a schema. Where the schema wants a text and the file has a plain `812` or `true`, the
 * text is taken exactly as written. An unreadable file gives back the findings of reading it.
 */
export function check<S extends z.ZodType>(schema: S, read: Read): Checked<z.output<S>> {
	if (read.findings.length > 0) return { value: null, findings: read.findings };
	let value = read.value;
	for (let round = 0; ; round++) {
		const result = schema.safeParse(value, { reportInput: true });
		if (result.success) return { value: result.data, findings: [] };
		const issues = result.error.issues.flatMap((issue) => flatten(issue, []));
		const texts = round < 4 ? issues.filter((issue) => wantsTextAsWritten(issue, read)) : [];
		if (texts.length > 0) {
			value = structuredClone(value);
			for (const issue of texts) value = replaced(value, issue.path, read.written(issue.path));
			continue;
		}
		return {
			value: null,
			findings: issues.slice(0, maxFindings).flatMap((issue) => explainIssue(issue, schema, read)),
		};
	}
}

function wantsTextAsWritten(issue: z.core.$ZodIssue, read: Read): boolean {
	const wantsText =
		(issue.code === 'invalid_type' && issue.expected === 'string') ||
		(issue.code === 'invalid_value' && issue.values.every((value) => typeof value === 'string'));
	const given = typeof issue.input;
	return wantsText && (given === 'number' || given === 'boolean') && read.written(issue.path) !== null;
}

function replaced(value: unknown, path: readonly PropertyKey[], text: string | null): unknown {
	const [key, ...rest] = path;
	if (key === undefined) return text;
	if (typeof value === 'object' && value !== null) {
		const container = value as Record<PropertyKey, unknown>;
		container[key] = replaced(container[key], rest, text);
	}
	return value;
}
