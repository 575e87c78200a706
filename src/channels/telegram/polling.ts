import type { Update } from 'grammy/types';
import type { Logger } from 'pino';
import { HakkuError } from '../../errors.ts';
import { traceOf } from '../../log.ts';
import { type Calls, failureOf, POLL } from './calls.ts';
import { chatOf, wantedUpdates } from './reading.ts';

export interface PollingParts {
	readonly calls: Calls;
	readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
	readonly clock: () => number;
	/** Rejects when the update is not durable. */
	take(update: Update): Promise<void>;
	/** Why no news can be had; null once it can again. */
	trouble(reason: string | null, final: boolean): void;
	/** Milliseconds between tries; grows up to `most`. */
	readonly pause: { readonly least: number; readonly most: number };
}

/** How often somebody else may be found asking for our news: once, while a process that was killed is not yet missed. */
const CONFLICTS = 3;

/** Tries after which an update that is no fault of the store is left out, so that it doesn't hold up everybody for ever. */
const TRIES = 5;

/** A day, in milliseconds. Telegram begins to count anew after a week without news. Source: Bot API, Update. */
const DAY = 86_400_000;

/**
 * Asks Telegram for news, for as long as it is not stopped. Telegram forgets an update when a later offset is asked for: so the offset is
 * never moved past one that is not durable. Chats are taken in side by side, the updates of one chat in order.
 */
export function startPolling(parts: PollingParts): { stop(): Promise<void> } {
	const { calls, log, clock, take, trouble, pause } = parts;
	const stopped = new AbortController();
	const tries = new Map<number, number>();
	let offset = 0;
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

	async function taken(update: Update): Promise<boolean> {
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

	/** The first update that is not durable; null when all are. */
	async function takeAll(updates: readonly Update[]): Promise<number | null> {
		const chats = new Map<string, Update[]>();
		for (const update of updates) chats.set(chatOf(update), [...(chats.get(chatOf(update)) ?? []), update]);
		const left = await Promise.all(
			[...chats.values()].map(async (ofChat) => {
				for (const update of ofChat) if (stopped.signal.aborted || !(await taken(update))) return update.update_id;
				return null;
			}),
		);
		const waiting = left.filter((id) => id !== null);
		return waiting.length === 0 ? null : Math.min(...waiting);
	}

	async function run(): Promise<void> {
		let failures = 0;
		let conflicts = 0;
		const backOff = () => wait(Math.min(pause.most, pause.least * 2 ** Math.min(failures++, 10)));
		while (!stopped.signal.aborted) {
			try {
				const updates = await calls.polling.getUpdates(
					{ offset, timeout: POLL, limit: 100, allowed_updates: [...wantedUpdates] },
					stopped.signal as Parameters<typeof calls.polling.getUpdates>[1],
				);
				conflicts = 0;
				trouble(null, false);
				const last = updates.at(-1);
				if (last === undefined) {
					failures = 0;
					if (clock() - heard > DAY) offset = 0;
					continue;
				}
				heard = clock();
				const first = await takeAll(updates);
				offset = first ?? last.update_id + 1;
				if (first === null) failures = 0;
				else await backOff();
			} catch (error) {
				if (stopped.signal.aborted) return;
				const failure = failureOf(error);
				if (failure.kind === 'unauthorized') return trouble('Telegram does not know the bot token', true);
				if (failure.kind === 'conflict' && ++conflicts >= CONFLICTS)
					return trouble('another program asks for this bot’s messages, or a webhook is set', true);
				if (failure.kind === 'limited') await wait(failure.after);
				else {
					if (failures > 1) trouble('Telegram cannot be reached', false);
					await backOff();
				}
			}
		}
	}

	/** Says what was taken in, so that the next process is not told again. That it would be is harmless. */
	async function confirm(): Promise<void> {
		if (offset > 0) await calls.api.getUpdates({ offset, timeout: 0, limit: 1 }).catch(() => undefined);
	}

	let final = false;
	const done = run().then(() => {
		final = true;
	});
	return {
		async stop() {
			const ended = final;
			stopped.abort();
			await done;
			if (!ended) await confirm();
		},
	};
}
