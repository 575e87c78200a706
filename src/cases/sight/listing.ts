import type { NeedId } from '../../knowledge/index.ts';
import type { Query, Store } from '../../store/index.ts';
import type { CaseDocument, Priority } from '../documents.ts';
import type { Viewer } from './viewer.ts';
import { waysOf } from './viewer.ts';

/** waiting: nobody has taken it · mine: I hold it · open: every open case · snoozed: put off · ended: closed in any way. */
export const caseLists = ['waiting', 'mine', 'open', 'snoozed', 'ended'] as const;
export type CaseList = (typeof caseLists)[number];

/** answer: the person waits for us · institution: they owe an answer · person: they must act themselves. */
export const waitings = ['answer', 'institution', 'person'] as const;
export type Waiting = (typeof waitings)[number];

/** What a list is narrowed to. */
export interface ListFilter {
	readonly list: CaseList;
	readonly priority: Priority | null;
	readonly need: NeedId | null;
	/** Code of an area; everything inside it. */
	readonly area: string | null;
	readonly language: string | null;
	readonly waits: Waiting | null;
}

/** Where a page begins: after this case. */
export interface ListPlace {
	/** 0 in a list of ended cases. */
	readonly priority: number;
	/** When it was opened, or ended. */
	readonly at: number;
	readonly number: string;
}

export interface ListPage {
	readonly cases: readonly CaseDocument[];
	/** Place of the next page; null on the last one. */
	readonly next: ListPlace | null;
}

export interface ListCounts {
	readonly waiting: number;
	readonly mine: number;
	readonly open: number;
	readonly snoozed: number;
	readonly danger: number;
}

/** Cases on a page of a list. */
const casesOnPage = 50;
/** Nothing is counted further than this. */
export const mostCounted = 1_000;
/** How far two marks are counted to learn which is the rarer. */
const glance = 200;

const standings = ['free', 'snoozed', 'ended', 'open'];
/** Marks that many cases have, the commonest last: walked along only where there is nothing else. */
const common = [...standings.map((one) => `${one}:listed`), ...standings, 'covered', 'plain', 'listed'];

/** How a case stands and that it is listed, as one entry where both are asked for. */
function joined(marks: string[]): string[] {
	const standing = marks.find((mark) => standings.includes(mark));
	if (standing === undefined || !marks.includes('listed')) return marks;
	return [...marks.filter((mark) => mark !== standing && mark !== 'listed'), `${standing}:listed`];
}

/** The marks that a filter asks for. */
function wanted({ list, priority, need, area, language, waits }: ListFilter, viewer: Viewer): readonly string[] {
	return [
		...(list === 'mine' ? [`of:${viewer.user}`, 'open'] : [list === 'waiting' ? 'free' : list]),
		...(list !== 'ended' || priority === null ? [] : [`level:${priority}`]),
		...(need === null ? [] : [`need:${need}`]),
		...(area === null ? [] : [`area:${area}`]),
		...(language === null ? [] : [`lang:${language}`]),
		...(waits === null ? [] : [`wait:${waits}`]),
	];
}

/** All marks of a way and a filter, the rarest first: the store walks along the first and looks the others up. */
export async function rarestFirst(store: Store, marks: readonly string[]): Promise<readonly string[]> {
	const all = joined([...new Set(marks)]);
	const particular = all.filter((mark) => !common.includes(mark));
	const many = new Map<string, number>();
	if (particular.length > 1)
		for (const mark of particular) many.set(mark, await store.count('cases', { marks: { has: [mark] } }, glance));
	const rank = (mark: string) => (common.includes(mark) ? glance + 1 + common.indexOf(mark) : (many.get(mark) ?? 0));
	return all.sort((a, b) => rank(a) - rank(b));
}

/**
 * One's own list needs no other way: what somebody holds is theirs to see. Narrowed by need, an outline would tell what a case is about, so
 * there are none then.
 */
function waysFor(viewer: Viewer, { list, need }: ListFilter): readonly (readonly string[])[] {
	if (list === 'mine') return [[]];
	const ways = waysOf(viewer);
	return need === null ? ways : ways.map((way) => (way.includes('listed') ? [...way, 'plain'] : way));
}

