import type { Api } from 'grammy';
import type { Logger } from 'pino';
import { traceOf } from '../../../log.ts';
import { failureOf } from '../calls.ts';

/** Whom was told lately, remembered. */
const REMEMBERED = 2_000;

/** Somebody is told the same only once in this time (milliseconds). */
const QUIET = 10 * 60_000;

/** What is said beside a case: explanations, which are courtesy. They never hold up an update, and the same is not said twice in a row. */
export function createWhispering(api: Api, log: Pick<Logger, 'info'>, clock: () => number) {
	const told = new Map<string, number>();

	function isNews(key: string, within: number): boolean {
		const now = clock();
		const last = told.get(key);
		if (last !== undefined && now - last < within) return false;
		told.delete(key);
		told.set(key, now);
		const [oldest] = told.keys();
		if (told.size > REMEMBERED && oldest !== undefined) told.delete(oldest);
		return true;
	}

	function courtesy(work: Promise<unknown>): void {
		work.catch((error: unknown) => log.info({ channel: 'telegram', ...traceOf(error) }, 'a courtesy call failed'));
	}

	/** An answer below one message; that message is answered once, also when Telegram brings it twice. */
	function answer(chat: string, message: number, text: string): void {
		if (!isNews(`${chat}/${message}`, Number.POSITIVE_INFINITY)) return;
		const reply_parameters = { message_id: message, allow_sending_without_reply: true };
		courtesy(api.sendMessage(chat, text, { reply_parameters, link_preview_options: { is_disabled: true } }));
	}

	return {
		courtesy,
		answer,
		/** Tells one person in their private chat; where they never opened one, below their message. */
		explain(chat: string, message: number, person: number, text: string, here: string): void {
			if (!isNews(`person ${person}`, QUIET)) return;
			courtesy(
				api.sendMessage(person, text).catch((error: unknown) => {
					if (failureOf(error).kind !== 'gone') throw error;
					answer(chat, message, here);
				}),
			);
		},
		react(chat: string, message: number, emoji: '👀' | '✍'): void {
			courtesy(api.setMessageReaction(chat, message, [{ type: 'emoji', emoji }]));
		},
	};
}

export type Whispering = ReturnType<typeof createWhispering>;
