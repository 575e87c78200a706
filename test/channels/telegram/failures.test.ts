import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { telegramAccount } from '../../../src/channels/telegram/index.ts';
import { FakeTelegram } from '../../fakes/telegram/server.ts';
import { eventually, held, openWorld } from './world.ts';

describe('Telegram on a bad day', () => {
	let world: Awaited<ReturnType<typeof openWorld>>;
	const time = { ahead: 0 };
	const now = () => Date.now() + time.ahead;
	beforeAll(async () => {
		world = await openWorld({ now });
	});
	afterAll(() => world.close());

	const delivery = async (id: number) =>
		(await world.conversations.transcript(`telegram:${id}`, 0))
			.filter(({ from }) => from !== 'citizen')
			.map((line) => line.delivery);
	const to = (id: number) => (fields: Record<string, unknown>) => Number(fields.chat_id) === id;

	it('429 with a time to wait holds this chat back so long, and no other; order is kept (B08)', async () => {
		const [sri, eko] = [world.person(), world.person()];
		const limited = {
			kind: 'answer',
			code: 429,
			description: 'Too Many Requests: retry after 7',
			retry_after: 7,
		} as const;
		world.fake.next('sendMessage', limited, to(sri.id));
		sri.write('satu');
		await eventually(async () => expect((await world.document(sri.id))?.held).toBeTruthy());
		const until = (await world.document(sri.id))?.held?.earliest ?? 0;
		expect(until - now()).toBeGreaterThan(6_000);
		expect(until - now()).toBeLessThanOrEqual(7_000);
		sri.write('dua');
		eko.write('halo');
		await eventually(() => expect(eko.texts.length).toBeGreaterThan(0));
		await world.conversations.settled(`telegram:${sri.id}`);
		expect(sri.texts).toEqual([]);
		time.ahead += 7_100;
		await world.conversations.sweep();
		await world.conversations.settled(`telegram:${sri.id}`);
		await eventually(() => expect(sri.texts.length).toBeGreaterThan(1));
		expect(sri.texts[0]).toContain('satu');
		expect(new Set(sri.texts).size).toBe(sri.texts.length);
	});

	it('a very long wait is parked in the store, not slept through (B08)', async () => {
		const sri = world.person();
		const limited = { kind: 'answer', code: 429, description: 'Too Many Requests', retry_after: 5_329 } as const;
		world.fake.next('sendMessage', limited, to(sri.id));
		sri.write('satu');
		await eventually(async () => expect((await world.document(sri.id))?.held).toBeTruthy());
		await world.conversations.settled(`telegram:${sri.id}`);
		expect((await world.document(sri.id))?.pending_since ?? 0).toBeGreaterThan(now() + 5_300_000);
	});

	it('somebody who blocked the bot is unreachable until they write again (B09)', async () => {
		const sri = world.person();
		const blocked = { kind: 'answer', code: 403, description: 'Forbidden: bot was blocked by the user' } as const;
		world.fake.next('sendMessage', blocked, to(sri.id));
		sri.write('satu');
		await eventually(async () => expect((await world.document(sri.id))?.unreachable).toMatch(/blocked/));
		expect(sri.texts).toEqual([]);
		sri.write('dua');
		await eventually(() => expect(sri.texts.length).toBeGreaterThan(0));
		expect((await world.document(sri.id))?.unreachable).toBeNull();
	});

	it.each(['Bad Request: chat not found', 'Bad Request: user is deactivated'])(
		'so is who is gone: %s',
		async (description) => {
			const sri = world.person();
			world.fake.next('sendMessage', { kind: 'answer', code: 400, description }, to(sri.id));
			sri.write('satu');
			await eventually(async () => expect((await world.document(sri.id))?.unreachable).toBeTruthy());
		},
	);

	it('a 400 is our own fault: not repeated, logged without the text', async () => {
		const sri = world.person();
		const description = "Bad Request: can't parse entities";
		world.fake.next('sendMessage', { kind: 'answer', code: 400, description }, to(sri.id));
		sri.write('rahasia-saya');
		await eventually(async () => expect(await delivery(sri.id)).toEqual(['refused']));
		expect(sri.texts).toEqual([]);
		expect(world.lines.join('')).toContain('telegram.refused');
		expect(world.lines.join('')).not.toContain('rahasia-saya');
		expect(world.lines.join('')).not.toContain(world.fake.token);
	});

	it.each([
		['cut after the message had left', { kind: 'cut', when: 'after' }, 1],
		['cut before it was read', { kind: 'cut', when: 'before' }, 0],
		['answered by a gateway', { kind: 'gateway', done: true }, 1],
	] as const)('a send that is %s is uncertain, and not repeated (B07)', async (_, mishap, times) => {
		const sri = world.person();
		world.fake.next('sendMessage', mishap, to(sri.id));
		sri.write('satu');
		await eventually(async () => expect(await delivery(sri.id)).toEqual(['uncertain']));
		time.ahead += 120_000;
		await world.conversations.sweep();
		expect(sri.texts).toHaveLength(times);
	});

	it('an error that Telegram itself reports is tried again, once', async () => {
		const sri = world.person();
		world.fake.next('sendMessage', { kind: 'answer', code: 500, description: 'Internal Server Error' }, to(sri.id));
		sri.write('satu');
		await eventually(async () => expect((await world.document(sri.id))?.held).toBeTruthy());
		await world.conversations.settled(`telegram:${sri.id}`);
		time.ahead += 60_000;
		await world.conversations.sweep();
		await eventually(() => expect(sri.texts).toHaveLength(1));
		await eventually(async () => expect(await delivery(sri.id)).toEqual(['sent']));
	});

	it('a message of several parts goes on with the part that had to wait', async () => {
		const sri = world.person();
		sri.write('halo');
		await eventually(() => expect(sri.texts.length).toBe(1));
		const text = `${'a'.repeat(4_000)}\n\n${'b'.repeat(4_000)}`;
		const message = {
			address: String(sri.id),
			id: `telegram:${sri.id}#90`,
			text,
			choices: [],
			question: null,
			from: 'hakku',
		} as const;
		const limited = { kind: 'answer', code: 429, description: 'Too Many Requests', retry_after: 1 } as const;
		world.fake.next('sendMessage', limited, (fields) => to(sri.id)(fields) && String(fields.text).startsWith('b'));
		expect(await world.channel.send(message)).toMatchObject({ result: 'later', after: 1_000 });
		expect(await world.channel.send(message)).toEqual({ result: 'sent' });
		expect(sri.texts.slice(1)).toEqual(['a'.repeat(4_000), 'b'.repeat(4_000)]);
	});

	it('nobody at the other end: the message is tried again, since nothing left (B07)', async () => {
		const fake = await FakeTelegram.open();
		const channel = await telegramAccount({ ...world.parts, root: fake.root }).open(held);
		await fake.close();
		const message = {
			address: '5',
			id: 'telegram:5#1',
			text: 'halo',
			choices: [],
			question: null,
			from: 'hakku',
		} as const;
		expect(await channel.send(message)).toMatchObject({ result: 'later' });
	});
});

