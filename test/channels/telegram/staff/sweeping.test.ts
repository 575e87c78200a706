import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TopicDocument } from '../../../../src/channels/telegram/documents.ts';
import { createSweeping } from '../../../../src/channels/telegram/staff/sweeping.ts';
import type { Store } from '../../../../src/store/index.ts';
import { openMongoStore } from '../../../../src/store/mongo/index.ts';
import { opened as kept } from '../../../contracts/documents.ts';
import { openEmbedded } from '../../../embedded.ts';
import { describeWith, shared } from '../../../services.ts';

const topic = (of: string, more: Partial<TopicDocument> = {}): TopicDocument => ({
	...{ _id: of, rev: 1, group: '-1001', topic: 7, state: 'open', shut: false, name: 'x', card: null, bare: false },
	...{ begun: true, shown_to: 0, doubt: null, heard: [], replies: [], attempt: null, earlier: [], case_rev: 1 },
	...more,
});

function sweeps(open: () => Promise<{ store: Store; close(): Promise<void> }>): void {
	let opened: { store: Store; close(): Promise<void> };
	beforeAll(async () => {
		opened = await open();
	});
	afterAll(() => opened.close());

	it('finds the topics that are behind, and in turn those over whose case is gone or open again', async () => {
		const { store } = opened;
		await store.insert('cases', [
			kept('new', { status: 'open', notified_at: 1 }),
			kept('unannounced', { status: 'open', notified_at: null, assignee: null }),
			kept('shown', { status: 'open', notified_at: 1 }),
			kept('changed', { status: 'open', notified_at: 1 }),
			kept('over', { status: 'closed' }),
			kept('again', { status: 'open', notified_at: 1 }),
		]);
		await store.insert('telegram_topics', [
			topic('shown'),
			topic('changed', { case_rev: 0 }),
			topic('erased:1', { topic: null }),
			topic('over', { state: 'closed' }),
			topic('again', { state: 'closed' }),
			topic('gone', { state: 'closed' }),
		]);
		const found = await createSweeping(store)();
		expect([...new Set(found)].toSorted()).toEqual(['again', 'changed', 'erased:1', 'gone', 'new']);
	});
}

describe('topics on the embedded store', () => sweeps(openEmbedded));
describeWith('mongo', 'topics on MongoDB', () =>
	sweeps(async () => {
		const store = await openMongoStore(`${await shared('mongo')}/topics_${process.pid}`);
		return { store, close: () => store.close() };
	}),
);
