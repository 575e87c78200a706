import type { Update } from 'grammy/types';
import type { Logger } from 'pino';
import { HakkuError } from '../../errors.ts';
import { traceOf } from '../../log.ts';
import { type Calls, failureOf, POLL } from './calls.ts';
import { createHand } from './hand.ts';
import { wantedUpdates } from './reading.ts';

export interface PollingParts {
	readonly calls: Calls;
	readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
	readonly clock: () => number;
	/** Rejects when the update is not durable. */
	take(update: Update): Promise<void>;
	/** Why no news can be had; null once it can again. `code`: under which somebody must hear of it; null: it passes by itself. */
	trouble(reason: string | null, code: string | null): void;
	/** Milliseconds between tries; grows up to `most`. */
	readonly pause: { readonly least: number; readonly most: number };
}

/** How often somebody else is found asking for our news before it is said: once is a process that was killed and is not yet missed. */
const CONFLICTS = 3;

/** Tries after which an update that is no fault of the store is left out, so that it doesn't hold up everybody for ever. */
const TRIES = 5;

/** A day, in milliseconds. Telegram begins to count anew after a week without news. Source: Bot API, Update. */
const DAY = 86_400_000;

/**
 * Asks Telegram for news, for as long as it is not stopped. Telegram forgets an update when a later offset is asked for: so the offset is
 * never moved past one that is not durable. One that takes long holds up its own chat only: meanwhile Telegram is asked again and again.
 */
export function startPolling(parts: PollingParts): { stop(): Promise<void> } {
	const { calls, log, clock, take, trouble, pause } = parts;
	const stopped = new AbortController();
	const tries = new Map<number, number>();
	let hand = createHand(taken);
	let heard = clock();

	const wait = (milliseconds: number) =>
		new Promise<void>((resolve) => {
			if (stopped.signal.aborted) return resolve();
			const timer = setTimeout(done, milliseconds);
			function done() {
				clearTimeout(timer);
				stopped.signal.removeEventListener('abort', done);
				resolve();
			}
			stopped.signal.addEventListener('abort', done);
		});

	/** Until it is done, or for as long as the others may wait. */
	async function orSoon(work: Promise<void>): Promise<void> {
		let timer: NodeJS.Timeout | undefined;
		const soon = new Promise<void>((resolve) => {
			timer = setTimeout(resolve, pause.least);
		});
		await Promise.race([work, soon]);
		clearTimeout(timer);
	}

	async function taken(update: Update): Promise<boolean> {
		if (stopped.signal.aborted) return false;
		try {
			await take(update);
			tries.delete(update.update_id);
			return true;
		} catch (error) {
			log.error({ channel: 'telegram', ...traceOf(error) }, 'an update could not be taken in; it is asked for again');
			if (error instanceof HakkuError && error.code === 'store.unavailable') return false;
			const count = (tries.get(update.update_id) ?? 0) + 1;
			tries.set(update.update_id, count);
			if (count < TRIES) return false;
			tries.delete(update.update_id);
			log.error({ code: 'telegram.update_left_out', channel: 'telegram', count }, 'an update was left out');
			return true;
		}
	}

	async function run(): Promise<void> {
		let failures = 0;
		let conflicts = 0;
		const backOff = () => wait(Math.min(pause.most, pause.least * 2 ** Math.min(failures++, 10)));
		while (!stopped.signal.aborted) {
			try {
				const updates = await calls.polling.getUpdates(
					{ offset: hand.offset(), timeout: POLL, limit: 100, allowed_updates: [...wantedUpdates] },
					stopped.signal as Parameters<typeof calls.polling.getUpdates>[1],
				);
				conflicts = 0;
				trouble(null, null);
				hand.add(updates);
				if (updates.length > 0) heard = clock();
				else if (clock() - heard > DAY) hand = createHand(taken);
				await orSoon(hand.idle());
				if (hand.failed()) await backOff();
				else failures = 0;
			} catch (error) {
				if (stopped.signal.aborted) break;
				const failure = failureOf(error);
				if (failure.kind === 'unauthorized') return trouble('Telegram does not know the bot token', 'telegram.stopped');
				if (failure.kind === 'limited') await wait(failure.after);
				else if (failure.kind === 'conflict' && ++conflicts >= CONFLICTS) {
					trouble('another program asks for this bot’s messages, or a webhook is set', 'telegram.conflict');
					await wait(pause.most);
				} else {
					if (failures > 1 && failure.kind !== 'conflict') trouble('Telegram cannot be reached', null);
					await backOff();
				}
			}
		}
	}

	/** Says what was taken in, so that the next process is not told again. That it would be is harmless. */
	async function confirm(): Promise<void> {
		const offset = hand.offset();
		if (offset > 0) await calls.api.getUpdates({ offset, timeout: 0, limit: 1 }).catch(() => undefined);
	}

	let final = false;
	const done = run().then(() => {
		final = !stopped.signal.aborted;
	});
	return {
		async stop() {
			stopped.abort();
			await done;
			await hand.idle();
			if (!final) await confirm();
		},
	};
}
