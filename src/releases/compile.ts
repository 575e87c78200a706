import { createHash } from 'node:crypto';
import { compileFlows, type EngineRelease } from '../engine/index.ts';
import { type Area, compileKnowledge } from '../knowledge/index.ts';
import { lintTold } from '../rights/index.ts';
import { compileService, type Service } from '../service/index.ts';
import type { Finding } from '../yaml/index.ts';
import { learnt } from './learnt.ts';

export interface CompiledRelease {
	/** Null when a finding is an error. */
	readonly release: EngineRelease | null;
	/** When and by whom people are answered; null when its file has an error. */
	readonly service: Service | null;
	readonly findings: readonly Finding[];
}

/** The name of a release: the SHA-256 of its files, so that the same content always has the same name. */
function hashOf(files: ReadonlyMap<string, string>): string {
	const hash = createHash('sha256');
	for (const [path, text] of files) hash.update(`${path}\0${text.length}\0${text}\0`);
	return hash.digest('hex').slice(0, 32);
}

/**
 * Compiles flows and knowledge together. `asOf` (ISO date) decides which figures are due for a check; `areas` is the official list of
 * provinces, regencies and districts (`readAreas`). Learning to read takes a few seconds, once for the same phrases.
 */
export async function compileRelease(
	files: ReadonlyMap<string, string>,
	asOf: string,
	areas: readonly Area[],
): Promise<CompiledRelease> {
	const known = new Map([...files].filter(([path]) => path.startsWith('knowledge/')));
	const { knowledge, findings } = compileKnowledge(known, { asOf, areas, usedFacts: factsNamedIn(files) });
	if (knowledge === null) return { release: null, service: null, findings };
	const { service, findings: ofService } = compileService(files, knowledge.regions.byCode);
	const spoken = await learnt(knowledge.phrases);
	const compiled = compileFlows(files, knowledge, spoken.language);
	const all = [...findings, ...ofService, ...lintTold(knowledge, asOf), ...spoken.findings, ...compiled.findings];
	if (compiled.flows === null || all.some(({ severity }) => severity === 'error'))
		return { release: null, service, findings: all };
	return {
		release: { hash: hashOf(files), flows: compiled.flows, knowledge, language: spoken.language },
		service,
		findings: all,
	};
}

/** Whatever in a flow file could be the name of a fact. */
function factsNamedIn(files: ReadonlyMap<string, string>): ReadonlySet<string> {
	const named = new Set<string>();
	for (const [path, text] of files) {
		if (!path.startsWith('flows/')) continue;
		for (const [name] of text.matchAll(/[a-z0-9_]+\.[a-z0-9_]+/g)) named.add(name);
	}
	return named;
}
