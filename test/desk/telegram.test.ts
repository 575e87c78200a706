import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTelegramLinks } from '../../src/desk/index.ts';
import { openWebWorld, type WebWorld } from '../web-world.ts';

const password = 'tiga kata mudah';
let world: WebWorld;
beforeAll(async () => {
	world = await openWebWorld({ telegramBot: async () => 'hakku_uji_bot' });
	await world.users.add({ name: 'sari', displayName: 'Bu Sari', password }, world.time.now);
});
afterAll(() => world.close());

describe('the page for one’s Telegram', () => {
	it('gives a code that works once to whoever knows the password, shows the link, and ends it', async () => {
		const browser = world.browser();
		await browser.post('/desk/sign-in', { name: 'sari', password });
		expect(await browser.page('/desk/me')).toContain('href="/desk/me/telegram"');
		const page = await browser.page('/desk/me/telegram');
		expect(page).toContain('Belum tersambung');
		const wrong = await browser.fill(page, '/desk/me/telegram/code', { current: 'bukan itu' });
		expect(wrong.status).toBe(400);
		expect(await wrong.text()).not.toContain('petugas_');
		const made = await (await browser.fill(page, '/desk/me/telegram/code', { current: password })).text();
		const code = /start=(petugas_[\w-]{43})"/u.exec(made)?.[1] ?? '';
		expect(made).toContain(`https://t.me/hakku_uji_bot?start=${code}`);
		expect(made).toContain(`/start ${code}`);
		expect(made).toContain('<svg');
		const links = createTelegramLinks(world.store);
		expect((await links.link('4711', code, world.time.now)).result).toBe('linked');
		const linked = await browser.page('/desk/me/telegram');
		expect(linked).toContain('Tersambung sejak');
		expect(linked).not.toContain('4711');
		const ended = await (await browser.fill(linked, '/desk/me/telegram/unlink')).text();
		expect(ended).toContain('sudah diputus');
		expect(await links.userOf('4711')).toBeNull();
	});

	it('a new password, a new invitation and the end of the account end the link', async () => {
		const links = createTelegramLinks(world.store);
		const user = await world.users.add({ name: 'dewi', displayName: 'Bu Dewi', password }, world.time.now);
		const endings = [
			() => world.users.setPassword('dewi', 'empat kata mudah'),
			() => world.users.inviteAgain('dewi', world.time.now),
			() => world.users.disable('dewi'),
		];
		for (const end of endings) {
			const code = await links.code(user._id, world.time.now);
			expect((await links.link('4712', code, world.time.now)).result).toBe('linked');
			await end();
			expect(await links.userOf('4712')).toBeNull();
			expect(await world.store.find('staff_links', { user: user._id })).toEqual([]);
		}
	});
});
