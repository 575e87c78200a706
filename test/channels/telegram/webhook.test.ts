import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { telegramAccount, telegramWebhook } from '../../../src/channels/telegram/index.ts';
import { readConfig } from '../../../src/config.ts';
import { HakkuError } from '../../../src/errors.ts';
import { eventually, held, openWorld } from './world.ts';

const secret = 'a'.repeat(32);
const webhook = { url: 'https://hakku.example/telegram', secret };

describe('a webhook', () => {
	let world: Awaited<ReturnType<typeof openWorld>>;
	let away = false;
	let order: string[] = [];
	const door = () =>
		telegramWebhook({
			...{ ...world.parts, webhook },
			async receive(inbound) {
				if (away) throw new HakkuError('store.unavailable', 'away');
				if (inbound.content.kind === 'text') order.push(inbound.content.text);
				await world.conversations.receive(inbound);
			},
		});
	const bring = (app: ReturnType<typeof door>, update: unknown, header?: string) =>
		app.request('/telegram', {
			method: 'POST',
			body: typeof update === 'string' ? update : JSON.stringify(update),
			headers: {
				'content-type': 'application/json',
				...(header !== undefined && { 'x-telegram-bot-api-secret-token': header }),
			},
		});
	beforeAll(async () => {
		world = await openWorld();
	});
	afterAll(() => world.close());

	it('answers 401 to a forged update and keeps nothing of it; 200 with the secret (B45)', async () => {
		const sri = world.person();
		const update = { update_id: 1, message: world.fake.message(sri.id, { text: 'halo' }) };
		const app = door();
		for (const header of [undefined, '', 'b'.repeat(32), secret.slice(1), `${secret}a`])
			expect((await bring(app, update, header)).status).toBe(401);
		expect(await world.document(sri.id)).toBeNull();
		expect((await bring(app, update, secret)).status).toBe(200);
		expect(await world.transcript(sri.id)).toContain('citizen: halo');
		await eventually(() => expect(sri.texts.length).toBe(1));
	});

	it('answers 503 while the message is not durable, and Telegram brings it again', async () => {
		const sri = world.person();
		const update = { update_id: 2, message: world.fake.message(sri.id, { text: 'halo' }) };
		const app = door();
		away = true;
		expect((await bring(app, update, secret)).status).toBe(503);
		expect(await world.document(sri.id)).toBeNull();
		away = false;
		expect((await bring(app, update, secret)).status).toBe(200);
		expect((await bring(app, update, secret)).status).toBe(200);
		expect((await world.transcript(sri.id)).filter((line) => line === 'citizen: halo')).toHaveLength(1);
	});

	it('takes the messages of one chat in one after the other', async () => {
		const sri = world.person();
		const app = door();
		order = [];
		const texts = ['satu', 'dua', 'tiga', 'empat'];
		const all = texts.map((text, at) =>
			bring(app, { update_id: 10 + at, message: world.fake.message(sri.id, { text }) }, secret),
		);
		for (const { status } of await Promise.all(all)) expect(status).toBe(200);
		expect(order).toEqual(texts);
	});

	it('refuses what is no update, or too large', async () => {
		const app = door();
		for (const body of ['', 'x', '{}', '[]', '{"update_id":"1"}'])
			expect((await bring(app, body, secret)).status).toBe(400);
		expect((await bring(app, 'x'.repeat(600_000), secret)).status).toBe(413);
	});

	it('without a secret Hakku does not start (B45)', () => {
		const token = `123456789:${'A'.repeat(35)}`;
		const settings = { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_URL: webhook.url };
		expect(() => readConfig(settings, false)).toThrow(/TELEGRAM_WEBHOOK_SECRET/);
		expect(() => readConfig({ ...settings, TELEGRAM_WEBHOOK_SECRET: '' }, false)).toThrow(/TELEGRAM_WEBHOOK_SECRET/);
		expect(() => readConfig({ ...settings, TELEGRAM_WEBHOOK_SECRET: 'short' }, false)).toThrow(
			/TELEGRAM_WEBHOOK_SECRET/,
		);
		expect(readConfig({ ...settings, TELEGRAM_WEBHOOK_SECRET: secret }, false).telegram?.webhook).toEqual(webhook);
	});

	it('tells Telegram the address and the secret, and asks for no news', async () => {
		const channel = await telegramAccount({ ...world.parts, webhook }).open(held);
		await channel.start(async () => undefined);
		expect(world.fake.webhook).toEqual(webhook);
		await channel.stop();
	});
});
