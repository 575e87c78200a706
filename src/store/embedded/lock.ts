import { createHash, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, renameSync, statSync, unlinkSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { HakkuError } from '../../errors.ts';

/** Held as long as this process lives or until it is released. */
export interface FolderLock {
	/** @throws HakkuError `data.locked` when another process has taken the folder in the meantime. */
	confirm(): void;
	release(): Promise<void>;
}

/**
 * Lets only one process use a data folder. The lock is a listening socket in the folder: the kernel lets one process bind it,
 * and closes it when that process ends in whatever way, `kill -9` included. A file with a process number could not tell a
 * dead owner from a new process with the same number, least of all between containers, where everybody is number 1.
 *
 * @throws HakkuError `data.locked` when another process holds it, `data.unwritable` when no socket can be made.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
	const path = socketPath(folder);
	for (let attempt = 0; attempt < 20; attempt++) {
		const server = await listen(path);
		if (server !== undefined) return held(path, server, folder);
		if (await answers(path)) throw locked(folder);
		await removeDead(path);
	}
	throw locked(folder);
}

function locked(folder: string): HakkuError {
	return new HakkuError('data.locked', `Another process already uses ${folder}.`);
}

function held(path: string, server: Server, folder: string): FolderLock {
	const mark = markOf(path);
	return {
		confirm() {
			if (process.platform !== 'win32' && markOf(path) !== mark) throw locked(folder);
		},
		release: () => new Promise((resolve) => server.close(() => resolve())),
	};
}

/** A socket's path has room for about 100 bytes, so a long one is shortened or kept by its hash in the temporary folder. */
function socketPath(folder: string): string {
	const { dev, ino } = statSync(folder, { bigint: true });
	const hash = createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 24);
	if (process.platform === 'win32') return `\\\\.\\pipe\\hakku-${hash}`;
	const absolute = join(folder, 'hakku.lock');
	const fitting = [absolute, relative(process.cwd(), absolute)].find((path) => Buffer.byteLength(path) < 100);
	if (fitting !== undefined) return fitting;
	const shared = join(tmpdir(), `hakku-locks-${process.getuid?.() ?? 0}`);
	mkdirSync(shared, { recursive: true, mode: 0o700 });
	return join(shared, hash);
}

function listen(path: string): Promise<Server | undefined> {
	return new Promise((resolve, reject) => {
		const server = createServer((visitor) => visitor.destroy());
		server.unref();
		server.once('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'EADDRINUSE') resolve(undefined);
			else reject(new HakkuError('data.unwritable', `No lock can be made at ${path} (${error.code}).`, error));
		});
		server.listen(path, () => resolve(server));
	});
}

function answers(path: string): Promise<boolean> {
	return new Promise((resolve) => {
		const visitor = connect(path);
		visitor.once('connect', () => {
			visitor.destroy();
			resolve(true);
		});
		visitor.once('error', (error: NodeJS.ErrnoException) => {
			visitor.destroy();
			// Any other refusal than these two comes from a socket that somebody holds.
			resolve(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT');
		});
	});
}

/** Which socket stands at a path: a new one at the same place has another mark. */
function markOf(path: string): string | undefined {
	const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
	return stats === undefined ? undefined : `${stats.ino}:${stats.mtimeNs}`;
}

/**
 * Takes a dead owner's socket away. It is moved aside first: if somebody replaced it by a living one a moment ago, what was
 * moved is not what was found dead, and goes back.
 */
async function removeDead(path: string): Promise<void> {
	const dead = markOf(path);
	// A socket refuses between being bound and being listened to, for microseconds: only one that goes on refusing is dead.
	await wait(50);
	if (dead === undefined || markOf(path) !== dead || (await answers(path))) return;
	const aside = `${path}.${randomBytes(6).toString('hex')}`;
	try {
		renameSync(path, aside);
		if (markOf(aside) !== dead) linkSync(aside, path);
		unlinkSync(aside);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
	}
}
