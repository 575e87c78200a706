import { check, type Finding, readYaml } from '../../yaml/index.ts';
import type { EngineRelease } from '../turn.ts';
import { unmet } from './expect.ts';
import { play } from './play.ts';
import { type Rehearsal, rehearsalsSchema } from './schema.ts';

export interface RehearsalResult {
	readonly file: string;
	readonly name: string;
	/** Empty when every expectation is met. */
	readonly failures: readonly string[];
	readonly transcript: readonly string[];
}

/** The conversation tests of `flows/tests/`. Findings say what can't be read. */
export function readRehearsals(files: ReadonlyMap<string, string>): {
	readonly rehearsals: readonly { readonly file: string; readonly rehearsal: Rehearsal }[];
	readonly findings: readonly Finding[];
} {
	const rehearsals: { file: string; rehearsal: Rehearsal }[] = [];
	const findings: Finding[] = [];
	for (const [file, text] of files) {
		if (!/^flows\/tests\/[^/]+\.ya?ml$/.test(file)) continue;
		const checked = check(rehearsalsSchema, readYaml(file, text));
		findings.push(...checked.findings);
		for (const rehearsal of checked.value ?? []) rehearsals.push({ file, rehearsal });
	}
	return { rehearsals, findings };
}

/** Plays one conversation and compares it with what is expected. A flow that hits a limit fails. */
export function rehearse(release: EngineRelease, file: string, rehearsal: Rehearsal): RehearsalResult {
	const played = play(release, rehearsal);
	const missed = rehearsal.expect.flatMap((expected) => unmet(expected, played) ?? []);
	return { file, name: rehearsal.test, failures: [...played.problems, ...missed], transcript: played.transcript };
}
