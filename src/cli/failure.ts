import { CommanderError } from 'commander';
import { HakkuError } from '../errors.ts';

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
	process.stderr.write(
		`✗ This is a bug in Hakku. Please report it with these lines:\n${error instanceof Error ? error.stack : String(error)}\n`,
	);
}
