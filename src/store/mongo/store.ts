import { type Connection, type Model, mongo } from 'mongoose';
import { HakkuError } from '../../errors.ts';
import { type CollectionName, type Collections, indexes } from '../collections.ts';
import { checkIndexable, indexedValues } from '../indexable.ts';
import { type Condition, plan } from '../plan.ts';
import type { FindOptions, Inspection, Query, Store } from '../store.ts';
import { duplicateKey, explain } from './errors.ts';
import { harmless, original } from './names.ts';

/** A document as MongoDB sees it: what is inside belongs to the rooms. */
export interface Kept {
	readonly _id: string;
	readonly rev: number;
}

type Filter = Readonly<Record<string, unknown>>;

/** The store on MongoDB. Names reach a filter from the registry only, and values only behind an operator of ours. */
export class MongoStore implements Store {
	readonly #connection: Connection;
	readonly #models: ReadonlyMap<CollectionName, Model<Kept>>;
	#closed: Promise<void> | undefined;

	constructor(connection: Connection, models: ReadonlyMap<CollectionName, Model<Kept>>) {
		this.#connection = connection;
		this.#models = models;
	}

	async get<C extends CollectionName>(collection: C, id: string): Promise<Collections[C] | null> {
		const filter = { _id: { $eq: checkIndexable(`${collection}._id`, id) } };
		return this.#asked(collection, async (model) => {
			const found = await model.collection.findOne<Kept>(filter as object);
			return found === null ? null : (original(found) as unknown as Collections[C]);
		});
	}

	async insert<C extends CollectionName>(
		collection: C,
		documents: readonly Collections[C][],
	): Promise<readonly string[]> {
		for (const document of documents) indexedValues(collection, document);
		if (documents.length === 0) return [];
		return this.#asked(collection, async (model) => {
			const kept = await Promise.all(documents.map((document) => valid(model, document)));
			const taken = await refusedAsTaken(kept.length, () =>
				model.collection.insertMany(kept as never[], { ordered: false }),
			);
			return documents.filter((_, at) => !taken.has(at)).map(({ _id }) => _id);
		});
	}

	async replace<C extends CollectionName>(collection: C, document: Collections[C]): Promise<boolean> {
		indexedValues(collection, document);
		return this.#asked(collection, async (model) => {
			const next = await valid(model, { ...document, rev: document.rev + 1 });
			const filter = { _id: { $eq: document._id }, rev: { $eq: document.rev } };
			const { matchedCount } = await model.collection.replaceOne(filter as object, next);
			return matchedCount === 1;
		});
	}

	async remove(collection: CollectionName, id: string): Promise<boolean> {
		const filter = { _id: { $eq: checkIndexable(`${collection}._id`, id) } };
		return this.#asked(collection, async (model) => {
			const { deletedCount } = await model.collection.deleteOne(filter as object);
			return deletedCount === 1;
		});
	}

	async removeAll<C extends CollectionName>(collection: C, query: Query<Collections[C]>): Promise<number> {
		return this.#asked(collection, async (model) => {
			const { conditions } = plan(collection, query);
			return (await model.collection.deleteMany(filterOf(conditions) as object)).deletedCount;
		});
	}

	async find<C extends CollectionName>(
		collection: C,
		query: Query<Collections[C]>,
		options: FindOptions<Collections[C]> = {},
	): Promise<readonly Collections[C][]> {
		return this.#asked(collection, async (model) => {
			const { conditions, order, limit } = plan(collection, query, options);
			const sort = Object.fromEntries(order.map(({ field, descending }) => [field, descending ? -1 : 1] as const));
			const found = await model.collection.find<Kept>(filterOf(conditions) as object, { sort, limit }).toArray();
			return found.map((document) => original(document) as unknown as Collections[C]);
		});
	}

	async count<C extends CollectionName>(collection: C, query: Query<Collections[C]>, most?: number): Promise<number> {
		return this.#asked(collection, (model) => {
			const { conditions } = plan(collection, query);
			return model.collection.countDocuments(filterOf(conditions) as object, most === undefined ? {} : { limit: most });
		});
	}

	async *scan<C extends CollectionName>(collection: C): AsyncIterable<Collections[C]> {
		const cursor = await this.#asked(collection, async (model) =>
			model.collection.find<Kept>({}, { sort: { _id: 1 }, batchSize: 100 }),
		);
		try {
			for (;;) {
				const document = await this.#asked(collection, () => cursor.next());
				if (document === null) return;
				yield original(document) as unknown as Collections[C];
			}
		} finally {
			await cursor.close().catch(() => undefined);
		}
	}

	async inspect(): Promise<Inspection> {
		return this.#asked('people', async () => {
			const { db } = this.#connection;
			if (db === undefined) throw new Error('not connected');
			const { version } = await db.command({ buildInfo: 1 });
			const about = await db.collection<{ _id: string; version: number }>('about').findOne({ _id: 'schema' });
			const missing: string[] = [];
			let there = 0;
			for (const [collection, model] of this.#models) {
				const keys = new Set((await model.collection.indexes()).map(({ key }) => Object.keys(key).join()));
				for (const fields of indexes[collection]) {
					if (keys.has([...fields, '_id'].join())) there += 1;
					else missing.push(`${collection}_by_${fields.join('_')}`);
				}
			}
			return { database: `MongoDB ${version}`, schema: about?.version ?? 0, indexes: there, missing };
		});
	}

	async ping(): Promise<void> {
		await this.#asked('people', () => {
			if (this.#connection.db === undefined) throw new Error('not connected');
			return this.#connection.db.command({ ping: 1 });
		});
	}

	close(): Promise<void> {
		this.#closed ??= this.#connection.close();
		return this.#closed;
	}

	async #asked<T>(collection: CollectionName, ask: (model: Model<Kept>) => Promise<T>): Promise<T> {
		if (this.#closed !== undefined) throw new HakkuError('store.unavailable', 'The connection to MongoDB is closed.');
		const model = this.#models.get(collection);
		if (model === undefined) throw new TypeError(`${collection}: not a collection`);
		try {
			return await ask(model);
		} catch (error) {
			throw explain(error);
		}
	}
}

