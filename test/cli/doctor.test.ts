import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Found } from '../../src/cli/doctor/check.ts';
import { checkFolder } from '../../src/cli/doctor/folder.ts';
import { checkGround } from '../../src/cli/doctor/ground.ts';
import { checkClock, checkNode, checkPast, checkPort } from '../../src/cli/doctor/machine.ts';
import { checkMail } from '../../src/cli/doctor/mail.ts';
import { checkSettings } from '../../src/cli/doctor/settings.ts';
import { readConfig } from '../../src/config.ts';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import { release } from '../contracts/documents.ts';
import { template } from '../embedded.ts';
import { openFakeMail } from '../fakes/mail.ts';
import { runBeside, runHakku, scratchFolder, startHakku } from '../process.ts';
import { describeWith, freePort, shared, startRedis } from '../services.ts';

const scratch = scratchFolder('doctor');
afterAll(() => scratch.end());
let folders = 0;
const newFolder = (): string => join(scratch.path, String(++folders));

/** What the doctor finds on these settings, without looking at the files again each time. */
async function examine(settings: Record<string, string>): Promise<(check: string) => Found | undefined> {
	const config = readConfig(settings, false);
	const found = [...(await checkGround(config)), await checkPort(config)];
	return (check) => found.find((one) => one.check === check);
}

