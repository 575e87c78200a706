import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * The servers to measure on: those that MONGO_URL and REDIS_URL name, else ones of this run's own, empty and durable
 * (`redis-server` with its append-only file, `secantusd-py` or what HAKKU_SECANTUSD names). `{ skipped }` says what is missing.
 */
export async function servers() {
	const { MONGO_URL, REDIS_URL } = process.env;
	if (MONGO_URL && REDIS_URL) return { settings: { MONGO_URL, REDIS_URL }, stop: async () => {} };
	const folder = mkdtempSync(join(tmpdir(), 'hakku-bench-'));
	const started = [];
	try {
		const redis = await start('redis-server', folder, (port) => [
			...['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--loglevel', 'warning'],
			...['--appendonly', 'yes', '--maxmemory-policy', 'noeviction'],
		]);
		started.push(redis);
		const mongo = await start(process.env.HAKKU_SECANTUSD ?? 'secantusd-py', folder, (port) => [
			...['--port', `${port}`, '--host', '127.0.0.1', '--storage-path', join(folder, 'mongo'), '--log-level', 'ERROR'],
		]);
		started.push(mongo);
		const settings = {
			MONGO_URL: `mongodb://127.0.0.1:${mongo.port}/hakku`,
			REDIS_URL: `redis://127.0.0.1:${redis.port}`,
		};
		return { settings, stop: () => stop(started, folder) };
	} catch (error) {
		await stop(started, folder);
		return { skipped: error.code === 'ENOENT' ? `${error.path} is not installed` : error.message };
	}
}

async function start(command, cwd, parameters) {
	const port = await freePort();
	const child = spawn(command, parameters(port), { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
	await once(child, 'spawn');
	process.once('exit', () => child.kill('SIGKILL'));
	for (let tries = 0; tries < 600; tries++) {
		const open = await new Promise((resolve) => {
			const socket = connect(port, '127.0.0.1', () => resolve(socket.destroy() !== null)).once('error', () =>
				resolve(false),
			);
		});
		if (open) return { child, port };
		if (child.exitCode !== null) break;
		await wait(50);
	}
	child.kill('SIGKILL');
	throw new Error(`${command} does not answer`);
}

async function stop(started, folder) {
	for (const { child } of started) {
		if (child.exitCode !== null) continue;
		const ended = once(child, 'exit');
		child.kill('SIGKILL');
		await ended;
	}
	rmSync(folder, { recursive: true, force: true });
}

function freePort() {
	return new Promise((resolve) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});
}