describe('a bot that may not go on', () => {
	async function stopped(how: (fake: FakeTelegram) => void) {
		const fake = await FakeTelegram.open();
		const errors: unknown[] = [];
		const channel = await telegramAccount({
			...{ token: fake.token, root: fake.root, webhook: null, pause: { least: 1, most: 2 } },
			log: { info() {}, warn() {}, error: (...said: unknown[]) => void errors.push(said) },
			store: { get: async () => null } as never,
			clock: () => Date.now(),
			amended: async () => undefined,
		}).open(held);
		how(fake);
		await channel.start(async () => undefined);
		return {
			...{ fake, channel, errors },
			async close() {
				await channel.stop();
				await fake.close();
			},
		};
	}

	it('a wrong token stops the channel with its reason, and the start does not fail', async () => {
		const it = await stopped((fake) => {
			fake.known = false;
		});
		expect(it.channel.trouble?.()).toMatch(/does not know the bot token/);
		await it.close();
	});

	it('a token that is revoked while it runs stops the channel', async () => {
		const it = await stopped(() => undefined);
		expect(it.channel.trouble?.()).toBeNull();
		it.fake.known = false;
		it.fake.bring({});
		await eventually(() => expect(it.channel.trouble?.()).toMatch(/token/));
		expect(it.errors).toHaveLength(1);
		await it.close();
	});

	it('another program on the same bot is said once, and forgotten when it is gone', async () => {
		const description = 'Conflict: terminated by other getUpdates request';
		const it = await stopped((fake) => {
			for (let time = 0; time < 40; time++) fake.next('getUpdates', { kind: 'answer', code: 409, description });
		});
		await eventually(() => expect(it.channel.trouble?.()).toMatch(/another program/));
		it.fake.bring({});
		await eventually(() => expect(it.channel.trouble?.()).toBeNull());
		await eventually(() => expect(it.fake.pending).toEqual([]));
		expect(it.errors).toHaveLength(1);
		await it.close();
	});

	it('so is a webhook that somebody else has set, once it is taken away', async () => {
		const it = await stopped(() => undefined);
		it.fake.webhook = { url: 'https://elsewhere.example', secret: null };
		it.fake.bring({});
		await eventually(() => expect(it.channel.trouble?.()).toMatch(/webhook/));
		it.fake.webhook = { url: '', secret: null };
		await eventually(() => expect(it.channel.trouble?.()).toBeNull());
		await it.close();
	});

	it('Telegram that cannot be reached is said, and forgotten once it can', async () => {
		const it = await stopped((fake) => {
			for (let time = 0; time < 6; time++)
				fake.next('getUpdates', { kind: 'answer', code: 502, description: 'Bad Gateway' });
		});
		await eventually(() => expect(it.channel.trouble?.()).toMatch(/cannot be reached/));
		it.fake.bring({});
		await eventually(() => expect(it.channel.trouble?.()).toBeNull());
		await it.close();
	});
});
