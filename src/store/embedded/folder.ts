import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { HakkuError } from '../../errors.ts';

/** The major version of PostgreSQL that the embedded database is, and whose files it can read. */
export const postgresVersion = 18;

/**
 * Makes the data folder and checks that this process can write there.
 *
 * @throws HakkuError `data.unwritable`.
 */
export function prepareFolder(folder: string): void {
	const probe = join(folder, `.writable-${randomBytes(6).toString('hex')}`);
	try {
		make(resolve(folder));
		writeFileSync(probe, '');
		rmSync(probe);
	} catch (error) {
		throw unwritable(folder, error);
	}
}

/** Not Node's own recursive making, which never returns where a file system answers ENOENT below a folder that is there (/proc). */
function make(folder: string): void {
	if (existsSync(folder)) return;
	make(dirname(folder));
	mkdirSync(folder, { mode: 0o700 });
}

export function unwritable(folder: string, error: unknown): HakkuError {
	const code = error instanceof Error && 'code' in error ? String(error.code) : 'no code';
	return new HakkuError('data.unwritable', `The data folder ${folder} cannot be written (${code}).`, error);
}

/** Where the database's files are; they appear there complete or not at all. */
export function filesIn(folder: string): { readonly ready: string; readonly unfinished: string } {
	return { ready: join(folder, 'postgres'), unfinished: join(folder, 'postgres.unfinished') };
}

/**
 * True when the folder holds a database.
 *
 * @throws HakkuError `data.newer` when its files are of a later PostgreSQL.
 */
export function holdsDatabase(folder: string): boolean {
	const mark = join(filesIn(folder).ready, 'PG_VERSION');
	if (!existsSync(mark)) return false;
	const version = Number(readFileSync(mark, 'utf8'));
	if (version > postgresVersion) {
		throw new HakkuError('data.newer', `The data is of PostgreSQL ${version}; this Hakku reads ${postgresVersion}.`);
	}
	return true;
}

/** Makes a finished database the folder's own. */
export function adopt(folder: string): void {
	const { ready, unfinished } = filesIn(folder);
	renameSync(unfinished, ready);
}
