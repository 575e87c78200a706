import { randomBytes } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * An empty database as a tar file. Making one takes two seconds and 700 MB, so it happens in a thread of its own, whose memory
 * goes back when it ends; what stays is the 40 MB file, from which a database starts in a quarter of a second.
 *
 * @param kept - where to keep the file for the next time; without it nothing is kept.
 */
export async function emptyDatabase(kept?: string): Promise<Blob> {
	if (kept === undefined) return new Blob([await make()]);
	try {
		return await openAsBlob(kept);
	} catch {
		const made = await make();
		await mkdir(dirname(kept), { recursive: true });
		const unfinished = `${kept}.${randomBytes(6).toString('hex')}`;
		await writeFile(unfinished, Buffer.from(made), { mode: 0o600 });
		await rename(unfinished, kept);
		return new Blob([made]);
	}
}

const source = `
const { parentPort, workerData } = require('node:worker_threads');
const { PGlite } = require(workerData);
PGlite.create('memory://', { postgresqlconf: 'shared_buffers = 16MB' }).then(async (database) => {
	const files = await (await database.dumpDataDir('none')).arrayBuffer();
	parentPort.postMessage(files, [files]);
});`;

function make(): Promise<ArrayBuffer> {
	return new Promise((resolve, reject) => {
		const library = createRequire(import.meta.url).resolve('@electric-sql/pglite');
		const worker = new Worker(source, { eval: true, workerData: library, execArgv: [] });
		worker.once('message', (files: ArrayBuffer) => {
			resolve(files);
			void worker.terminate();
		});
		worker.once('error', reject);
		worker.once('exit', () => reject(new Error('The thread that makes an empty database ended early.')));
	});
}
