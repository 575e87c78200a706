import { traceOf } from '../log.ts';
import type { ConversationDocument } from './documents.ts';
import { timerJob } from './effects.ts';
import type { Shelf } from './shelf.ts';
import type { Ground } from './surroundings.ts';

/** The most that one sweep takes up of each kind; the next one goes on. */
const MOST = 1_000;

/**
 * Finds what a dead process left behind and timers that fell due, and hands timers that soon will to the queue. What it reads is
 * the truth; a queue that was wiped is thereby filled again.
 */
export async function findWork(
	{ store, clock, limits, queues, log }: Ground,
	shelf: Shelf,
): Promise<readonly ConversationDocument[]> {
	const now = clock();
	const late = await store.find(
		'conversations',
		{ pending_since: { lte: now - limits.grace } },
		{ sort: ['pending_since'], limit: MOST },
	);
	const due = await store.find(
		'conversations',
		{ next_due: { lte: now + limits.horizon } },
		{ sort: ['next_due'], limit: MOST },
	);
	const found = new Map<string, ConversationDocument>();
	for (const document of [...late, ...due]) shelf.note(document);
	for (const document of late) found.set(document._id, document);
	for (const document of due) {
		if (document.next_due !== null && document.next_due <= now) found.set(document._id, document);
		try {
			for (const { timer, due: moment } of document.timers)
				if (moment > now && moment <= now + limits.horizon) {
					const options = { id: timerJob(document._id, timer, moment), delay: moment - now };
					await queues.add('timers', { conversation: document._id, timer }, options);
				}
		} catch (error) {
			log.warn({ code: 'wake.failed', ...traceOf(error) }, 'the queue took no job; the sweeper will do its work');
		}
	}
	return [...found.values()];
}
