import { traceOf } from '../../log.ts';
import type { Channel, Receive } from '../channel.ts';
import { createCalls, failureOf } from './calls.ts';
import { commandList } from './commands.ts';
import { createIntake, type IntakeParts } from './intake.ts';
import { startPolling } from './polling.ts';
import { wantedUpdates } from './reading.ts';
import { createSender } from './sending.ts';
import { TEXT } from './writing.ts';

/** Where Telegram brings updates to, and the word by which we know that it is Telegram. */
export interface Webhook {
	readonly url: string;
	readonly secret: string;
}

export interface TelegramParts extends Omit<IntakeParts, 'calls'> {
	/** From BotFather. Lets whoever has it speak for us. */
	readonly token: string;
	/** A Bot API server of one's own; null: Telegram's. */
	readonly root: string | null;
	/** Null: we ask Telegram for news. */
	readonly webhook: Webhook | null;
	readonly pause?: { readonly least: number; readonly most: number };
}

const usualPause = { least: 500, most: 30_000 };

/** Telegram: private chats with a bot. */
export function createTelegramChannel(parts: TelegramParts): Channel {
	const { token, root, webhook, log, pause = usualPause } = parts;
	const calls = createCalls(token, root);
	const { api } = calls;
	const take = createIntake({ ...parts, calls });
	const bot = botOf(token);
	let trouble: string | null = 'it is not connected yet';
	let polling: { stop(): Promise<void> } | null = null;
	let receive: Receive | null = null;

	/** Under a code it goes into the log too, once. */
	function say(reason: string | null, code: string | null = null): void {
		if (code !== null && reason !== null && reason !== trouble) log.error({ code, channel: 'telegram' }, reason);
		trouble = reason;
	}

	const unauthorized = () => say('Telegram does not know the bot token', 'telegram.stopped');
	const send = createSender({ api, log, unauthorized });

	/** A wrong token stops the channel, and nothing else; when Telegram can't be reached, the account is tried again. */
	async function introduce(): Promise<boolean> {
		try {
			for (const language of ['id', 'en'] as const)
				await api.setMyCommands(commandList(language), language === 'id' ? {} : { language_code: 'en' });
			if (webhook === null) await api.deleteWebhook();
			else await api.setWebhook(webhook.url, { secret_token: webhook.secret, allowed_updates: [...wantedUpdates] });
			return true;
		} catch (error) {
			if (failureOf(error).kind !== 'unauthorized') throw error;
			unauthorized();
			return false;
		}
	}

	return {
		name: 'telegram',
		textLimit: TEXT,
		repeatable: false,
		sendsDocuments: true,
		async start(given) {
			receive = given;
			if (!(await introduce())) return;
			say(null);
			if (webhook !== null) return;
			polling = startPolling({
				...{ calls, log, clock: parts.clock, pause, trouble: say },
				async take(update) {
					if (receive === null) throw new Error('the channel has stopped');
					await take(update, bot, receive);
				},
			});
		},
		send,
		async stop() {
			await polling?.stop().catch((error: unknown) => log.warn(traceOf(error), 'telegram: not stopped in order'));
			polling = null;
			receive = null;
			trouble = 'it has stopped';
		},
		trouble: () => (trouble === null ? null : `telegram: ${trouble}`),
	};
}

/** A token begins with the bot's own user id. */
export function botOf(token: string): number {
	return Number(token.split(':')[0]);
}
