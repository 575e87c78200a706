import mongoose, { type Connection, type Model } from 'mongoose';
import { HakkuError } from '../../errors.ts';
import { type CollectionName, indexes } from '../collections.ts';
import type { Store } from '../store.ts';
import { explain } from './errors.ts';
import { schemaOf } from './schemas.ts';
import { type Kept, MongoStore } from './store.ts';

/** Grows by one with every change to what is kept that an older Hakku would not understand. */
const schemaVersion = 1;

export interface MongoSettings {
	/** Milliseconds to look for the server, at the start and for each call while it is away. Default 5,000. */
	readonly patience?: number;
}

/**
 * Opens the store on a MongoDB server. Resolves only when every collection and index is there.
 *
 * @param url - `mongodb://user:password@host:27017/hakku?replicaSet=…`; without a database in it, `hakku` is used.
 * @throws HakkuError `store.unavailable` when it cannot be reached, refuses the password, or holds an index that differs;
 * `data.newer` when a later Hakku has written there.
 */
export async function openMongoStore(url: string, settings: MongoSettings = {}): Promise<Store> {
	const connection = mongoose.createConnection();
	try {
		await connection.openUri(url, {
			...(hasDatabase(url) ? {} : { dbName: 'hakku' }),
			serverSelectionTimeoutMS: settings.patience ?? 5000,
			connectTimeoutMS: 5000,
			// On disk at more than half of the servers before it counts; on a single server that is this one.
			writeConcern: { w: 'majority', journal: true },
			readPreference: 'primary',
			ignoreUndefined: true,
			autoCreate: false,
			autoIndex: false,
			bufferCommands: false,
		});
		await checkVersion(connection);
		return new MongoStore(connection, await prepare(connection));
	} catch (error) {
		await connection.close(true).catch(() => undefined);
		throw error instanceof HakkuError ? error : explain(error, 'MONGO_URL: ');
	}
}

function hasDatabase(url: string): boolean {
	return /^mongodb(\+srv)?:\/\/[^/]+\/[^/?]+/.test(url);
}

async function checkVersion(connection: Connection): Promise<void> {
	const about = connection.collection<{ _id: string; version: number }>('about');
	const found = (await about.findOne({ _id: 'schema' }))?.version ?? 0;
	if (found > schemaVersion) {
		throw new HakkuError(
			'data.newer',
			`MONGO_URL: the data has schema ${found}; this Hakku knows up to ${schemaVersion}.`,
		);
	}
	await about.updateOne({ _id: 'schema' }, { $set: { version: schemaVersion } }, { upsert: true });
}

async function prepare(connection: Connection): Promise<ReadonlyMap<CollectionName, Model<Kept>>> {
	const models = (Object.keys(indexes) as CollectionName[]).map(
		(collection) => [collection, connection.model<Kept>(collection, schemaOf(collection))] as const,
	);
	for (const [, model] of models) {
		await model.createCollection();
		await model.createIndexes();
	}
	return new Map(models);
}
