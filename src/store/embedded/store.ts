import { HakkuError } from '../../errors.ts';
import { type CollectionName, type Collections, indexes, numberFields } from '../collections.ts';
import { checkIndexable, indexedFields, indexedValues } from '../indexable.ts';
import { type Plan, plan } from '../plan.ts';
import type { FindOptions, Inspection, Query, Store } from '../store.ts';
import type { Answer, Session } from './session.ts';
import { collectionNames, columnOf, entriesOf, indexName, tableOf } from './tables.ts';

interface Statements {
	readonly get: string;
	readonly insert: string;
	readonly insertOne: string;
	readonly replace: string;
	readonly remove: string;
	readonly page: string;
}

const indexNames = collectionNames.flatMap((collection) =>
	indexes[collection].map((fields) => indexName(collection, fields)),
);

/** What an insert of many documents sends at most in one statement, in characters of JSON. */
const mostInserted = 4_000_000;
/** What a page of a scan should hold, in characters of JSON. */
const pageSize = 2_000_000;

/** The store on the embedded PostgreSQL. Names reach SQL from the registry only, values as parameters only. */
export class EmbeddedStore implements Store {
	readonly #session: Session;
	readonly #close: () => Promise<void>;
	readonly #statements = new Map(collectionNames.map((collection) => [collection, statements(collection)]));
	#closed: Promise<void> | undefined;

	/** @param close - stops the database and lets go of its folder. */
	constructor(session: Session, close: () => Promise<void>) {
		this.#session = session;
		this.#close = close;
	}

	async get<C extends CollectionName>(collection: C, id: string): Promise<Collections[C] | null> {
		const { rows } = await this.#read(this.#of(collection).get, [checkIndexable(`${collection}._id`, id)]);
		return rows.length === 0 ? null : parsed<C>(rows[0]);
	}

	async insert<C extends CollectionName>(
		collection: C,
		documents: readonly Collections[C][],
	): Promise<readonly string[]> {
		const rows = documents.map((document) => [
			document._id,
			document.rev,
			JSON.stringify(document),
			...indexedValues(collection, document),
		]);
		if (rows.length === 1) {
			const { count } = await this.#run(this.#of(collection).insertOne, rows[0] ?? []);
			return count === 1 ? documents.map(({ _id }) => _id) : [];
		}
		const inserted: string[] = [];
		for (const batch of batches(rows)) {
			const columns = (batch[0] ?? []).map((_, column) => batch.map((row) => row[column]));
			const answer = await this.#run(this.#of(collection).insert, columns);
			inserted.push(...answer.rows.map(({ _id }) => String(_id)));
		}
		return inserted;
	}

	async replace<C extends CollectionName>(collection: C, document: Collections[C]): Promise<boolean> {
		const values = indexedValues(collection, document);
		const next = JSON.stringify({ ...document, rev: document.rev + 1 });
		const { count } = await this.#run(this.#of(collection).replace, [document._id, document.rev, next, ...values]);
		return count === 1;
	}

	async remove(collection: CollectionName, id: string): Promise<boolean> {
		const { count } = await this.#run(this.#of(collection).remove, [checkIndexable(`${collection}._id`, id)]);
		return count === 1;
	}

	async removeAll<C extends CollectionName>(collection: C, query: Query<Collections[C]>): Promise<number> {
		const { where, values } = conditions(plan(collection, query));
		return (await this.#run(`DELETE FROM ${tableOf(collection)}${where}`, values)).count;
	}

	async find<C extends CollectionName>(
		collection: C,
		query: Query<Collections[C]>,
		options: FindOptions<Collections[C]> = {},
	): Promise<readonly Collections[C][]> {
		const planned = plan(collection, query, options);
		const { from, where, values } = source(collection, planned);
		const order = planned.order
			.map(({ field, descending }) => `${columnOf(field)} ${descending ? 'DESC NULLS LAST' : 'ASC NULLS FIRST'}`)
			.join(', ');
		const limited = `ORDER BY ${order} LIMIT $${values.length + 1}`;
		const table = tableOf(collection);
		const text =
			from === table
				? `SELECT _doc FROM ${table}${where} ${limited}`
				: `SELECT (SELECT _doc FROM ${table} AS whole WHERE whole._id = found._id) AS _doc
					FROM (SELECT * FROM ${from}${where} ${limited}) AS found ORDER BY ${order}`;
		const { rows } = await this.#read(text, [...values, planned.limit]);
		return rows.map((row) => parsed<C>(row));
	}

	async count<C extends CollectionName>(collection: C, query: Query<Collections[C]>, most?: number): Promise<number> {
		const { from, where, values } = source(collection, plan(collection, query));
		const counted =
			most === undefined ? `${from}${where}` : `(SELECT 1 FROM ${from}${where} LIMIT ${Math.trunc(most)}) AS counted`;
		const { rows } = await this.#read(`SELECT count(*) AS count FROM ${counted}`, values);
		return Number(rows[0]?.count);
	}

	async *scan<C extends CollectionName>(collection: C): AsyncIterable<Collections[C]> {
		let after = '';
		let limit = 1;
		for (;;) {
			const { rows } = await this.#read(this.#of(collection).page, [after, limit]);
			let size = 0;
			for (const row of rows) {
				size += String(row._doc).length;
				after = String(row._id);
				yield parsed<C>(row);
			}
			if (rows.length < limit) return;
			limit = Math.max(1, Math.min(500, limit * 4, Math.floor(pageSize / (size / rows.length))));
		}
	}

	async inspect(): Promise<Inspection> {
		const about = await this.#run(
			`SELECT current_setting('server_version') AS version,
			(SELECT value FROM hakku.about WHERE name = 'schema') AS schema`,
			[],
		);
		const { rows } = await this.#run(
			`SELECT relname AS name FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
			JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = 'hakku' AND indisvalid AND indisready`,
			[],
		);
		const there = new Set(rows.map(({ name }) => name));
		const missing = indexNames.filter((name) => !there.has(name));
		return {
			database: `embedded PostgreSQL ${about.rows[0]?.version}`,
			schema: Number(about.rows[0]?.schema),
			indexes: indexNames.length - missing.length,
			missing,
		};
	}

	async ping(): Promise<void> {
		await this.#read('SELECT 1', []);
	}

	close(): Promise<void> {
		this.#closed ??= this.#close();
		return this.#closed;
	}

	#of(collection: CollectionName): Statements {
		const known = this.#statements.get(collection);
		if (known === undefined) throw new TypeError(`${collection}: not a collection`);
		return known;
	}

	#run(text: string, values: readonly unknown[]): Promise<Answer> {
		return this.#asked(() => this.#session.run(text, values));
	}

	#read(text: string, values: readonly unknown[]): Promise<Answer> {
		return this.#asked(() => this.#session.read(text, values));
	}

	async #asked(ask: () => Promise<Answer>): Promise<Answer> {
		if (this.#closed !== undefined) throw new HakkuError('store.unavailable', 'The embedded database is closed.');
		try {
			return await ask();
		} catch (error) {
			throw broken(error);
		}
	}
}

