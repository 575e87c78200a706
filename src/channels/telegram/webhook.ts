import { createHash, timingSafeEqual } from 'node:crypto';
import type { Update } from 'grammy/types';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { traceOf } from '../../log.ts';
import type { Receive } from '../channel.ts';
import { createCalls } from './calls.ts';
import { botOf, type TelegramParts, type Webhook } from './channel.ts';
import { createIntake } from './intake.ts';
import { chatOf } from './reading.ts';

/** An update is a few kilobytes; a long message with all its formatting stays far below this. */
const LARGEST = 512 * 1024;

const update = z.looseObject({ update_id: z.number().int() });

/**
 * Where Telegram brings updates: `POST` at the path of the webhook's address. 401 without the secret, before anything is read; 200 only
 * when the update is durable; 503 when it isn't, and Telegram brings it again. (B45)
 */
export function telegramWebhook(
	parts: Omit<TelegramParts, 'webhook'> & { readonly webhook: Webhook; readonly receive: Receive },
): Hono {
	const { webhook, token, root, log, receive } = parts;
	const take = createIntake({ ...parts, calls: createCalls(token, root) });
	const bot = botOf(token);
	const secret = digest(webhook.secret);
	/** The last update of each chat that is in hand: they are taken in one after the other. */
	const chats = new Map<string, Promise<void>>();

	async function inTurn(of: Update): Promise<void> {
		const chat = chatOf(of);
		const mine = (chats.get(chat) ?? Promise.resolve()).catch(() => undefined).then(() => take(of, bot, receive));
		chats.set(chat, mine);
		try {
			await mine;
		} finally {
			if (chats.get(chat) === mine) chats.delete(chat);
		}
	}

	const app = new Hono();
	const { pathname } = new URL(webhook.url);
	app.post(
		pathname,
		async (c, next) => {
			const given = c.req.header('x-telegram-bot-api-secret-token') ?? '';
			if (!timingSafeEqual(digest(given), secret)) return c.body(null, 401);
			return await next();
		},
		bodyLimit({ maxSize: LARGEST, onError: (c) => c.body(null, 413) }),
		async (c) => {
			const parsed = update.safeParse(await c.req.json().catch(() => null));
			if (!parsed.success) return c.body(null, 400);
			try {
				await inTurn(parsed.data as unknown as Update);
				return c.body(null, 200);
			} catch (error) {
				log.error(
					{ channel: 'telegram', ...traceOf(error) },
					'an update could not be taken in; Telegram brings it again',
				);
				return c.body(null, 503);
			}
		},
	);
	return app;
}

/** Of equal length, whatever was given. */
function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