/**
 * One page of a list, danger first, then who has waited longest; ended ones newest first. Found by place in the index (keyset), so that
 * the last page of 10,000 cases costs what the first one does. A place names a case by its number; equal times are in order of `_id`.
 */
export async function listPage(
	store: Store,
	viewer: Viewer,
	filter: ListFilter,
	from: ListPlace | null,
): Promise<ListPage> {
	const ended = filter.list === 'ended';
	const [last] = from === null ? [] : await store.find('cases', { number: from.number }, { limit: 1 });
	const ways = await Promise.all(
		waysFor(viewer, filter).map((way) => rarestFirst(store, [...wanted(filter, viewer), ...way])),
	);
	const found: CaseDocument[] = [];
	/** The next of every way, in order and each once. */
	const read = async (where: Query<CaseDocument>, after: Query<CaseDocument>[]) => {
		const limit = casesOnPage + 1 - found.length;
		if (limit <= 0) return;
		const sort = ended ? (['-closed_at'] as const) : (['priority', 'opened_at'] as const);
		const parts: CaseDocument[] = [];
		for (const has of ways)
			for (const narrowed of after)
				parts.push(...(await store.find('cases', { marks: { has }, ...where, ...narrowed }, { sort, limit })));
		const each = new Map(parts.map((one) => [one._id, one]));
		found.push(...[...each.values()].sort(ended ? latestFirst : longestFirst).slice(0, limit));
	};
	if (ended) {
		const after = last && from ? [{ closed_at: from.at, _id: { lt: last._id } }, { closed_at: { lt: from.at } }] : [{}];
		await read({}, after);
	} else {
		for (const priority of [1, 2, 3] as const) {
			if (filter.priority !== null && filter.priority !== priority) continue;
			if (from === null || priority > from.priority) await read({ priority }, [{}]);
			else if (priority === from.priority)
				await read({ priority }, [
					...(last ? [{ opened_at: from.at, _id: { gt: last._id } }] : []),
					{ opened_at: { gt: from.at } },
				]);
		}
	}
	const cases = found.slice(0, casesOnPage);
	const end = cases.at(-1);
	const more = found.length > casesOnPage && end;
	if (filter.list === 'mine') cases.sort(byNeedOfAnswer);
	return { cases, next: more ? placeOf(end, ended) : null };
}

function placeOf(one: CaseDocument, ended: boolean): ListPlace {
	const { priority, opened_at, closed_at, number } = one;
	return ended ? { priority: 0, at: closed_at ?? 0, number } : { priority, at: opened_at, number };
}

const byId = (a: CaseDocument, b: CaseDocument) => (a._id < b._id ? -1 : 1);
const longestFirst = (a: CaseDocument, b: CaseDocument) =>
	a.priority - b.priority || a.opened_at - b.opened_at || byId(a, b);
const latestFirst = (a: CaseDocument, b: CaseDocument) => (b.closed_at ?? 0) - (a.closed_at ?? 0) || byId(b, a);

/** In a worker's own cases those who wait for an answer come first, longest first. */
const byNeedOfAnswer = (a: CaseDocument, b: CaseDocument): number => {
	if (a.waiting_since === null || b.waiting_since === null) {
		return Number(a.waiting_since === null) - Number(b.waiting_since === null);
	}
	return a.priority - b.priority || a.waiting_since - b.waiting_since;
};

/** How many there are of each list, counted no further than {@link mostCounted}. */
export async function listCounts(store: Store, viewer: Viewer): Promise<ListCounts> {
	const ways = waysOf(viewer);
	const own = [`of:${viewer.user}`];
	const count = async (marks: readonly string[], along: readonly (readonly string[])[], more = {}) => {
		let sum = 0;
		for (const way of along) {
			if (sum >= mostCounted) break;
			const has = await rarestFirst(store, [...marks, ...way]);
			sum += await store.count('cases', { marks: { has }, ...more }, mostCounted);
		}
		return Math.min(sum, mostCounted);
	};
	/** One's own cases in a team or area lie on two ways; those outside it are few and not counted here. */
	const once = ways.length === 1 ? ways : ways.filter((way) => way.join() !== own.join());
	return {
		waiting: await count(['free'], once),
		mine: await count(['open'], [own]),
		open: await count(['open'], once),
		snoozed: await count(['snoozed'], once),
		danger: await count(['open'], once, { priority: 1 }),
	};
}
