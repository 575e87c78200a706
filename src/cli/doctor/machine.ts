import { createServer } from 'node:net';
import { DateTime } from 'luxon';
import type { Config } from '../../config.ts';
import { type Found, ill, well } from './check.ts';
import { ask } from './running.ts';

/** The oldest Node that Hakku runs on; package.json says the same. */
const oldest = [20, 19] as const;

/** @param version - `process.versions.node`. */
export function checkNode(version: string): Found {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const enough = major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
	if (enough) return well('node', version);
	return ill('node', `This is Node ${version}.`, `Install Node ${oldest.join('.')} or later.`);
}

export interface Clocks {
	/** Epoch milliseconds; may be set by somebody. */
	wall(): number;
	/** Milliseconds that only ever grow. */
	steady(): number;
	/** Resolves after about so many milliseconds. */
	wait(milliseconds: number): Promise<void>;
}

/** How long the clock is watched, and how far it may run from the steady one meanwhile, in milliseconds. */
const watched = 250;
const allowed = 50;

/** Timers, deadlines and the order of messages follow the wall clock: it must run like a clock, in the right zone. */
export async function checkClock({ wall, steady, wait }: Clocks, timeZone: string): Promise<Found> {
	const before = { wall: wall(), steady: steady() };
	await wait(watched);
	const jump = Math.round(wall() - before.wall - (steady() - before.steady));
	if (Math.abs(jump) > allowed) {
		return ill(
			'clock',
			`The clock jumped by ${jump} ms while it was looked at.`,
			'Let one service alone set the time, in small steps (chrony, or systemd-timesyncd).',
		);
	}
	const now = DateTime.fromMillis(wall(), { zone: timeZone });
	return well('clock', `steady; in ${timeZone} it is ${now.toFormat('yyyy-MM-dd HH:mm')} (UTC${now.toFormat('ZZ')})`);
}

/** @param last - epoch milliseconds of something that the store holds and that happened in the past. */
export function checkPast(now: number, last: number): Found | null {
	if (now >= last - 60_000) return null;
	const since = new Date(last).toISOString();
	return ill(
		'clock',
		`The clock stands before ${since}, when this store was last used.`,
		'Set the clock of this machine.',
	);
}

/** Whether the pages can be served where the settings say; a Hakku that already does is well. */
export async function checkPort({ host, port }: Config): Promise<Found> {
	const place = `${host.includes(':') ? `[${host}]` : host}:${port}`;
	const code = await tryToListen(host, port);
	if (code === null) return well('port', port === 0 ? `any free one on ${host}` : `${place} is free`);
	if (code === 'EADDRINUSE') {
		if ((await ask({ host, port }, '/health/live')) !== null)
			return well('port', `${place} is served by a running Hakku`);
		return ill('port', `Another program listens on ${place}.`, 'Stop it, or choose another port with PORT.');
	}
	if (code === 'EACCES') {
		return ill('port', `${place} needs more rights than this user has.`, 'Choose a PORT from 1024, behind a proxy.');
	}
	return ill('port', `${place} can’t be listened on (${code}).`, 'Set HOST to an address of this machine.');
}

function tryToListen(host: string, port: number): Promise<string | null> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'no code'));
		server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
	});
}
