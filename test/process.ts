import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * How a process of a test runs: it lives for seconds, in which V8 need not make the database's WebAssembly faster than it is at first;
 * that takes a third of its CPU time.
 */
export const shortLived: readonly string[] = ['--liftoff-only'];

const hakku = [...shortLived, resolve('dist/cli/index.js')];

/** A folder of a test's own; `end` removes it. */
export function scratchFolder(name: string): { path: string; end(): void } {
	const path = mkdtempSync(join(tmpdir(), `hakku-${name}-`));
	return { path, end: () => rmSync(path, { recursive: true, force: true }) };
}

/** Settings of a test only: nothing of the machine's own environment but what Node needs. */
function environment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
	const { PATH, HOME } = process.env;
	return { PATH, HOME, LOG_FORMAT: 'json', ...settings };
}

/** Runs a command of the built `hakku` to its end. */
export function runHakku(
	words: readonly string[],
	settings: Readonly<Record<string, string>>,
): { status: number | null; stdout: string; stderr: string } {
	return spawnSync(process.execPath, [...hakku, ...words], { encoding: 'utf8', env: environment(settings) });
}

/** The same beside this process, for a command that asks something of it. */
export async function runBeside(
	words: readonly string[],
	settings: Readonly<Record<string, string>>,
): Promise<{ status: number | null; stdout: string; stderr: string }> {
	const child = spawn(process.execPath, [...hakku, ...words], {
		env: environment(settings),
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const said = { stdout: '', stderr: '' };
	for (const way of ['stdout', 'stderr'] as const)
		child[way].setEncoding('utf8').on('data', (part: string) => {
			said[way] += part;
		});
	const [status] = (await once(child, 'close')) as [number | null];
	return { status, ...said };
}

export interface RunningHakku {
	readonly child: ChildProcess;
	/** Where its pages are, without a slash at the end. */
	readonly base: string;
	/** All that it printed and logged so far. */
	output(): string;
	/** Asks it to stop; resolves to its exit code. */
	stop(): Promise<number | null>;
}

/** A real `hakku start` on a free port, ready to serve. */
export async function startHakku(
	settings: Readonly<Record<string, string>>,
	words: readonly string[] = [],
): Promise<RunningHakku> {
	const child = spawn(process.execPath, [...hakku, 'start', ...words], {
		env: environment({ PORT: '0', ...settings }),
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	const closed = once(child, 'close') as Promise<[number | null]>;
	const base = await new Promise<string>((found, failed) => {
		const read = (part: string): void => {
			output += part;
			const address = /(http:\S+)\/(?:chat|health\/ready)\n[\s\S]*Help /.exec(output)?.[1];
			if (address !== undefined) found(address);
		};
		child.stdout.setEncoding('utf8').on('data', read);
		child.stderr.setEncoding('utf8').on('data', read);
		void closed.then(() => failed(new Error(`hakku start ended:\n${output}`)));
	});
	return {
		child,
		base,
		output: () => output,
		async stop() {
			child.kill('SIGTERM');
			const [code] = await closed;
			return code;
		},
	};
}
