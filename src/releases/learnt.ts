import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { PhraseFile } from '../knowledge/index.ts';
import { type Built, buildLanguage } from '../language/index.ts';

/** What was learnt, by the content of the phrases it was learnt from. It can be made again at any time, so it stands beside the build. */
const folder = fileURLToPath(new URL('../../dist/models/', import.meta.url));
const thread = new URL('../../dist/releases/learning.js', import.meta.url);
const mostKept = 5;

/**
 * The language room for these phrases, after it has learnt: from what an earlier start kept, else in a thread of its own.
 * The same phrases always give the same model.
 */
export async function learnt(phrases: readonly PhraseFile[]): Promise<Built> {
	const name = `${createHash('sha256').update(JSON.stringify(phrases)).digest('hex').slice(0, 32)}.model`;
	const kept = await readFile(join(folder, name), 'utf8').catch(() => null);
	const known = kept === null ? null : buildLanguage(phrases, { model: kept });
	if (known?.ready) return known;
	const model = await learn(phrases);
	await keep(name, model);
	return buildLanguage(phrases, { model });
}

async function learn(phrases: readonly PhraseFile[]): Promise<string> {
	const worker = new Worker(thread, { workerData: phrases });
	try {
		return await new Promise<string>((resolve, reject) => {
			worker.once('message', resolve);
			worker.once('error', reject);
		});
	} finally {
		await worker.terminate();
	}
}

/** Where nothing may be written, it is learnt again at each start. */
async function keep(name: string, model: string): Promise<void> {
	try {
		await mkdir(folder, { recursive: true });
		const unfinished = join(folder, `${name}.${process.pid}`);
		await writeFile(unfinished, model);
		await rename(unfinished, join(folder, name));
		await forgetOld();
	} catch {
		// A read-only installation is a choice, not a fault.
	}
}

async function forgetOld(): Promise<void> {
	const names = await readdir(folder);
	const aged = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })));
	const old = aged.sort((a, b) => b.at - a.at).slice(mostKept);
	await Promise.all(old.map(({ name }) => rm(join(folder, name), { force: true })));
}
