import type { Server } from 'node:http';
import type { Logger } from 'pino';

/** Milliseconds that a stop may take before it is forced. */
const PATIENCE = 20_000;

/** Milliseconds that answers may take which are being written when the process is asked to stop. */
const LAST_ANSWERS = 5_000;

/** A terminal and npm both pass on the same Ctrl-C; what comes within so many milliseconds is the same wish. */
const SAME = 500;

/**
 * Resolves when the process is asked to stop. From then on a second wish, or too long a wait, ends it at once: what was in hand is
 * taken up by another process or at the next start.
 */
export async function askedToStop(log: Pick<Logger, 'warn'>): Promise<void> {
	const signals = ['SIGTERM', 'SIGINT'] as const;
	await new Promise<void>((stop) => {
		for (const signal of signals) process.once(signal, () => stop());
	});
	const asked = performance.now();
	const force = () => {
		log.warn('stopped at once; what was in hand will be taken up again');
		process.exit(1);
	};
	for (const signal of signals)
		process.on(signal, () => {
			if (performance.now() - asked > SAME) force();
		});
	setTimeout(force, PATIENCE).unref();
}

/** Takes no new requests and lets those in hand be answered. */
export async function closeServer(server: Server): Promise<void> {
	const closed = new Promise<void>((resolve) => {
		server.close(() => resolve());
	});
	server.closeIdleConnections();
	const late = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS);
	await closed;
	clearTimeout(late);
}
