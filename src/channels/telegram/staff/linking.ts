import type { Api } from 'grammy';
import type { Message } from 'grammy/types';
import type { StaffAccounts } from './accounts.ts';
import { staffTexts as texts } from './texts.ts';
import type { Whispering } from './whispering.ts';

/** The code of a private `/start`, if it has the form of one of ours. */
export function linkCode(
	{ chat, text }: Pick<Message, 'chat' | 'text'>,
	accounts: Pick<StaffAccounts, 'isCode'>,
): string | null {
	if (chat.type !== 'private') return null;
	const [, code = ''] = /^\/start(?:@\w+)?\s+(\S+)\s*$/.exec(text ?? '') ?? [];
	return accounts.isCode(code) ? code : null;
}

/** Links the Telegram of whoever sends a code with the account that made it. Nothing of it reaches the conversation that they may have with Hakku. */
export function createLinking(parts: {
	readonly api: Api;
	readonly accounts: StaffAccounts;
	readonly whispering: Whispering;
	readonly clock: () => number;
	/** Whether there is a staff group. */
	readonly group: boolean;
}) {
	const { api, accounts, whispering, clock, group } = parts;

	return async (message: Message, code: string): Promise<void> => {
		const telegram = String(message.chat.id);
		const say = (to: string, text: string) => whispering.courtesy(api.sendMessage(to, text));
		const outcome = await accounts.link(telegram, code, clock());
		// The code works as long as its message can be read: it goes out of the chat.
		whispering.courtesy(api.deleteMessage(telegram, message.message_id));
		switch (outcome.result) {
			case 'linked':
				if (outcome.replaced !== null) say(outcome.replaced, texts.replaced);
				return say(telegram, texts.linked(outcome.user.display_name, group));
			case 'taken':
				return say(telegram, texts.takenTelegram);
			case 'wait':
				return say(telegram, texts.waitCode(Math.ceil(outcome.milliseconds / 60_000)));
			case 'wrong': {
				const mine = await accounts.userOf(telegram);
				// Telegram may bring the same message again: whoever is linked already needs no word of a code that was used.
				if (mine === null) say(telegram, texts.wrongCode);
			}
		}
	};
}
