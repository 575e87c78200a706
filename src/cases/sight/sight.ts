import { randomUUID } from 'node:crypto';
import type { UserDocument } from '../../desk/documents.ts';
import type { Service } from '../../service/index.ts';
import type { Store } from '../../store/index.ts';
import { inCharge } from '../calling.ts';
import type { CaseDocument } from '../documents.ts';
import { readCaseNumber } from '../number.ts';
import { type Day, dayOf } from './day.ts';
import { type ListCounts, type ListFilter, type ListPage, type ListPlace, listCounts, listPage } from './listing.ts';
import { recentCases } from './recent.ts';
import { type SameRefusal, sameRefusals } from './refusals.ts';
import { searchCases } from './searching.ts';
import { type Sighting, sightOf, type Viewer, viewerOf } from './viewer.ts';

/** How long it is kept that somebody searched, in milliseconds. */
const SEARCHES_KEPT = 400 * 24 * 3_600_000;

/** Who asks. */
type Asker = Pick<UserDocument, '_id' | 'name' | 'role'>;

/** A case and how much of it may be seen. */
export interface Seen {
	readonly case: CaseDocument;
	readonly how: Sighting;
}

/** Cases as one account may see them. Whatever shows a case to somebody finds it here, and nowhere else. */
export interface Sight {
	/** What an account may see, as it is now. */
	viewer(asker: Asker): Promise<Viewer>;
	/** By the number as it was typed; null when there is none. `how` is `none` for one that is not theirs: say so, and show nothing. */
	byNumber(asker: Asker, typed: string): Promise<Seen | null>;
	/** By id, for whatever follows a case while it is open: it may have gone to somebody else. */
	again(asker: Asker, caseId: string): Promise<Seen | null>;
	list(viewer: Viewer, filter: ListFilter, from: ListPlace | null): Promise<ListPage>;
	counts(viewer: Viewer): Promise<ListCounts>;
	/** Kept: that somebody searched. Not kept: for what. @param areas - codes of places that the text names. */
	search(viewer: Viewer, text: string, areas: readonly string[], at: number): Promise<readonly CaseDocument[]>;
	/** @param end - the end of their day, epoch milliseconds. */
	day(viewer: Viewer, now: number, end: number): Promise<Day>;
	/** How many open cases somebody has. */
	load(user: string): Promise<number>;
	/** How often somebody searched since a moment (epoch milliseconds). */
	searches(user: string, since: number): Promise<number>;
	/** Who else met the same institutions, over all cases: figures only, so no scope hides them. */
	sameRefusals(document: CaseDocument): Promise<readonly SameRefusal[]>;
	/** Open cases in the account's scope and those that ended since a moment, for counting: sensitive ones too, so show no name. */
	counted(viewer: Viewer, since: number): AsyncIterable<CaseDocument>;
}

export function createSight({ store, service }: { store: Store; service: () => Service }): Sight {
	const supervises = async ({ _id, role }: Asker) =>
		role === 'supervisor' || (role === 'admin' && (await inCharge(store)).some((user) => user._id === _id));
	const viewer = async (asker: Asker) =>
		viewerOf(asker, await supervises(asker), await store.get('staff', asker._id), service());
	const seen = async (asker: Asker, document: CaseDocument | null | undefined): Promise<Seen | null> =>
		document ? { case: document, how: sightOf(await viewer(asker), document) } : null;

	return {
		viewer,
		async byNumber(asker, typed) {
			const number = readCaseNumber(typed);
			if (number === null) return null;
			const [found] = await store.find('cases', { number }, { limit: 1 });
			return seen(asker, found);
		},
		again: async (asker, caseId) => seen(asker, await store.get('cases', caseId)),
		list: (who, filter, from) => listPage(store, who, filter, from),
		counts: (who) => listCounts(store, who),
		async search(who, text, areas, at) {
			const found = await searchCases(store, who, text, areas);
			await store.removeAll('case_searches', { at: { lt: at - SEARCHES_KEPT } });
			await store.insert('case_searches', [{ _id: randomUUID(), rev: 1, user: who.user, at, found: found.length }]);
			return found;
		},
		sameRefusals: (document) => sameRefusals(store, document),
		load: (user) => store.count('cases', { assignee: user, status: 'open' }),
		searches: (user, since) => store.count('case_searches', { user, at: { gte: since } }),
		day: (who, now, end) => dayOf(store, who, now, end),
		async *counted(who, since) {
			for await (const one of recentCases(store, since))
				if (sightOf({ ...who, supervises: true }, one) !== 'none') yield one;
		},
	};
}
