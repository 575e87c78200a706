import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, inject, it } from 'vitest';

/**
 * The real servers that tests reach, on loopback only: `redis-server`, and a server that speaks MongoDB's protocol
 * (`secantusd-py`, of the Python package secantusdb). A server that runs already is named by TEST_REDIS_URL or TEST_MONGO_URL.
 */
export type Service = 'redis' | 'mongo';

const about = {
	redis: {
		command: () => find('redis-server'),
		given: 'TEST_REDIS_URL',
		missing: 'redis-server is not installed (Debian: apt-get install redis-server)',
	},
	mongo: {
		command: () => process.env.HAKKU_SECANTUSD ?? find('secantusd-py'),
		given: 'TEST_MONGO_URL',
		missing: 'secantusd-py is not installed (Python: pip install secantusdb==0.7.0b3; its path in HAKKU_SECANTUSD)',
	},
} as const;

declare module 'vitest' {
	interface ProvidedContext {
		/** Where {@link lendServices} answers. */
		services: string;
	}
}

function find(command: string): string | undefined {
	return (process.env.PATH ?? '')
		.split(delimiter)
		.map((folder) => join(folder, command))
		.find((path) => {
			try {
				accessSync(path, constants.X_OK);
				return true;
			} catch {
				return false;
			}
		});
}

/** Runs the tests of `body` when the service can be had; otherwise skips with the reason, or fails under REQUIRE_SERVICES=1. */
export function describeWith(service: Service, name: string, body: () => void): void {
	const { command, given, missing } = about[service];
	const there = process.env[given] !== undefined || command() !== undefined;
	describe(name, () => {
		if (there) body();
		else if (process.env.REQUIRE_SERVICES !== '1') it.skip(`needs a server: ${missing}`);
		else {
			it('needs a server', () => {
				throw new Error(missing);
			});
		}
	});
}

/** The address of the one server that all test files of this run share; the first who asks starts it. */
export async function shared(service: Service): Promise<string> {
	const given = process.env[about[service].given];
	if (given !== undefined) return given;
	const answer = await fetch(`${inject('services')}/${service}`);
	if (!answer.ok) throw new Error(await answer.text());
	return answer.text();
}

/** Lends the shared servers to the processes of a test run. Called once, by the global setup. */
export async function lendServices(): Promise<{ url: string; stop(): Promise<void> }> {
	const started = new Map<string, Promise<RunningServer>>();
	const start = { redis: () => startRedis(), mongo: () => startMongo() };
	const lender = createHttpServer((request, response) => {
		const service = request.url?.slice(1) === 'redis' ? 'redis' : 'mongo';
		const running = started.get(service) ?? start[service]();
		started.set(service, running);
		running.then(
			({ url }) => response.end(url),
			(error: Error) => response.writeHead(500).end(error.message),
		);
	});
	await new Promise<void>((resolve) => lender.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(lender.address() as AddressInfo).port}`,
		async stop() {
			lender.close();
			lender.closeAllConnections();
			const running = await Promise.allSettled(started.values());
			await Promise.all(running.map((one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)));
		},
	};
}

/** A server of a test's own, which may be killed, and started again on the same port and folder. */
export interface RunningServer {
	readonly url: string;
	readonly port: number;
	/** Stops it with SIGKILL, as a power cut would. */
	kill(): Promise<void>;
	/** Halts it as if the network were gone; `resume` brings it back. */
	pause(): void;
	resume(): void;
	restart(): Promise<void>;
	/** Stops it and removes its folder. */
	stop(): Promise<void>;
}

/** A Redis that keeps an append-only file and evicts nothing, unless `settings` say otherwise. */
export function startRedis(settings: readonly string[] = []): Promise<RunningServer> {
	const safe = ['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction'];
	return start('redis', (port, folder) => [
		...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--loglevel', 'warning'],
		...safe,
		...settings,
	]);
}

/** A server with MongoDB's protocol. Takes about four seconds. */
export function startMongo(settings: readonly string[] = []): Promise<RunningServer> {
	return start('mongo', (port, folder) => [
		...['--port', String(port), '--host', '127.0.0.1', '--storage-path', folder, '--log-level', 'ERROR'],
		...['--cache-size', '128M', ...settings],
	]);
}

async function start(
	service: Service,
	parameters: (port: number, folder: string) => readonly string[],
): Promise<RunningServer> {
	const command = about[service].command();
	if (command === undefined) throw new Error(about[service].missing);
	const port = await freePort();
	const folder = mkdtempSync(join(tmpdir(), `hakku-${service}-`));
	let child: ChildProcess;
	const run = async (): Promise<void> => {
		child = spawn(command, parameters(port, folder), { stdio: ['ignore', 'ignore', 'inherit'], cwd: folder });
		child.unref();
		await listening(port, child, service);
	};
	const end = async (signal: NodeJS.Signals): Promise<void> => {
		if (child.exitCode !== null || child.signalCode !== null) return;
		const ended = new Promise((resolve) => child.once('exit', resolve));
		child.ref();
		child.kill(signal);
		await ended;
	};
	const atExit = (): void => void child.kill('SIGKILL');
	process.once('exit', atExit);
	await run();
	return {
		url: service === 'redis' ? `redis://127.0.0.1:${port}` : `mongodb://127.0.0.1:${port}`,
		port,
		kill: () => end('SIGKILL'),
		pause: () => void child.kill('SIGSTOP'),
		resume: () => void child.kill('SIGCONT'),
		restart: async () => {
			await end('SIGKILL');
			await run();
		},
		stop: async () => {
			await end('SIGKILL');
			process.off('exit', atExit);
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => resolve(port));
		});
	});
}

async function listening(port: number, child: ChildProcess, service: Service): Promise<void> {
	for (let tries = 0; tries < 1200; tries++) {
		if (child.exitCode !== null) throw new Error(`${service} ended at its start with ${child.exitCode}`);
		const open = await new Promise<boolean>((resolve) => {
			const socket = connect(port, '127.0.0.1', () => {
				socket.destroy();
				resolve(true);
			});
			socket.once('error', () => resolve(false));
		});
		if (open) return;
		await wait(25);
	}
	throw new Error(`${service} does not answer on port ${port}`);
}
