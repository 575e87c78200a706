/**
 * Telegram, by way of a bot: private chats with citizens, by long polling or a webhook.
 * Nothing is acknowledged before it is kept, and nothing whose fate is unknown is sent twice.
 */
import type { Account } from '../../accounts/index.ts';
import { createTelegramChannel, type TelegramParts } from './channel.ts';

export { telegramMean } from './alerting.ts';
export { commandWords } from './commands.ts';
export { telegramFiles } from './files.ts';
export { createStaffRoom, type StaffRoom } from './staff/room.ts';
export { telegramWebhook } from './webhook.ts';

/** The bot as an account: whoever has its lease asks for its news and speaks for it. */
export function telegramAccount(parts: TelegramParts): Account {
	return { name: 'telegram', open: () => createTelegramChannel(parts) };
}
