import { HakkuError } from '../../errors.ts';
import { type CollectionName, indexes, listFields, numberFields } from '../collections.ts';
import { indexedFields, indexedValues } from '../indexable.ts';
import type { Stored } from '../stored.ts';
import type { Turn } from './session.ts';

/** Grows by one with every change to the tables that an older Hakku would not understand. */
const schemaVersion = 1;

export const collectionNames = Object.keys(indexes) as CollectionName[];

/**
 * A collection is one table: `_id`, `_rev`, the document as JSON text, and one plain column for each indexed field. Columns
 * instead of expressions over `jsonb`: reading costs half, and a write that leaves the indexed fields as they are touches no index.
 */
export function tableOf(collection: CollectionName): string {
	return `hakku."${collection}"`;
}

/** A declared field as a column name. */
export function columnOf(field: string): string {
	return `"${field}"`;
}

export function indexName(collection: CollectionName, fields: readonly string[]): string {
	return `${collection}_by_${fields.join('_')}`;
}

/**
 * Brings the tables and indexes up to what the registry declares; a new indexed field is filled from the documents.
 *
 * @throws HakkuError `data.newer` when a later Hakku has written here.
 */
export async function prepareTables(turn: Turn): Promise<void> {
	await turn.run(`CREATE SCHEMA IF NOT EXISTS hakku;
		CREATE TABLE IF NOT EXISTS hakku.about (name text PRIMARY KEY, value text NOT NULL)`);
	const { rows } = await turn.run(`SELECT value FROM hakku.about WHERE name = $1`, ['schema']);
	const found = Number(rows[0]?.value ?? 0);
	if (found > schemaVersion) {
		throw new HakkuError('data.newer', `The data has schema ${found}; this Hakku knows up to ${schemaVersion}.`);
	}
	await turn.run('BEGIN');
	try {
		for (const collection of collectionNames) await prepareTable(turn, collection);
		await turn.run(
			`INSERT INTO hakku.about VALUES ('schema', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
			[String(schemaVersion)],
		);
		await turn.run('COMMIT');
	} catch (error) {
		await turn.run('ROLLBACK');
		throw error;
	}
}

async function prepareTable(turn: Turn, collection: CollectionName): Promise<void> {
	const table = tableOf(collection);
	await turn.run(`CREATE TABLE IF NOT EXISTS ${table}
		(_id text COLLATE "C" PRIMARY KEY, _rev integer NOT NULL, _doc text NOT NULL);
		ALTER TABLE ${table} ALTER COLUMN _doc SET STATISTICS 0`);
	const { rows } = await turn.run(
		`SELECT column_name FROM information_schema.columns WHERE table_schema = 'hakku' AND table_name = $1`,
		[collection],
	);
	const present = new Set(rows.map((row) => row.column_name));
	const missing = indexedFields(collection).filter((field) => !present.has(field));
	for (const field of missing) {
		const type = numberFields.has(field) ? 'double precision' : 'text COLLATE "C"';
		await turn.run(`ALTER TABLE ${table} ADD COLUMN ${columnOf(field)} ${type}`);
	}
	for (const list of listsOf(collection)) await prepareList(turn, collection, list);
	if (missing.length > 0) await fillColumns(turn, collection);
	for (const fields of indexes[collection]) {
		if (fields.some((field) => listFields.has(field))) continue;
		const name = indexName(collection, fields);
		const columns = [...fields.map(columnOf), '_id'].map((column) => `${column} NULLS FIRST`);
		await turn.run(`CREATE INDEX IF NOT EXISTS "${name}" ON ${table} (${columns.join(', ')})`);
	}
}

/** The fields of a collection that are indexed as lists. */
function listsOf(collection: CollectionName): readonly string[] {
	return indexedFields(collection).filter((field) => listFields.has(field));
}

/** The table that leads from the entries of a list to their documents. */
export function entriesOf(collection: CollectionName, list: string): string {
	return `hakku."${collection}_${list}"`;
}

/**
 * A list is JSON in its column; a trigger keeps one row for each of its entries, with the fields by which its indexes are ordered, in
 * the same statement that writes the document. So a walk along an entry is in order, which PostgreSQL's own indexes over lists are not.
 */
async function prepareList(turn: Turn, collection: CollectionName, list: string): Promise<void> {
	const [table, entries] = [tableOf(collection), entriesOf(collection, list)];
	const ways = indexes[collection].filter((fields) => (fields as readonly string[])[0] === list);
	const ordered = [...new Set<string>(ways.flatMap((fields) => fields.slice(1)))];
	const types = ordered.map(
		(field) => `${columnOf(field)} ${numberFields.has(field) ? 'double precision' : 'text COLLATE "C"'}`,
	);
	const columns = ordered.map(columnOf);
	await turn.run(`CREATE TABLE IF NOT EXISTS ${entries}
		(_id text COLLATE "C", entry text COLLATE "C", ${types.join(', ')}, PRIMARY KEY (_id, entry))`);
	for (const fields of ways) {
		const order = ['entry', ...fields.slice(1).map(columnOf), '_id'].map((column) => `${column} NULLS FIRST`);
		await turn.run(`CREATE INDEX IF NOT EXISTS "${indexName(collection, fields)}" ON ${entries} (${order.join(', ')})`);
	}
	const kept = `hakku."${collection}_keep_${list}`;
	const changes = ['_id', columnOf(list), ...columns];
	const of = (row: string) => changes.map((column) => `${row}.${column}`).join(', ');
	const entered = (from: string) => `INSERT INTO ${entries} (_id, entry, ${columns.join(', ')})
		SELECT fresh._id, entry, ${columns.map((column) => `fresh.${column}`).join(', ')}
		FROM ${from}, jsonb_array_elements_text(coalesce(fresh.${columnOf(list)}, '[]')::jsonb) AS entry;`;
	await turn.run(`
		CREATE OR REPLACE FUNCTION ${kept}_new"() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN
			${entered('fresh')}
			RETURN NULL;
		END $$;
		CREATE OR REPLACE FUNCTION ${kept}"() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN
			IF TG_OP = 'UPDATE' AND (${of('NEW')}) IS NOT DISTINCT FROM (${of('OLD')}) THEN RETURN NULL; END IF;
			DELETE FROM ${entries} WHERE _id = OLD._id;
			IF TG_OP = 'UPDATE' THEN ${entered(`(SELECT ${of('NEW')}) AS fresh (${changes.join(', ')})`)} END IF;
			RETURN NULL;
		END $$;
		CREATE OR REPLACE TRIGGER keep_new_${list} AFTER INSERT ON ${table}
			REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ${kept}_new"();
		CREATE OR REPLACE TRIGGER keep_${list} AFTER UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION ${kept}"()`);
}

async function fillColumns(turn: Turn, collection: CollectionName): Promise<void> {
	const table = tableOf(collection);
	const fields = indexedFields(collection);
	const assignments = fields.map((field, at) => `${columnOf(field)} = $${at + 2}`);
	for (let after = ''; ; ) {
		const { rows } = await turn.run(`SELECT _id, _doc FROM ${table} WHERE _id > $1 ORDER BY _id LIMIT 20`, [after]);
		for (const { _id, _doc } of rows) {
			const document = JSON.parse(String(_doc)) as Stored;
			await turn.run(`UPDATE ${table} SET ${assignments.join(', ')} WHERE _id = $1`, [
				_id,
				...indexedValues(collection, document),
			]);
			after = String(_id);
		}
		if (rows.length === 0) return;
	}
}
