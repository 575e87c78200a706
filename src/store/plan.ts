import { type CollectionName, indexes, listFields, numberFields } from './collections.ts';
import { checkIndexable } from './indexable.ts';

/** One condition on one field, already known to be declared and harmless. */
export type Condition =
	| { readonly field: string; readonly is: 'equal'; readonly value: string | number | null }
	| { readonly field: string; readonly is: 'holding'; readonly values: readonly string[] }
	| { readonly field: string; readonly is: 'among'; readonly values: readonly (string | number)[] }
	| {
			readonly field: string;
			readonly is: 'between';
			readonly bounds: readonly { readonly bound: Bound; readonly value: string | number }[];
	  };

type Bound = 'gt' | 'gte' | 'lt' | 'lte';

interface Order {
	readonly field: string;
	readonly descending: boolean;
}

/** A query that an adapter may turn into its own language without looking at names or types again. */
export interface Plan {
	readonly conditions: readonly Condition[];
	readonly order: readonly Order[];
	readonly limit: number;
}

interface Wanted {
	readonly sort?: readonly string[];
	readonly limit?: number;
}

const bounds: readonly Bound[] = ['gt', 'gte', 'lt', 'lte'];
const mostAtOnce = 1000;
const fewByDefault = 100;

/**
 * Turns a query into a plan. Field names are only ever taken from the registry and values are scalars of the field's type,
 * so that nothing from outside becomes an operator, a name or a pattern.
 *
 * @throws TypeError for a field that no index of the collection holds, or a value of the wrong kind: a bug of the caller.
 */
export function plan(collection: CollectionName, query: object, options: Wanted = {}): Plan {
	const conditions = Object.entries(query)
		.filter(([, wanted]) => wanted !== undefined)
		.map(([field, wanted]) => condition(collection, field, wanted));
	const order = (options.sort ?? []).map((key) => ({
		field: key.replace(/^-/, ''),
		descending: key.startsWith('-'),
	}));
	const fixed = new Set(conditions.filter(({ is }) => is === 'equal').map(({ field }) => field));
	const fields = [...conditions, ...order.filter(({ field }) => !fixed.has(field))].map(({ field }) => field);
	const served = indexes[collection].some((index) =>
		fields.every((field) => field === '_id' || (index as readonly string[]).includes(field)),
	);
	if (!served && fields.some((field) => field !== '_id')) {
		throw new TypeError(`${collection}: no index serves ${fields.join(', ')}`);
	}
	const limit = options.limit ?? fewByDefault;
	if (!Number.isSafeInteger(limit) || limit < 1 || limit > mostAtOnce) {
		throw new TypeError(`${collection}: a limit is a whole number from 1 to ${mostAtOnce}`);
	}
	return { conditions, order: withTieBreak(order), limit };
}

/** Equal keys come in order of `_id`, in the direction of the last key, so that pages never overlap. */
function withTieBreak(order: readonly Order[]): readonly Order[] {
	if (order.some(({ field }) => field === '_id')) return order;
	return [...order, { field: '_id', descending: order.at(-1)?.descending ?? false }];
}

function condition(collection: CollectionName, field: string, wanted: unknown): Condition {
	if (field !== '_id' && !isIndexed(collection, field)) throw new TypeError(`${collection}: no index holds ${field}`);
	if (listFields.has(field)) return holding(collection, field, wanted);
	if (wanted === null) return { field, is: 'equal', value: null };
	if (typeof wanted !== 'object') return { field, is: 'equal', value: scalar(collection, field, wanted) };
	const parts = Object.entries(wanted).filter(([, value]) => value !== undefined);
	const among = parts.length === 1 && parts[0]?.[0] === 'in' ? parts[0][1] : undefined;
	if (Array.isArray(among)) {
		return { field, is: 'among', values: among.map((value) => scalar(collection, field, value)) };
	}
	if (parts.length === 0 || Array.isArray(wanted))
		throw new TypeError(`${collection}.${field}: not a value to look for`);
	return {
		field,
		is: 'between',
		bounds: parts.map(([name, value]) => {
			const bound = bounds.find((known) => known === name);
			if (bound === undefined) throw new TypeError(`${collection}.${field}: not a value to look for`);
			return { bound, value: scalar(collection, field, value) };
		}),
	};
}

function holding(collection: CollectionName, field: string, wanted: unknown): Condition {
	const values: unknown = wanted !== null && typeof wanted === 'object' && 'has' in wanted ? wanted.has : undefined;
	if (!Array.isArray(values) || values.length === 0 || values.length > 20)
		throw new TypeError(`${collection}.${field}: a list is looked for by what it has`);
	return { field, is: 'holding', values: values.map((value) => checkIndexable(`${collection}.${field}`, value)) };
}

function isIndexed(collection: CollectionName, field: string): boolean {
	return indexes[collection].some((index) => (index as readonly string[]).includes(field));
}

function scalar(collection: CollectionName, field: string, value: unknown): string | number {
	if (numberFields.has(field)) {
		if (typeof value !== 'number' || !Number.isFinite(value)) {
			throw new TypeError(`${collection}.${field}: only a number can be looked for`);
		}
		return value;
	}
	return checkIndexable(`${collection}.${field}`, value);
}
