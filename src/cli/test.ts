import { readRehearsals, rehearse } from '../engine/index.ts';
import { type Knowledge, rightTests } from '../knowledge/index.ts';
import { playRightTests } from '../rights/index.ts';
import { readContent, usable } from './content.ts';

interface Result {
	readonly file: string;
	readonly name: string;
	readonly failures: readonly string[];
	readonly transcript: readonly string[];
}

/** Plays the tests that admins keep beside flows and rights; exit code 1 when one fails. */
export async function test(name: string | undefined, options: { verbose?: boolean }): Promise<void> {
	const content = await readContent();
	const release = usable(content);
	const { rehearsals, findings } = readRehearsals(content.files);
	const conversations: readonly Result[] = rehearsals.map(({ file, rehearsal }) => rehearse(release, file, rehearsal));
	const unreadable: readonly Result[] = findings.map(({ file, line, message, fix }) => ({
		file,
		name: `line ${line}`,
		failures: [`${message} ${fix}`],
		transcript: [],
	}));
	const results = [...unreadable, ...conversations, ...rightResults(content.files, release.knowledge)];
	const wanted = results.filter((result) => name === undefined || `${result.file} ${result.name}`.includes(name));
	for (const result of wanted) print(result, options.verbose === true);
	const failed = wanted.filter(({ failures }) => failures.length > 0).length;
	process.stdout.write(`${wanted.length - failed} passed, ${failed} failed\n`);
	if (failed > 0 || wanted.length === 0) process.exitCode = 1;
}

function rightResults(files: ReadonlyMap<string, string>, knowledge: Knowledge): readonly Result[] {
	const { tests } = rightTests(files, knowledge);
	return playRightTests(knowledge, tests).map(({ test: { file, test: name }, failure }) => ({
		file,
		name,
		failures: failure === null ? [] : [failure],
		transcript: [],
	}));
}

function print({ file, name, failures, transcript }: Result, verbose: boolean): void {
	const failed = failures.length > 0;
	process.stdout.write(`${failed ? '✗' : '✓'} ${file}: ${name}\n`);
	if (failed || verbose) for (const line of transcript) process.stdout.write(`${line.replace(/^/gm, '      ')}\n`);
	for (const failure of failures) process.stdout.write(`    → ${failure}\n`);
}
