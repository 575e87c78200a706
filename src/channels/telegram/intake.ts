import type { Update } from 'grammy/types';
import type { Logger } from 'pino';
import type { ConversationDocument, MessageDocument } from '../../conversation/documents.ts';
import { traceOf } from '../../log.ts';
import type { Store } from '../../store/index.ts';
import type { Receive } from '../channel.ts';
import type { Calls } from './calls.ts';
import { type Read, readUpdate } from './reading.ts';
import { telegramTexts } from './texts.ts';
import { CHOSEN, checkOf, chosenButton, readTap } from './writing.ts';

/** A person changed what they had written. */
export interface Amended {
	readonly address: string;
	/** The same change always carries the same id. */
	readonly id: string;
	readonly text: string;
}

export interface IntakeParts {
	readonly calls: Calls;
	readonly store: Store;
	readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
	readonly clock: () => number;
	/** Resolves once the change is durable. */
	amended(change: Amended): Promise<void>;
	/** Workers on Telegram: true when an update is theirs, and durable; it is then nobody else's. */
	readonly staff?: { take(update: Update): Promise<boolean> };
}

/** Milliseconds of a turn after which "typing" is shown; most turns are over long before. */
const TYPING = 400;

/**
 * Takes an update in. Resolves once what it says is durable, and only then may it be acknowledged; rejects when it isn't. What is only
 * courtesy (the answer to a tap, "typing") never holds it up.
 */
export function createIntake({ calls, store, log, clock, amended, staff }: IntakeParts) {
	const { api } = calls;

	function courtesy(work: Promise<unknown>): void {
		work.catch((error: unknown) => log.info({ channel: 'telegram', ...traceOf(error) }, 'a courtesy call failed'));
	}

	async function whileTyping(chat: string, work: Promise<void>): Promise<void> {
		const timer = setTimeout(() => courtesy(api.sendChatAction(chat, 'typing')), TYPING);
		try {
			await work;
		} finally {
			clearTimeout(timer);
		}
	}

	async function tapped(tap: Extract<Read, { is: 'tap' }>, receive: Receive): Promise<void> {
		const { chat, callback, data, message, sent_at } = tap;
		const answer = (text?: string) => courtesy(api.answerCallbackQuery(callback, text === undefined ? {} : { text }));
		if (data === CHOSEN) return answer(telegramTexts.chosen);
		const meant = readTap(data);
		const conversation = await store.get('conversations', `telegram:${chat}`);
		const line = meant === null || conversation === null ? null : await lineOf(store, conversation, meant.line);
		const choice = meant === null ? undefined : line?.choices[meant.index];
		if (meant === null || !line?.question || !choice || checkOf(line.question, choice.id) !== meant.check)
			return answer(telegramTexts.old);
		const open = conversation?.shown?.question === line.question;
		answer(open ? undefined : telegramTexts.old);
		await whileTyping(
			chat,
			receive({
				...{ channel: 'telegram', address: chat, sent_at },
				id: `t${message}.${meant.index}`,
				content: { kind: 'choice', choice: choice.id, question: line.question },
			}),
		);
		if (!open) return;
		const reply_markup = { inline_keyboard: chosenButton(choice.label) };
		courtesy(api.editMessageReplyMarkup(chat, message, { reply_markup }));
	}

	return async function take(update: Update, bot: number, receive: Receive): Promise<void> {
		if (await staff?.take(update)) return;
		const read = readUpdate(update, bot, clock());
		switch (read.is) {
			case 'message': {
				const { chat: address, id, content, sent_at } = read;
				return await whileTyping(address, receive({ channel: 'telegram', address, id, content, sent_at }));
			}
			case 'edit':
				return await amended({ address: read.chat, id: read.id, text: read.text });
			case 'tap':
				return await tapped(read, receive);
			case 'joined':
				return courtesy(api.sendMessage(read.group, telegramTexts.group));
			case 'nothing':
				return;
		}
	};
}

export type Take = ReturnType<typeof createIntake>;

/** A line of the transcript, also one that is not filed yet; null when it was erased. */
async function lineOf(store: Store, conversation: ConversationDocument, seq: string): Promise<MessageDocument | null> {
	const id = `${conversation._id}#${seq}`;
	const unfiled = [...conversation.outbox.map(({ message }) => message), ...conversation.unfiled];
	return unfiled.find(({ _id }) => _id === id) ?? (await store.get('messages', id));
}
