import type { CaseDocument } from '../../cases/documents.ts';
import { type Cases, type CaseTally, type LifeTally, tallyCases } from '../../cases/index.ts';
import type { Query, Store } from '../../store/index.ts';

/** A tally is fresh for so long (milliseconds): a page that many reload reads the cases once. */
const fresh = 30_000;
const page = 1_000;
/** The most cases that are counted of each kind; a tally beyond says so. */
const most = 50_000;
const day = 24 * 60 * 60 * 1000;

/** Periods that may be looked at, in days. */
export const periods = [30, 90, 365] as const;
export type Period = (typeof periods)[number];

export interface Overview extends CaseTally {
	/** True when there were more cases than are counted. */
	readonly cut: boolean;
	readonly counted_at: number;
	/** How everyday life went on, over all cases that can be compared. */
	readonly life: LifeTally;
}

/** Counts the open cases, and those that ended within a period. */
export function createOverviews(
	store: Store,
	all: Pick<Cases, 'life'>,
	clock: () => number,
): (period: Period) => Promise<Overview> {
	const known = new Map<Period, Promise<Overview>>();

	/** Every case of a query in the order of `by`, page by page: the next one begins at the moment of the last. */
	async function* each(
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

	async function count(period: Period): Promise<Overview> {
		const now = clock();
		const cases: CaseDocument[] = [];
		let cut = false;
		const since = now - period * day;
		const sources = [
			...([1, 2, 3] as const).map((priority) =>
				each({ status: 'open', priority }, 'opened_at', ['status', 'priority', 'opened_at'], 0),
			),
			...(['closed', 'transferred'] as const).map((status) =>
				each({ status }, 'closed_at', ['status', 'closed_at'], since),
			),
		];
		for (const source of sources) {
			for await (const one of source) {
				cut = cases.length >= most;
				if (cut) break;
				cases.push(one);
			}
		}
		return { ...tallyCases(cases, now), cut, counted_at: now, life: await all.life() };
	}

	return async (period) => {
		const before = await known.get(period)?.catch(() => undefined);
		if (before && clock() - before.counted_at < fresh && clock() >= before.counted_at) return before;
		const counting = count(period);
		known.set(period, counting);
		return counting;
	};
}
