import type { Logger } from 'pino';
import { traceOf } from '../log.ts';

/**
 * Leads what goes past the log into it, for as long as the process serves people.
 *
 * Libraries write to the console, whole errors too (an answer that broke off, a connection that nobody listens to), and Node
 * prints a bug that escaped with everything that hangs on it, such as the values of a database's statement. Of both only the
 * kind and the place are kept; after such a bug the process ends.
 */
export function catchEscaped(log: Pick<Logger, 'warn' | 'fatal'>): void {
	const noted = (...written: readonly unknown[]): void => {
		const error = written.find((part) => part instanceof Error);
		log.warn(error === undefined ? {} : traceOf(error), 'a library wrote to the console');
	};
	for (const way of ['error', 'warn', 'info', 'log', 'debug', 'trace'] as const) console[way] = noted;
	process.on('uncaughtException', (error) => {
		log.fatal(traceOf(error), 'a bug ended Hakku; what was received is kept, and a new start takes it up');
		process.exit(1);
	});
}