describe('hakku doctor', () => {
	it('finds a fresh checkout well, in one line each, and makes nothing', async () => {
		const { status, stdout } = runHakku(['doctor'], { DATA_DIR: newFolder(), PORT: String(await freePort()) });
		expect(status).toBe(0);
		const rows = stdout.trim().split('\n');
		expect(rows.map((row) => row.slice(0, 2))).toEqual(Array(8).fill('✓ '));
		expect(rows.map((row) => row.slice(2).split(/\s/)[0])).toEqual([
			'settings',
			'node',
			'clock',
			'folder',
			'store',
			'queues',
			'content',
			'port',
		]);
		expect(stdout).toContain('made at the first start');
		expect(() => chmodSync(join(scratch.path, String(folders)), 0o700)).toThrow('ENOENT');
	});

	it('names what is wrong and what to do, and exits with 1', async () => {
		const DATA_DIR = newFolder();
		mkdirSync(DATA_DIR);
		chmodSync(DATA_DIR, 0o755);
		const CONTENT_DIR = newFolder();
		for (const room of ['flows', 'knowledge']) mkdirSync(join(CONTENT_DIR, room), { recursive: true });
		writeFileSync(join(CONTENT_DIR, 'flows', 'a.yaml'), 'flow: [');
		const other = createServer((_, answer) => answer.end('something else')).listen(0, '127.0.0.1');
		await new Promise((listening) => other.once('listening', listening));
		const PORT = String((other.address() as AddressInfo).port);
		// The other program must answer while the doctor asks, so the doctor runs beside this process.
		const { stdout, status } = await runBeside(['doctor'], { DATA_DIR, CONTENT_DIR, PORT, MONGO_URI: 'mongodb://x' });
		other.close();
		expect(status).toBe(1);
		expect(stdout).toContain(
			'✗ settings  MONGO_URI is set, which is no setting; it looks like MONGO_URL.\n  → Call it MONGO_URL',
		);
		expect(stdout).toContain(
			`✗ folder    Other users of this machine can look into ${DATA_DIR}.\n  → chmod 700 ${DATA_DIR}\n`,
		);
		expect(stdout).toMatch(
			/✗ content {3}\d+ errors in flows and knowledge\. The first: .*:\d+:\d+ .*\n {2}→ Run `npx hakku lint`/,
		);
		expect(stdout).toContain(
			`✗ port      Another program listens on 127.0.0.1:${PORT}.\n  → Stop it, or choose another port with PORT.\n`,
		);
	});

	it('signs in at the mail server and says what is wrong with it', async () => {
		const mail = await openFakeMail({ login: { user: 'hakku', password: 'rahasia' } });
		const at = (login: string) =>
			readConfig({ SMTP_URL: `smtp://${login}@127.0.0.1:${mail.port}`, MAIL_FROM: 'Hakku <h@k.example>' }, false).mail!;
		expect(await checkMail(at('hakku:rahasia'))).toMatchObject({ ok: true });
		const wrong = await checkMail(at('hakku:salah'));
		expect(wrong).toMatchObject({ check: 'mail', ok: false, fix: expect.stringContaining('password in SMTP_URL') });
		expect(JSON.stringify(wrong)).not.toContain('salah');
		await mail.close();
		expect(await checkMail(at('hakku:rahasia'))).toMatchObject({
			ok: false,
			fix: expect.stringContaining('host and port'),
		});
	});

	it('is not hurt when nobody reads to the end', () => {
		const { stdout, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" dist/cli/index.js doctor | head -n 1`], {
			encoding: 'utf8',
			env: { PATH: process.env.PATH, DATA_DIR: newFolder() },
		});
		expect(stderr).toBe('');
		expect(stdout).toMatch(/^✓ settings[^\n]*\n$/);
	});

	it('stops at a setting that can’t be used, and never repeats its value', () => {
		const { status, stdout } = runHakku(['doctor'], { METRICS_TOKEN: 'short s3cret' });
		expect(status).toBe(1);
		expect(stdout).toMatch(/^✗ settings {2}METRICS_TOKEN is not a token: .*\[config\.invalid\]\n {2}→ /);
		expect(stdout).not.toContain('s3cret');
	});

	it('looks into a store that is there: schema, indexes, queues', async () => {
		const DATA_DIR = newFolder();
		const { store } = await openEmbeddedStore({ folder: DATA_DIR, template });
		await store.insert('releases', [release('f00', [])]);
		await store.close();
		const of = await examine({ DATA_DIR, PORT: '0' });
		expect(of('store')).toMatchObject({
			ok: true,
			says: expect.stringMatching(/^embedded PostgreSQL 18\.\d+, schema \d+$/),
		});
		expect(of('indexes')).toMatchObject({ ok: true, says: expect.stringMatching(/^all \d\d are there$/) });
		expect(of('queues')).toMatchObject({
			ok: true,
			says: expect.stringMatching(/^escalations 0, clocks 0, follow-ups 0, alerts 0, (\w+ 0, )*housekeeping 0 to do$/),
		});
		expect(checkFolder(DATA_DIR)).toMatchObject({
			ok: true,
			says: expect.stringContaining('only its owner can look inside'),
		});
	});

	it('says that a store is half imported', async () => {
		const DATA_DIR = newFolder();
		const { store } = await openEmbeddedStore({ folder: DATA_DIR, template });
		await store.insert('imports', [{ _id: 'import', rev: 1, archive: 'x', begun_at: 0 }]);
		await store.close();
		const of = await examine({ DATA_DIR, PORT: '0' });
		expect(of('store')).toMatchObject({ ok: false, says: expect.stringContaining('[data.half_imported]') });
	});

	it('asks a Hakku that is running on the folder instead of disturbing it', async () => {
		const DATA_DIR = newFolder();
		const PORT = String(await freePort());
		const running = await startHakku({ DATA_DIR, PORT });
		try {
			const near = await examine({ DATA_DIR, PORT });
			expect(near('store')).toMatchObject({ ok: true, says: 'a Hakku is running and says it is up' });
			expect(near('port')).toMatchObject({ ok: true, says: expect.stringContaining('is served by a running Hakku') });
			const elsewhere = await examine({ DATA_DIR, PORT: String(await freePort()) });
			expect(elsewhere('store')).toMatchObject({
				ok: false,
				says: expect.stringContaining('Another process already uses'),
			});
		} finally {
			await running.stop();
		}
	});
});

