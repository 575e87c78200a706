import type { Query, Store } from '../../store/index.ts';
import type { CaseDocument } from '../documents.ts';

const page = 1_000;

/** Every open case, and those that ended since a moment (epoch milliseconds), page by page. */
export async function* recentCases(store: Store, since: number): AsyncGenerator<CaseDocument> {
	for (const priority of [1, 2, 3] as const)
		yield* each(store, { status: 'open', priority }, 'opened_at', ['status', 'priority', 'opened_at'], 0);
	for (const status of ['closed', 'transferred'] as const)
		yield* each(store, { status }, 'closed_at', ['status', 'closed_at'], since);
}

/** Every case of a query in the order of `by`: the next page begins at the moment of the last. */
async function* each(
	store: Store,
	query: Query<CaseDocument>,
	by: 'opened_at' | 'closed_at',
	sort: readonly (keyof CaseDocument & string)[],
	since: number,
): AsyncGenerator<CaseDocument> {
	const seen = new Set<string>();
	for (let from = since; ; ) {
		const found = await store.find('cases', { ...query, [by]: { gte: from } }, { sort, limit: page });
		const unseen = found.filter(({ _id }) => !seen.has(_id));
		for (const one of unseen) seen.add(one._id);
		yield* unseen;
		const last = found.at(-1)?.[by];
		if (found.length < page || typeof last !== 'number' || unseen.length === 0) return;
		from = last;
	}
}