function broken(error: unknown): HakkuError {
	if (error instanceof HakkuError) return error;
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	if (code === '53100') return new HakkuError('data.unwritable', 'The disk that holds the data is full.', error);
	return new HakkuError('store.unavailable', `The embedded database failed (${code || 'no code'}).`, error);
}

function statements(collection: CollectionName): Statements {
	const table = tableOf(collection);
	const fields = indexedFields(collection);
	const columns = ['_id', '_rev', '_doc', ...fields.map(columnOf)];
	const types = [
		'text[]',
		'integer[]',
		'text[]',
		...fields.map((field) => (numberFields.has(field) ? 'double precision[]' : 'text[]')),
	];
	const arrays = types.map((type, at) => `$${at + 1}::${type}`);
	const assignments = fields.map((field, at) => `, ${columnOf(field)} = $${at + 4}`);
	return {
		get: `SELECT _doc FROM ${table} WHERE _id = $1`,
		insert: `INSERT INTO ${table} (${columns.join(', ')}) SELECT * FROM unnest(${arrays.join(', ')})
			ON CONFLICT (_id) DO NOTHING RETURNING _id`,
		insertOne: `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(', ')})
			ON CONFLICT (_id) DO NOTHING`,
		replace: `UPDATE ${table} SET _rev = _rev + 1, _doc = $3${assignments.join('')} WHERE _id = $1 AND _rev = $2`,
		remove: `DELETE FROM ${table} WHERE _id = $1`,
		page: `SELECT _id, _doc FROM ${table} WHERE _id > $1 ORDER BY _id LIMIT $2`,
	};
}

/** Where a plan reads: the table itself, or along the entries of a list. */
function source(collection: CollectionName, planned: Plan): { from: string; where: string; values: unknown[] } {
	const list = planned.conditions.find(({ is }) => is === 'holding');
	if (list?.is !== 'holding') return { from: tableOf(collection), ...conditions(planned) };
	const [first = '', ...others] = list.values;
	const entries = entriesOf(collection, list.field);
	const rest = conditions({ ...planned, conditions: planned.conditions.filter((one) => one !== list) });
	const values = [...rest.values, first, ...others];
	const at = rest.values.length + 1;
	const walked = `${rest.where === '' ? ' WHERE' : `${rest.where} AND`} entry = $${at}`;
	// OFFSET 0 keeps the planner from reading all of the other entry first: each row that is walked past is looked up by its key.
	const probes = others.map(
		(_, n) =>
			` AND EXISTS (SELECT 1 FROM ${entries} AS o WHERE o._id = along._id AND o.entry = $${at + 1 + n} OFFSET 0)`,
	);
	return { from: `${entries} AS along`, where: `${walked}${probes.join('')}`, values };
}

function conditions({ conditions }: Plan): { where: string; values: unknown[] } {
	const values: unknown[] = [];
	const place = (value: unknown): string => `$${values.push(value)}`;
	const clauses = conditions.flatMap((condition) => {
		const column = columnOf(condition.field);
		if (condition.is === 'holding') return [`${column}::jsonb ?& ${place(condition.values)}::text[]`];
		if (condition.is === 'among') return [`${column} = ANY(${place(condition.values)})`];
		if (condition.is === 'between') {
			return condition.bounds.map(({ bound, value }) => `${column} ${operators[bound]} ${place(value)}`);
		}
		return [condition.value === null ? `${column} IS NULL` : `${column} = ${place(condition.value)}`];
	});
	return { where: clauses.length === 0 ? '' : ` WHERE ${clauses.join(' AND ')}`, values };
}

const operators = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

function parsed<C extends CollectionName>(row: Readonly<Record<string, unknown>> | undefined): Collections[C] {
	return JSON.parse(String(row?._doc)) as Collections[C];
}

function* batches(rows: readonly (readonly unknown[])[]): Iterable<readonly (readonly unknown[])[]> {
	let batch: (readonly unknown[])[] = [];
	let size = 0;
	for (const row of rows) {
		const length = String(row[2]).length;
		if (batch.length > 0 && (size + length > mostInserted || batch.length >= 1000)) {
			yield batch;
			batch = [];
			size = 0;
		}
		batch.push(row);
		size += length;
	}
	if (batch.length > 0) yield batch;
}
