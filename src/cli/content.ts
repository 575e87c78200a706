import { DateTime } from 'luxon';
import { type Config, readConfig } from '../config.ts';
import { HakkuError } from '../errors.ts';
import { type CompiledRelease, compileRelease, readAreas, readFolder } from '../releases/index.ts';
import { dayOf } from '../service/index.ts';
import type { Finding } from '../yaml/index.ts';

export function configFromEnvironment(): Config {
	return readConfig(process.env, process.stderr.isTTY === true);
}

function todayIn(timeZone: string): string {
	return dayOf(timeZone, Date.now());
}

export interface Content extends CompiledRelease {
	readonly files: ReadonlyMap<string, string>;
}

/** Flows and knowledge as they stand on disk, compiled. */
export async function readContent(asOf?: string): Promise<Content> {
	const config = configFromEnvironment();
	const folder = await readFolder(config.contentDir);
	const compiled = await compileRelease(folder.files, asOf ?? todayIn(config.timeZone), await readAreas());
	return { ...compiled, findings: [...folder.findings, ...compiled.findings], files: folder.files };
}

/** The day that `--as-of` names, or today in the citizens' time zone. */
export function asOfDay(asOf: string | undefined): string {
	if (asOf === undefined) return todayIn(configFromEnvironment().timeZone);
	if (DateTime.fromFormat(asOf, 'yyyy-MM-dd').isValid) return asOf;
	throw new HakkuError('file.unreadable', `"${asOf}" is no date; write it like 2026-02-10.`);
}

/** The compiled release, or `release.refused` with the first error. */
export function usable(content: Content): NonNullable<CompiledRelease['release']> {
	if (content.release) return content.release;
	const first = content.findings.find(({ severity }) => severity === 'error');
	throw new HakkuError('release.refused', first ? describe(first) : 'The flows and knowledge can’t be compiled.');
}

export function describe({ file, line, column, message }: Finding): string {
	return `${file}:${line}:${column} ${message}`;
}
