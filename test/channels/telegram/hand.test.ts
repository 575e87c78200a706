import type { Update } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { createHand } from '../../../src/channels/telegram/hand.ts';

const update = (update_id: number, chat: number) =>
	({ update_id, message: { message_id: update_id, date: 0, chat: { id: chat, type: 'private' } } }) as Update;

/** Updates that are taken in when the test says so. */
function hand() {
	const begun: number[] = [];
	const ends = new Map<number, (durable: boolean) => void>();
	const it = createHand(({ update_id }) => {
		begun.push(update_id);
		return new Promise((resolve) => void ends.set(update_id, resolve));
	});
	const end = async (id: number, durable = true) => {
		ends.get(id)?.(durable);
		await new Promise((resolve) => setImmediate(resolve));
	};
	return { ...it, begun, end };
}

describe('updates in hand', () => {
	it('one chat that takes long holds up nobody else, and its own messages stay in order', async () => {
		const it = hand();
		it.add([update(1, 7), update(2, 8), update(3, 7)]);
		expect(it.begun).toEqual([1, 2]);
		await it.end(2);
		it.add([update(1, 7), update(2, 8), update(3, 7), update(4, 8)]);
		expect(it.begun, 'what is in hand or done is not begun again').toEqual([1, 2, 4]);
		await it.end(4);
		expect(it.offset()).toBe(1);
		await it.end(1);
		expect(it.begun).toEqual([1, 2, 4, 3]);
		expect(it.offset()).toBe(3);
		await it.end(3);
		expect(it.offset()).toBe(5);
		await it.idle();
	});

	it('what could not be taken in comes again, before what its chat wrote after it', async () => {
		const it = hand();
		it.add([update(1, 7), update(2, 7), update(3, 8)]);
		await it.end(3);
		await it.end(1, false);
		expect([it.failed(), it.failed()]).toEqual([true, false]);
		expect(it.offset()).toBe(1);
		it.add([update(1, 7), update(2, 7), update(3, 8)]);
		expect(it.begun).toEqual([1, 3, 1]);
		await it.end(1);
		await it.end(2);
		expect(it.begun).toEqual([1, 3, 1, 2]);
		expect(it.offset()).toBe(4);
	});

	it('what Telegram does not bring any more is not waited for', async () => {
		const it = hand();
		it.add([update(1, 7)]);
		await it.end(1, false);
		expect(it.offset()).toBe(1);
		it.add([]);
		expect(it.offset()).toBe(2);
	});
});
