import type { CaseDocument, Priority } from '../../cases/documents.ts';
import type { Query, Store } from '../../store/index.ts';

/** waiting: nobody has taken it · mine: I hold it · open: every open case. */
export const queueViews = ['waiting', 'mine', 'open'] as const;
export type QueueView = (typeof queueViews)[number];

/** Where a page of the queue begins: after this case. */
export interface QueuePlace {
	readonly priority: Priority;
	readonly openedAt: number;
	readonly number: string;
}

export interface QueuePage {
	readonly cases: readonly CaseDocument[];
	/** Place of the next page; null on the last one. */
	readonly next: QueuePlace | null;
}

export interface QueueCounts {
	readonly waiting: number;
	readonly mine: number;
	readonly open: number;
	readonly danger: number;
}

const casesOnPage = 50;
const priorities: readonly Priority[] = [1, 2, 3];

/** `2.1764060000000.K7QM-4XPD`, as it stands in the page's address. */
export const placeText = (place: QueuePlace): string => `${place.priority}.${place.openedAt}.${place.number}`;

export function readPlace(text: string | undefined): QueuePlace | null {
	const match = /^([123])\.(\d{1,16})\.([A-Z0-9-]{1,20})$/.exec(text ?? '');
	return match ? { priority: Number(match[1]) as Priority, openedAt: Number(match[2]), number: match[3] ?? '' } : null;
}

/** In a worker's own cases those who wait for an answer come first, longest first. */
const byNeedOfAnswer = (a: CaseDocument, b: CaseDocument): number => {
	if (a.waiting_since === null || b.waiting_since === null) {
		return Number(a.waiting_since === null) - Number(b.waiting_since === null);
	}
	return a.priority - b.priority || a.waiting_since - b.waiting_since;
};

/**
 * One page of the queue, danger first, then who has waited longest. Found by place in the index (keyset), so that the last page of
 * 10,000 cases costs what the first one does. The place names a case by its number; the store keeps equal times in order of `_id`.
 */
export async function queuePage(
	store: Store,
	view: { kind: QueueView; user: string },
	from: QueuePlace | null,
): Promise<QueuePage> {
	const held: Query<CaseDocument> = view.kind === 'open' ? {} : { assignee: view.kind === 'mine' ? view.user : null };
	const order = ['status', 'priority', 'opened_at'] as const;
	const sort = view.kind === 'open' ? order : (['assignee', ...order] as const);
	const found: CaseDocument[] = [];
	const read = async (priority: Priority, where: Query<CaseDocument>) => {
		const limit = casesOnPage + 1 - found.length;
		if (limit > 0)
			found.push(...(await store.find('cases', { ...held, status: 'open', priority, ...where }, { sort, limit })));
	};
	for (const priority of priorities) {
		if (from === null || priority > from.priority) await read(priority, {});
		else if (priority === from.priority) {
			const [last] = await store.find('cases', { number: from.number }, { limit: 1 });
			if (last) await read(priority, { opened_at: from.openedAt, _id: { gt: last._id } });
			await read(priority, { opened_at: { gt: from.openedAt } });
		}
	}
	const cases = found.slice(0, casesOnPage);
	const last = cases.at(-1);
	const more = found.length > casesOnPage && last;
	if (view.kind === 'mine') cases.sort(byNeedOfAnswer);
	return { cases, next: more ? { priority: last.priority, openedAt: last.opened_at, number: last.number } : null };
}

export async function queueCounts(store: Store, user: string): Promise<QueueCounts> {
	const [waiting, mine, open, danger] = await Promise.all([
		store.count('cases', { assignee: null, status: 'open' }),
		store.count('cases', { assignee: user, status: 'open' }),
		store.count('cases', { status: 'open' }),
		store.count('cases', { status: 'open', priority: 1 }),
	]);
	return { waiting, mine, open, danger };
}
