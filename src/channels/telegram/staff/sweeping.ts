import type { CaseDocument } from '../../../cases/index.ts';
import type { Store } from '../../../store/index.ts';
import type { TopicDocument } from '../documents.ts';

/** The most that is read at once. */
const PAGE = 1_000;

/** How many topics of cases that are over are looked at in one sweep. */
const OVER = 200;

/**
 * Finds topics that are behind their case though nobody says so: a process died between a change and its job, or a queue was wiped. Of cases
 * that are over it looks at some each time, in turn, for those whose person was erased since.
 */
export function createSweeping(store: Store) {
	let from = '';

	async function openOnes(): Promise<readonly string[]> {
		const cases = await store.find(
			'cases',
			{ status: 'open' },
			{ sort: ['status', 'priority', 'opened_at'], limit: PAGE },
		);
		const topics = await store.find('telegram_topics', { state: 'open' }, { sort: ['state'], limit: PAGE });
		const known = new Map(topics.map((topic) => [topic._id, topic]));
		const open = new Set(cases.map(({ _id }) => _id));
		const behind = cases.filter((one) => isBehind(one, known.get(one._id)));
		return [...behind, ...topics.filter(({ _id }) => !open.has(_id))].map(({ _id }) => _id);
	}

	async function goneOnes(): Promise<readonly string[]> {
		const page = await store.find(
			'telegram_topics',
			{ state: 'closed', _id: { gt: from } },
			{ sort: ['state'], limit: OVER },
		);
		from = page.length < OVER ? '' : (page.at(-1)?._id ?? '');
		if (page.length === 0) return [];
		const ids = page.map(({ _id }) => _id);
		const there = new Map(
			(await store.find('cases', { _id: { in: ids } }, { limit: OVER })).map((one) => [one._id, one]),
		);
		return ids.filter(
			(id) =>
				there.get(id)?.status !== 'closed' &&
				there.get(id)?.status !== 'transferred' &&
				there.get(id)?.status !== 'duplicate',
		);
	}

	return async (): Promise<readonly string[]> => [...(await openOnes()), ...(await goneOnes())];
}

function isBehind({ rev, notified_at, assignee }: CaseDocument, topic: TopicDocument | undefined): boolean {
	if (topic === undefined) return notified_at !== null || assignee !== null;
	return topic.case_rev !== rev || topic.attempt !== null || topic.topic === null;
}