/** The document as it is kept, after the schema has seen it. */
async function valid(model: Model<Kept>, document: object): Promise<Kept> {
	const kept = harmless(document) as Kept;
	const unknown = Object.entries(kept).find(([field, value]) => value !== undefined && !model.schema.path(field))?.[0];
	if (unknown !== undefined) throw new TypeError(`${model.modelName}.${unknown}: not a field`);
	await model.validate(kept);
	return kept;
}

function filterOf(conditions: readonly Condition[]): Filter {
	return Object.fromEntries(
		conditions.map((condition) => {
			if (condition.is === 'equal') return [condition.field, { $eq: condition.value }];
			if (condition.is === 'holding') return [condition.field, { $all: condition.values }];
			if (condition.is === 'among') return [condition.field, { $in: condition.values }];
			return [condition.field, Object.fromEntries(condition.bounds.map(({ bound, value }) => [`$${bound}`, value]))];
		}),
	);
}

/**
 * Runs an insert of `many` documents; resolves to the places of those whose id was taken. Only a failure that accounts for every
 * document is one of taken ids: a lost connection comes as the same kind of error.
 */
async function refusedAsTaken(many: number, insert: () => Promise<unknown>): Promise<ReadonlySet<number>> {
	try {
		await insert();
		return new Set();
	} catch (error) {
		if (!(error instanceof mongo.MongoBulkWriteError)) throw error;
		const errors = [error.writeErrors].flat();
		const accounted = error.insertedCount + errors.length === many && errors.length > 0;
		if (!accounted || errors.some(({ code }) => code !== duplicateKey) || error.result.getWriteConcernError())
			throw error;
		return new Set(errors.map(({ index }) => index));
	}
}
