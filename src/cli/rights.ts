import { readFile } from 'node:fs/promises';
import { HakkuError } from '../errors.ts';
import { givenFacts, type NeedId, needIds } from '../knowledge/index.ts';
import { rightsReport } from '../rights/index.ts';
import { readYaml } from '../yaml/index.ts';
import { asOfDay, describe, readContent, usable } from './content.ts';

interface Options {
	readonly facts: string;
	readonly asOf?: string;
	readonly needs?: string;
	readonly json?: boolean;
}

/** Judges the rights of somebody whose facts stand in a YAML file: `keluarga.desil: 3`, or grouped, `declined` for "won’t say". */
export async function rights(options: Options): Promise<void> {
	const asOf = asOfDay(options.asOf);
	const { knowledge } = usable(await readContent(asOf));
	const text = await readFile(options.facts, 'utf8').catch((cause: unknown) => {
		throw new HakkuError('file.unreadable', `${options.facts} can’t be read.`, cause);
	});
	const read = readYaml(options.facts, text);
	const given = givenFacts(flat(read.value), knowledge.facts, read);
	const wrong = [...read.findings, ...given.findings];
	if (wrong.length > 0)
		throw new HakkuError('facts.invalid', wrong.map((finding) => `${describe(finding)} ${finding.fix}`).join('\n  '));
	const report = rightsReport(knowledge, given, { asOf, needs: needsIn(options.needs) });
	if (options.json) {
		process.stdout.write(`${JSON.stringify([...report.rights, { ask_next: report.ask_next }])}\n`);
		return;
	}
	for (const { id, outcome, why, missing } of report.rights) {
		process.stdout.write(`${outcome.padEnd(15)} ${id}\n`);
		for (const reason of why) process.stdout.write(`    ${reason.rule}: ${reason.text}\n`);
		if (missing.length > 0) process.stdout.write(`    still open: ${missing.join(', ')}\n`);
	}
	process.stdout.write(`ask next: ${report.ask_next ?? 'nothing'}\n`);
}

function needsIn(list: string | undefined): readonly NeedId[] | null {
	if (list === undefined) return null;
	return list.split(',').map((name) => {
		const need = needIds.find((id) => id === name.trim());
		if (need) return need;
		throw new HakkuError('facts.invalid', `"${name}" is not a need. There are: ${needIds.join(', ')}.`);
	});
}

/** `{ facts: { keluarga: { desil: 3 } } }`, `{ keluarga: { desil: 3 } }` and `{ keluarga.desil: 3 }` mean the same. */
function flat(value: unknown, prefix = ''): Record<string, unknown> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
	const entries = Object.entries(value).flatMap(([key, inner]) => {
		if (prefix === '' && key === 'facts') return Object.entries(flat(inner));
		const nested = typeof inner === 'object' && inner !== null && !Array.isArray(inner) && !('people' in inner);
		return nested ? Object.entries(flat(inner, `${prefix}${key}.`)) : [[`${prefix}${key}`, inner] as const];
	});
	return Object.fromEntries(entries);
}
