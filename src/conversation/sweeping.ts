import type { ChannelName } from '../channels/index.ts';
import { traceOf } from '../log.ts';
import type { Store } from '../store/index.ts';
import { hasWork } from './burst.ts';
import { decided } from './document.ts';
import type { ConversationDocument } from './documents.ts';
import { timerJob } from './effects.ts';
import { writtenAhead } from './jumps.ts';
import type { Shelf } from './shelf.ts';
import type { Ground } from './surroundings.ts';

/** The most that is read at once. */
const PAGE = 1_000;

/** The most pages of one sweep; the next one goes on. */
const PAGES = 20;

/** How many that claim to wait for a later moment are looked at, the latest first: clocks that ran ahead leave them. */
const DOUBTED = 100;

type Page = readonly ConversationDocument[];

/**
 * Finds what a dead process left behind and timers that fell due, and hands timers that soon will to the queue. What it reads is
 * the truth; a queue that was wiped is thereby filled again.
 */
export async function* findWork(ground: Ground, shelf: Shelf): AsyncGenerator<Page> {
	const { store, clock, limits } = ground;
	for await (const page of pendingUpto(store, clock() - limits.grace)) yield noted(shelf, page);
	yield noted(shelf, await doubted(ground));
	yield noted(shelf, await fallenDue(ground));
}

/** What waits for its delivery on a channel of this process, although nobody here decided it. */
export async function* findDeliveries({ store, clock }: Ground, shelf: Shelf, on: ChannelName): AsyncGenerator<Page> {
	for await (const page of pendingUpto(store, clock())) {
		const ours = page.filter(({ channel, outbox }) => channel === on && outbox.some((entry) => !decided(entry)));
		yield noted(shelf, ours);
	}
}

/** All pages, so that what cannot go on now (its channel is nowhere) never hides what can. */
async function* pendingUpto(store: Store, moment: number): AsyncGenerator<Page> {
	let from: number | undefined;
	for (let pages = 0; pages < PAGES; pages++) {
		const since = { lte: moment, ...(from !== undefined && { gte: from }) };
		const page = await store.find('conversations', { pending_since: since }, { sort: ['pending_since'], limit: PAGE });
		yield page;
		const last = page.at(-1)?.pending_since ?? undefined;
		if (page.length < PAGE || last === from) return;
		from = last;
	}
}

/** What says that it may wait, but has work, or was written by a clock that ran ahead. */
async function doubted({ store, clock, channels }: Ground): Promise<Page> {
	const now = clock();
	const later = await store.find(
		'conversations',
		{ pending_since: { gt: now } },
		{ sort: ['-pending_since'], limit: DOUBTED },
	);
	return later.filter(
		(document) => hasWork(document, now, channels.has(document.channel)) || writtenAhead(document, now),
	);
}

async function fallenDue({ store, clock, limits, queues, log }: Ground): Promise<Page> {
	const now = clock();
	const due = await store.find(
		'conversations',
		{ next_due: { lte: now + limits.horizon } },
		{ sort: ['next_due'], limit: PAGE },
	);
	for (const document of due) {
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
	return due.filter(({ next_due }) => next_due !== null && next_due <= now);
}

function noted(shelf: Shelf, page: Page): Page {
	for (const document of page) shelf.note(document);
	return page;
}
