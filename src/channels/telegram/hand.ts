import type { Update } from 'grammy/types';
import { chatOf } from './reading.ts';

/** The updates in hand: those of one chat are taken in one after the other, different chats side by side. */
export interface Hand {
	/** What Telegram brought, from `offset` on: whatever is not confirmed comes each time, and what is in hand already is left alone. */
	add(updates: readonly Update[]): void;
	/** Confirms nothing that is not durable: the first update that is not, or what comes behind the last one; 0 before the first. */
	offset(): number;
	/** Whether an update could not be taken in since this was asked last. It comes again, with those of its chat behind it. */
	failed(): boolean;
	/** Resolves when nothing is being taken in. */
	idle(): Promise<void>;
}

/** @param take - resolves to whether the update is durable, or left out for good; never rejects. */
export function createHand(take: (update: Update) => Promise<boolean>): Hand {
	/** Updates from `offset` on. `again`: not taken in, and waited for. */
	const known = new Map<number, 'in hand' | 'durable' | 'again'>();
	const chats = new Map<string, { readonly waiting: Update[]; readonly done: Promise<void> }>();
	let next = 0;
	let failures = 0;

	async function work(chat: string, waiting: Update[]): Promise<void> {
		for (let update = waiting[0]; update !== undefined; update = waiting[0]) {
			if (await take(update)) {
				known.set(update.update_id, 'durable');
				waiting.shift();
			} else {
				failures++;
				for (const { update_id } of waiting.splice(0)) known.set(update_id, 'again');
			}
		}
		chats.delete(chat);
	}

	function enqueue(update: Update): void {
		const chat = chatOf(update);
		const there = chats.get(chat);
		known.set(update.update_id, 'in hand');
		if (there !== undefined) {
			there.waiting.push(update);
			return;
		}
		const waiting = [update];
		chats.set(chat, { waiting, done: work(chat, waiting) });
	}

	return {
		add(updates) {
			const brought = new Set(updates.map(({ update_id }) => update_id));
			/** Telegram keeps nothing for more than a day: what it does not bring any more would be waited for in vain. */
			for (const [id, state] of known) if (state === 'again' && !brought.has(id)) known.delete(id);
			for (const update of updates) if ((known.get(update.update_id) ?? 'again') === 'again') enqueue(update);
			const last = updates.at(-1);
			if (last !== undefined) next = last.update_id + 1;
		},
		offset() {
			let first = next;
			for (const [id, state] of known) if (state !== 'durable') first = Math.min(first, id);
			for (const id of known.keys()) if (id < first) known.delete(id);
			return first;
		},
		failed() {
			const some = failures > 0;
			failures = 0;
			return some;
		},
		async idle() {
			await Promise.all([...chats.values()].map(({ done }) => done));
		},
	};
}
