import { rmSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { HakkuError } from '../../errors.ts';
import type { Store } from '../store.ts';
import { adopt, filesIn, holdsDatabase, prepareFolder, unwritable } from './folder.ts';
import { type FolderLock, lockFolder } from './lock.ts';
import { DiskRoom } from './room.ts';
import { Session } from './session.ts';
import { EmbeddedStore } from './store.ts';
import { prepareTables } from './tables.ts';
import { emptyDatabase } from './template.ts';

export interface EmbeddedOptions {
	/** The data folder; made when it is not there. Without one everything is kept in memory and gone in the end. */
	readonly folder?: string;
	/** A file to keep an empty database in, which makes later first starts quick: for tests and throw-away stores. */
	readonly template?: string;
	/** Bytes of the disk that writes leave free. Default 64 MB. */
	readonly reserve?: number;
}

/** The open database. Closing the store closes it; whoever uses `session` stops before. */
export interface EmbeddedDatabase {
	readonly store: Store;
	readonly session: Session;
}

/**
 * Opens the embedded store.
 *
 * @throws HakkuError `data.locked`, `data.unwritable`, `data.newer`, or `store.unavailable` when its files are damaged.
 */
export async function openEmbeddedStore(options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
	const { folder } = options;
	if (folder === undefined) {
		return serve(await start('memory://', { loadDataDir: await emptyDatabase(options.template) }));
	}
	prepareFolder(folder);
	const room = new DiskRoom(folder, options.reserve);
	room.check();
	const lock = await lockFolder(folder);
	try {
		if (!holdsDatabase(folder)) await create(folder, options.template);
		const database = await start(filesIn(folder).ready);
		lock.confirm();
		return await serve(database, lock, room);
	} catch (error) {
		await lock.release();
		throw error;
	}
}

/** An interrupted first start leaves only an unfinished folder, which the next one begins anew. */
async function create(folder: string, template: string | undefined): Promise<void> {
	const { unfinished } = filesIn(folder);
	const files = await emptyDatabase(template);
	try {
		rmSync(unfinished, { recursive: true, force: true });
		const database = await start(unfinished, { loadDataDir: files });
		await database.close();
		adopt(folder);
	} catch (error) {
		throw error instanceof HakkuError ? error : unwritable(folder, error);
	}
}

async function serve(database: PGlite, lock?: FolderLock, room?: DiskRoom): Promise<EmbeddedDatabase> {
	const session = new Session(database, room);
	try {
		await session.exclusive(prepareTables);
	} catch (error) {
		await session.close();
		throw error;
	}
	const store = new EmbeddedStore(session, async () => {
		await session.close();
		await lock?.release();
	});
	return { store, session };
}

/** PostgreSQL's defaults are for a server of its own; these keep a small machine small (about 170 MB in all). */
const settings = [
	'shared_buffers = 16MB',
	'wal_buffers = 1MB',
	'work_mem = 4MB',
	'maintenance_work_mem = 16MB',
	'max_wal_size = 64MB',
	'min_wal_size = 32MB',
	'jit = off',
	'TimeZone = UTC',
];

/** The least that the database takes: 128 MB of address space, of which it touches a part. */
const initialMemory = 128 * 1024 * 1024;

async function start(place: string, more: { loadDataDir?: Blob } = {}): Promise<PGlite> {
	const database = new PGlite(place, { ...more, initialMemory, postgresqlconf: settings });
	try {
		await database.waitReady;
		return database;
	} catch (error) {
		throw new HakkuError('store.unavailable', `The embedded database does not start from ${place}.`, error);
	}
}
