import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { postgresVersion } from '../../../src/store/embedded/folder.ts';
import { openEmbeddedStore } from '../../../src/store/embedded/index.ts';
import { lockFolder } from '../../../src/store/embedded/lock.ts';
import { person } from '../../contracts/documents.ts';
import { template } from '../../embedded.ts';
import { shortLived } from '../../process.ts';

const scratch = mkdtempSync(join(tmpdir(), 'hakku-folder-'));
let folders = 0;
const newFolder = (): string => join(scratch, String(folders++));
const children: ChildProcess[] = [];

afterEach(() => {
	for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Another Hakku: a real process that opens the folder, and prints a line for everything that happens. */
function other(folder: string, script: string): { child: ChildProcess; lines: AsyncIterableIterator<string> } {
	const source = `
		import { openEmbeddedStore } from ${JSON.stringify(join(process.cwd(), 'dist/store/embedded/index.js'))};
		import { lockFolder } from ${JSON.stringify(join(process.cwd(), 'dist/store/embedded/lock.js'))};
		const folder = ${JSON.stringify(folder)};
		const template = ${JSON.stringify(template)};
		const say = (line) => process.stdout.write(line + '\\n');
		const forever = () => setInterval(() => {}, 1000);
		${script}`;
	const child = spawn(process.execPath, [...shortLived, '--input-type=module', '-e', source], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	children.push(child);
	return { child, lines: createInterface(child.stdout)[Symbol.asyncIterator]() };
}

async function next(lines: AsyncIterableIterator<string>): Promise<string> {
	return String((await lines.next()).value);
}

describe('a data folder', () => {
	it('is made when it is not there, and a second start goes on where the first stopped', async () => {
		const folder = join(newFolder(), 'deep', 'down');
		const first = await openEmbeddedStore({ folder, template });
		await first.store.insert('people', [person('a')]);
		await first.store.close();
		const second = await openEmbeddedStore({ folder });
		expect(await second.store.get('people', 'a')).toEqual(person('a'));
		await second.store.close();
	});

	it('is used by one Hakku at a time: the second is told so, in this process or another', async () => {
		const folder = newFolder();
		const { store } = await openEmbeddedStore({ folder, template });
		await expect(openEmbeddedStore({ folder })).rejects.toMatchObject({ code: 'data.locked' });
		const { lines } = other(folder, `openEmbeddedStore({ folder }).then(() => say('opened'), (e) => say(e.code));`);
		expect(await next(lines)).toBe('data.locked');
		await store.insert('people', [person('a')]);
		await store.close();
		const again = await openEmbeddedStore({ folder });
		expect(await again.store.count('people', {})).toBe(1);
		await again.store.close();
	});

	it('is free again when its Hakku was killed, and holds everything that was confirmed', async () => {
		const folder = newFolder();
		const { child, lines } = other(
			folder,
			`const { store } = await openEmbeddedStore({ folder, template });
			await store.insert('conversations', [{ _id: 'c', rev: 1, person: 'p', pending_since: null, seen: [] }]);
			for (let rev = 1; ; rev++) {
				await store.insert('people', [{ _id: 'p' + rev, rev: 1, identities: ['x'.repeat(3000)], consent: null, created_at: 1 }]);
				await store.replace('conversations', { _id: 'c', rev, person: 'p' + rev, pending_since: rev, seen: ['y'.repeat(rev % 5000)] });
				say(String(rev));
			}`,
		);
		let confirmed = 0;
		while (confirmed < 300) confirmed = Number(await next(lines));
		const ended = once(child, 'exit');
		child.kill('SIGKILL');
		await ended;
		for await (const line of lines) confirmed = Number(line) || confirmed;
		const { store } = await openEmbeddedStore({ folder });
		const kept = await store.get('conversations', 'c');
		expect(kept?.rev).toBeGreaterThan(confirmed);
		expect(kept?.rev).toBeLessThanOrEqual(confirmed + 2);
		const people = await store.count('people', {});
		expect(people).toBeGreaterThanOrEqual(confirmed);
		expect(await store.count('conversations', { pending_since: (kept?.rev ?? 0) - 1 })).toBe(1);
		await store.close();
	});

	it('starts anew when the first start was cut off', async () => {
		const folder = newFolder();
		const unfinished = join(folder, 'postgres.unfinished');
		mkdirSync(unfinished, { recursive: true });
		writeFileSync(join(unfinished, 'PG_VERSION'), '18');
		const { store } = await openEmbeddedStore({ folder, template });
		await store.ping();
		await store.close();
	});

	it('that cannot be written is named, with what to do', async () => {
		const file = newFolder();
		writeFileSync(file, 'a file, not a folder');
		for (const folder of [file, join(file, 'below'), '/proc/hakku']) {
			await expect(openEmbeddedStore({ folder })).rejects.toMatchObject({
				code: 'data.unwritable',
				message: expect.stringContaining(folder),
			});
		}
	});

	it('that belongs to somebody else is named', async () => {
		const folder = newFolder();
		mkdirSync(folder, { mode: 0o500 });
		// Root may write everywhere, so there it becomes nobody for a moment.
		if (process.getuid?.() === 0) process.seteuid?.(65_534);
		try {
			await expect(openEmbeddedStore({ folder })).rejects.toMatchObject({ code: 'data.unwritable' });
		} finally {
			if (process.getuid?.() === 0) process.seteuid?.(0);
		}
	});

	it('on a full disk takes nothing more, can still be read, and goes on when there is room again', async () => {
		const folder = newFolder();
		await (await openEmbeddedStore({ folder, template })).store.close();
		const { bavail, bsize } = statfsSync(folder);
		await expect(openEmbeddedStore({ folder, reserve: bavail * bsize * 2 })).rejects.toMatchObject({
			code: 'data.unwritable',
		});
		const { store } = await openEmbeddedStore({ folder, reserve: bavail * bsize - 24 * 1024 * 1024 });
		const big = (at: number) => ({ ...person(`p${at}`), identities: [randomBytes(300_000).toString('base64')] });
		let kept = 0;
		const full = (async () => {
			for (; kept < 1000; kept++) await store.insert('people', [big(kept)]);
		})();
		await expect(full).rejects.toMatchObject({ code: 'data.unwritable', message: expect.stringContaining(folder) });
		expect(kept).toBeGreaterThan(0);
		await expect(store.replace('people', { ...person('p0'), rev: 1 })).rejects.toMatchObject({
			code: 'data.unwritable',
		});
		expect(await store.count('people', {})).toBe(kept);
		await store.close();
		const again = await openEmbeddedStore({ folder });
		expect(await again.store.insert('people', [big(kept)])).toEqual([`p${kept}`]);
		await again.store.close();
	});

	it('of a newer Hakku is left alone', async () => {
		const folder = newFolder();
		const { store, session } = await openEmbeddedStore({ folder, template });
		const { rows } = await session.run('SELECT current_setting($1) AS version', ['server_version_num']);
		expect(Math.floor(Number(rows[0]?.version) / 10_000)).toBe(postgresVersion);
		await session.run(`UPDATE hakku.about SET value = '99' WHERE name = 'schema'`);
		await store.close();
		await expect(openEmbeddedStore({ folder })).rejects.toMatchObject({ code: 'data.newer' });
		writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '99\n');
		await expect(openEmbeddedStore({ folder })).rejects.toMatchObject({ code: 'data.newer' });
	});

	it('whose files are damaged is named', async () => {
		const folder = newFolder();
		const { store } = await openEmbeddedStore({ folder, template });
		await store.close();
		rmSync(join(folder, 'postgres', 'global'), { recursive: true });
		await expect(openEmbeddedStore({ folder })).rejects.toMatchObject({
			code: 'store.unavailable',
			message: expect.stringContaining(folder),
		});
	});

	it('of an older Hakku gets the columns that it lacks, filled', async () => {
		const folder = newFolder();
		const first = await openEmbeddedStore({ folder, template });
		const events = Array.from({ length: 50 }, (_, at) => ({
			...person(`p${at}`),
			case: 'c',
			at,
			kind: 'viewed' as const,
			by: null,
			detail: null,
		}));
		await first.store.insert('case_events', events);
		await first.session.run('ALTER TABLE hakku.case_events DROP COLUMN at');
		await first.store.close();
		const second = await openEmbeddedStore({ folder });
		const found = await second.store.find('case_events', { case: 'c', at: { gte: 40 } }, { sort: ['-at'] });
		expect(found.map(({ at }) => at)).toEqual([49, 48, 47, 46, 45, 44, 43, 42, 41, 40]);
		await second.store.close();
	});
});

describe('the lock of a folder', () => {
	it('goes to exactly one of many who find a dead one', async () => {
		const folder = newFolder();
		mkdirSync(folder);
		const dead = other(folder, `await lockFolder(folder); say('locked'); forever();`);
		expect(await next(dead.lines)).toBe('locked');
		const ended = once(dead.child, 'exit');
		dead.child.kill('SIGKILL');
		await ended;
		const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
		const won = tries.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
		const lost = tries.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
		expect(won.length).toBe(1);
		for (const reason of lost) expect(reason).toMatchObject({ code: 'data.locked' });
		won[0]?.confirm();
		await won[0]?.release();
		await (await lockFolder(folder)).release();
	});

	it('is noticed as lost when somebody put another in its place', async () => {
		const folder = newFolder();
		mkdirSync(folder);
		const lock = await lockFolder(folder);
		rmSync(join(folder, 'hakku.lock'));
		const thief = createServer().listen(join(folder, 'hakku.lock'));
		await once(thief, 'listening');
		expect(() => lock.confirm()).toThrow(expect.objectContaining({ code: 'data.locked' }));
		await lock.release();
		thief.close();
	});

	it('holds in a folder with a long name, too', async () => {
		const folder = join(newFolder(), 'a-long-name-'.repeat(10), 'b-long-name-'.repeat(10));
		mkdirSync(folder, { recursive: true });
		const lock = await lockFolder(folder);
		await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'data.locked' });
		await lock.release();
		await (await lockFolder(folder)).release();
	});
});
