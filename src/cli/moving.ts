import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { type Contents, exportTo, importFrom, type Progress } from '../archive/index.ts';
import { createLog } from '../log.ts';
import { openGround } from '../main.ts';
import type { Store } from '../store/index.ts';
import { configFromEnvironment } from './content.ts';
import { progressBar } from './progress.ts';

/** Copies everything of the store into a new file, and says its checksum, so that a copy of it can be compared. */
export async function exportFile(file: string): Promise<void> {
	const contents = await onStore((store, progress) => exportTo(store, file, Date.now(), progress));
	const { size } = await stat(file);
	print(`${file}: ${size.toLocaleString('en')} bytes, SHA-256 ${await sha256(file)}`, contents);
}

/** Copies everything of a file into the store, which must be empty or hold a part of this very file. */
export async function importFile(file: string): Promise<void> {
	print(
		`${file}: imported and compared`,
		await onStore((store, progress) => importFrom(store, file, Date.now(), progress)),
	);
}

async function onStore<T>(run: (store: Store, progress: Progress) => Promise<T>): Promise<T> {
	const config = configFromEnvironment();
	const ground = await openGround(config, createLog(config.logLevel, config.logFormat));
	const progress = progressBar(process.stderr, () => performance.now());
	try {
		return await run(ground.store, progress.show);
	} finally {
		progress.end();
		await ground.close();
	}
}

function print(first: string, { documents, collections }: Contents): void {
	const lines = Object.entries(collections).map(
		([name, { count }]) => `  ${name.padEnd(16)}${count.toLocaleString('en')}`,
	);
	process.stdout.write(
		`${[first, ...lines, `  ${'in all'.padEnd(16)}${documents.toLocaleString('en')}`].join('\n')}\n`,
	);
}

async function sha256(file: string): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(file), hash);
	return hash.digest('hex');
}
