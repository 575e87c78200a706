import { CommanderError } from 'commander';
import { HakkuError } from '../errors.ts';
import { framesOf, traceOf } from '../log.ts';

/** Runs a command and leaves its rejection to `reportFailure`. */
export async function ask(run: () => Promise<unknown>): Promise<void> {
	await run();
}

/** Says what went wrong in one or two lines and sets the exit code; only a bug shows where in the code it happened. */
export function reportFailure(error: unknown): void {
	if (error instanceof CommanderError) {
		process.exitCode = error.exitCode;
		return;
	}
	process.exitCode = 1;
	if (error instanceof HakkuError) {
		process.stderr.write(`✗ ${error.message} [${error.code}]\n→ ${error.fix}\n`);
		return;
	}
	process.stderr.write(`✗ This is a bug in Hakku. Please report it with these lines:\n${bug(error).join('\n')}\n`);
}

/** The errors of the language itself, whose messages name code and never what a person wrote. */
const harmless = new Set(['TypeError', 'RangeError', 'ReferenceError']);

/** These lines get pasted into public places: an error that came from data keeps its message to itself. */
function bug(error: unknown): readonly string[] {
	if (!(error instanceof Error)) return [typeof error];
	const { why } = traceOf(error);
	const code = why === undefined ? '' : ` (${why})`;
	const said = harmless.has(error.name) ? `: ${error.message}` : '';
	return [`${error.name}${code}${said}`, ...framesOf(error).map((frame) => `    ${frame}`)];
}

/** Whoever reads what a command prints may have read enough (`hakku doctor | head -3`); that is no failure. */
export function endWhenNobodyReads(): void {
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EPIPE') throw error;
		process.exit();
	});
}
