import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { telegramMean } from '../../../src/channels/telegram/index.ts';
import { user } from '../../contracts/documents.ts';
import { FakeTelegram } from '../../fakes/telegram/server.ts';

const alert = {
	id: 'a',
	title: 'BAHAYA · kasus K7QM-4XPD',
	text: 'Kasus menunggu petugas. Sisa waktu: 15 menit.',
	path: '/desk/cases/K7QM-4XPD',
	url: 'https://hakku.example/desk/cases/K7QM-4XPD',
	danger: true,
	language: 'id',
} as const;

describe('an alert on Telegram', () => {
	let fake: FakeTelegram;
	let linked: string | null = '77';
	beforeAll(async () => {
		fake = await FakeTelegram.open();
	});
	afterAll(() => fake.close());
	const mean = () => telegramMean(fake, async () => linked);
	const sari = user('sari');

	it('comes in the worker’s own chat with the bot, with the way to the case', async () => {
		await mean().send(sari, alert);
		expect(fake.person(77).texts).toEqual([`${alert.title}\n${alert.text}\n${alert.url}`]);
	});

	it('reaches nobody who did not link their Telegram', async () => {
		linked = null;
		expect(await mean().ready(sari)).toBe(false);
		linked = '77';
		expect(await mean().ready(sari)).toBe(true);
	});

	it.each([
		[
			'a blocked bot',
			{ kind: 'answer', code: 403, description: 'Forbidden: bot was blocked by the user' },
			'device',
			true,
		],
		['a wait', { kind: 'answer', code: 429, description: 'Too Many Requests', retry_after: 3 }, 'unreachable', false],
		['a revoked token', { kind: 'answer', code: 401, description: 'Unauthorized' }, 'login', false],
		['a cut line', { kind: 'cut', when: 'after' }, 'unreachable', false],
	] as const)('is not delivered over %s', async (_, mishap, failure, lasting) => {
		fake.next('sendMessage', mishap);
		await expect(mean().send(sari, alert)).rejects.toMatchObject({ failure, lasting });
	});

	it('of something that may have arrived is not sent a second time, but for danger', async () => {
		fake.next('sendMessage', { kind: 'cut', when: 'after' });
		await expect(mean().send(sari, { ...alert, danger: false })).rejects.toMatchObject({ lasting: true });
	});
});