describeWith('mongo', 'hakku doctor with a MongoDB server', () => {
	it('looks at its schema and its indexes', async () => {
		const MONGO_URL = `${await shared('mongo')}/doctor_${process.pid}`;
		const of = await examine({ MONGO_URL, DATA_DIR: newFolder(), PORT: '0' });
		expect(of('store')).toMatchObject({ ok: true, says: expect.stringMatching(/^MongoDB [\d.]+\S*, schema \d+$/) });
		expect(of('indexes')).toMatchObject({ ok: true });
	});

	it('says in one line that none answers, without its password', async () => {
		const of = await examine({
			MONGO_URL: `mongodb://hakku:s3cret@127.0.0.1:${await freePort()}/x`,
			DATA_DIR: newFolder(),
			PORT: '0',
		});
		expect(of('store')).toMatchObject({ ok: false, says: 'MONGO_URL: no MongoDB server answers. [store.unavailable]' });
	});

	describeWith('redis', 'and a Redis server', () => {
		it('names the policy by which it would lose jobs', async () => {
			const redis = await startRedis(['--maxmemory-policy', 'allkeys-lru']);
			try {
				const MONGO_URL = `${await shared('mongo')}/doctor_${process.pid}`;
				const of = await examine({ MONGO_URL, REDIS_URL: redis.url, PORT: '0' });
				expect(of('store')).toMatchObject({ ok: true });
				expect(of('queues')).toMatchObject({
					ok: false,
					says: expect.stringContaining('maxmemory-policy is allkeys-lru'),
				});
			} finally {
				await redis.stop();
			}
		});
	});
});

describe('a look at the machine', () => {
	it.each([
		['18.20.0', false],
		['20.18.1', false],
		['20.19.0', true],
		['22.1.0', true],
	])('Node %s: enough is %s', (version, ok) => {
		expect(checkNode(version).ok).toBe(ok);
	});

	/** Clocks of which one jumps while the other runs on. */
	const clocks = (jump: number, base = Date.UTC(2026, 2, 2, 3)) => {
		let passed = 0;
		let jumped = 0;
		return {
			wall: () => base + passed + jumped,
			steady: () => 5_000 + passed,
			wait: async (milliseconds: number) => {
				passed += milliseconds;
				jumped = jump;
			},
		};
	};

	it('tells the time where the citizens are', async () => {
		expect(await checkClock(clocks(0), 'Asia/Jayapura')).toMatchObject({
			ok: true,
			says: 'steady; in Asia/Jayapura it is 2026-03-02 12:00 (UTC+09:00)',
		});
	});

	it.each([3_600_000, -120, 51])('notices a clock that jumps by %i ms', async (jump) => {
		expect(await checkClock(clocks(jump), 'Asia/Jakarta')).toMatchObject({
			ok: false,
			says: expect.stringContaining(`${jump} ms`),
		});
	});

	it('notices a clock that stands before what the store remembers', () => {
		expect(checkPast(1_000_000, 1_000_000 + 59_000)).toBeNull();
		expect(checkPast(1_000_000, 1_000_000 + 61_000)).toMatchObject({ check: 'clock', ok: false });
	});

	it('takes a file for no folder, and a folder that is not ours to write for one', () => {
		const file = newFolder();
		writeFileSync(file, '');
		expect(checkFolder(file)).toMatchObject({ ok: false, says: `${file} is not a folder.` });
		expect(checkFolder(join(file, 'inside'))).toMatchObject({ ok: false });
		if (process.getuid?.() !== 0) expect(checkFolder('/proc/1')).toMatchObject({ ok: false });
	});

	it.each(['DATA_DIRS', 'MONGO_URI', 'REDIS_URLS', 'Public_Url', 'METRIC_TOKEN'])(
		'takes %s for a slip of the pen',
		(name) => {
			expect(checkSettings({ [name]: 'x' }).found).toMatchObject({ check: 'settings', ok: false });
		},
	);

	it.each(['HOME', 'PATH', 'HOSTNAME', 'PORTS', 'LANG', 'DATABASE_URL', 'NODE_ENV', 'LOG_DIR'])(
		'takes %s for nothing of ours',
		(name) => {
			expect(checkSettings({ [name]: 'x' }).found.ok).toBe(true);
		},
	);
});
