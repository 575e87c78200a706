import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { progressBar } from '../../src/cli/progress.ts';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import { type CollectionName, indexes } from '../../src/store/index.ts';
import { conversation, message, person } from '../contracts/documents.ts';
import { template } from '../embedded.ts';
import { runHakku, scratchFolder, shortLived } from '../process.ts';

const scratch = scratchFolder('moving');
afterAll(() => scratch.end());
let names = 0;
const newPath = (): string => join(scratch.path, String(++names));
const messages = 2_000;

/** A data folder in which Hakku has worked. */
async function usedFolder(): Promise<string> {
	const folder = newPath();
	const { store } = await openEmbeddedStore({ folder, template });
	await store.insert('conversations', [conversation('web:1')]);
	const text = 'beras habis '.repeat(100);
	await store.insert(
		'messages',
		Array.from({ length: messages }, (_, n) => message('web:1', n + 1, { text })),
	);
	await store.insert('people', [person('a')]);
	await store.close();
	return folder;
}

/** A data folder with an empty database: making one takes seconds, which a test of something else need not spend. */
async function emptyFolder(): Promise<string> {
	const folder = newPath();
	await (await openEmbeddedStore({ folder, template })).store.close();
	return folder;
}

/** Imports in a process of its own that kills itself once half of the file is written. */
function killedHalfway(folder: string, file: string): NodeJS.Signals | null {
	const built = (path: string) => JSON.stringify(resolve('dist', path));
	const source = `
		import { importFrom } from ${built('archive/index.js')};
		import { openEmbeddedStore } from ${built('store/embedded/index.js')};
		const [folder, file, template] = ${JSON.stringify([folder, file, template])};
		const { store } = await openEmbeddedStore({ folder, template });
		let steps = 0;
		await importFrom(store, file, 0, (done, all, what) => {
			if (what === 'writing' && ++steps > 10) process.kill(process.pid, 'SIGKILL');
		});`;
	return spawnSync(process.execPath, [...shortLived, '--input-type=module', '-e', source], { stdio: 'inherit' }).signal;
}

describe('moving house', () => {
	let from: string;
	let file: string;
	let told: ReturnType<typeof runHakku>;
	beforeAll(async () => {
		from = await usedFolder();
		file = newPath();
		told = runHakku(['export', file], { DATA_DIR: from });
	});

	it('export says what is in the file, and its checksum', () => {
		expect({ status: told.status, stderr: told.stderr }).toEqual({ status: 0, stderr: '' });
		const sum = createHash('sha256').update(readFileSync(file)).digest('hex');
		expect(told.stdout).toContain(`${file}: ${statSync(file).size.toLocaleString('en')} bytes, SHA-256 ${sum}\n`);
		expect(told.stdout).toContain('  messages        2,000\n');
		expect(told.stdout).toContain('  in all          2,002\n');
		expect(statSync(file).mode & 0o777).toBe(0o600);
	});

	it('import brings it into an empty folder, once', async () => {
		const DATA_DIR = await emptyFolder();
		const brought = runHakku(['import', file], { DATA_DIR });
		expect({ status: brought.status, stderr: brought.stderr }).toEqual({ status: 0, stderr: '' });
		expect(brought.stdout).toMatch(/imported and compared\n[\s\S]* {2}in all {10}2,002\n$/);
		const again = runHakku(['import', file], { DATA_DIR });
		expect(again.status).toBe(1);
		expect(again.stderr).toMatch(
			/^✗ The store is not empty: 1 documents in conversations\. \[data\.not_empty\]\n→ [^\n]+\n$/,
		);
	});

	it('killed halfway: nothing works on it, nobody overlooks it, and the same command ends it', async () => {
		const DATA_DIR = newPath();
		expect(killedHalfway(DATA_DIR, file)).toBe('SIGKILL');
		for (const words of [['start'], ['export', newPath()]]) {
			const refused = runHakku(words, { DATA_DIR, PORT: '0' });
			expect(refused.status).toBe(1);
			expect(refused.stderr).toMatch(
				/^✗ An import into this store began at .* and has not ended\. \[data\.half_imported\]\n→ /m,
			);
		}
		expect(runHakku(['import', file], { DATA_DIR }).status).toBe(0);
		const { store } = await openEmbeddedStore({ folder: DATA_DIR });
		expect(await store.count('messages', { conversation: 'web:1' })).toBe(messages);
		expect(await store.count('imports', {})).toBe(0);
		await store.close();
	});

	it('a file that was cut is refused in two lines, and the store stays empty', async () => {
		const cut = newPath();
		copyFileSync(file, cut);
		truncateSync(cut, statSync(cut).size - 100);
		const DATA_DIR = await emptyFolder();
		const { status, stderr } = runHakku(['import', cut], { DATA_DIR });
		expect(status).toBe(1);
		expect(stderr).toMatch(/^✗ .* can’t be imported: it is cut off\. \[archive\.damaged\]\n→ [^\n]+\n$/);
		const { store } = await openEmbeddedStore({ folder: DATA_DIR });
		for (const collection of Object.keys(indexes) as CollectionName[])
			expect(await store.count(collection, {})).toBe(0);
		await store.close();
	});

	it('a store in use is not exported', async () => {
		const { store } = await openEmbeddedStore({ folder: from });
		const target = newPath();
		const refused = runHakku(['export', target], { DATA_DIR: from });
		await store.close();
		expect(refused.stderr).toMatch(/\[data\.locked\]/);
		expect(existsSync(target)).toBe(false);
	});
});

describe('the progress bar', () => {
	const screen = (isTTY: boolean) => {
		const written: string[] = [];
		return { written, isTTY, write: (text: string) => written.push(text) > 0 };
	};

	it('draws one line over and over, at most ten times a second, and takes it away', () => {
		const terminal = screen(true);
		let now = 0;
		const { show, end } = progressBar(terminal, () => now);
		for (; now < 1_000; now += 10) show(now, 1_000, 'writing');
		show(5, 10, 'comparing');
		end();
		expect(terminal.written).toHaveLength(12);
		expect(terminal.written[5]).toBe('\r████████████░░░░░░░░░░░░  50 % writing into the store\u001b[K');
		expect(terminal.written[10]).toContain('50 % comparing');
		expect(terminal.written[11]).toBe('\r\u001b[K');
	});

	it('is silent where nobody looks', () => {
		const file = screen(false);
		const { show, end } = progressBar(file, () => 0);
		show(1, 2, 'writing');
		end();
		expect(file.written).toEqual([]);
	});
});
