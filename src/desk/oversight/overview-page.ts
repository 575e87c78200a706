import { type Cases, type CaseTally, type LifeTally, type Sight, tallyCases, type Viewer } from '../../cases/index.ts';

/** A tally is fresh for so long (milliseconds): a page that many reload reads the cases once. */
const fresh = 30_000;
/** The most cases that are counted; a tally beyond says so. */
const most = 50_000;
/** As many different views are kept at hand. */
const mostViews = 100;
const day = 24 * 60 * 60 * 1000;

/** Periods that may be looked at, in days. */
export const periods = [30, 90, 365] as const;
export type Period = (typeof periods)[number];

export interface Overview extends CaseTally {
	/** True when there were more cases than are counted. */
	readonly cut: boolean;
	readonly counted_at: number;
	/** How everyday life went on, over all cases that can be compared; null for whoever sees a part of them. */
	readonly life: LifeTally | null;
}

/** Counts the open cases of somebody's scope, and those that ended within a period. */
export function createOverviews(
	sight: Pick<Sight, 'counted'>,
	all: Pick<Cases, 'life'>,
	clock: () => number,
): (viewer: Viewer, period: Period) => Promise<Overview> {
	const known = new Map<string, Promise<Overview>>();

	async function count(viewer: Viewer, period: Period): Promise<Overview> {
		const now = clock();
		const cases = [];
		let cut = false;
		for await (const one of sight.counted(viewer, now - period * day)) {
			cut = cases.length >= most;
			if (cut) break;
			cases.push(one);
		}
		const life = viewer.scope === 'all' ? await all.life() : null;
		return { ...tallyCases(cases), cut, counted_at: now, life };
	}

	return async (viewer, period) => {
		const { user, scope, team, areas } = viewer;
		const key = JSON.stringify([period, scope, ...(scope === 'all' ? [] : [user, team, areas])]);
		const before = await known.get(key)?.catch(() => undefined);
		if (before && clock() - before.counted_at < fresh && clock() >= before.counted_at) return before;
		if (known.size >= mostViews) known.clear();
		const counting = count(viewer, period);
		known.set(key, counting);
		return counting;
	};
}
