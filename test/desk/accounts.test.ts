import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askingPlay, type Browser, openWebWorld, textOf, type WebWorld } from '../web-world.ts';

const password = 'tiga kata mudah';
const day = 24 * 60 * 60 * 1000;
const fresh = { name: 'baru', display_name: 'Pak Baru', role: 'worker' };
let world: WebWorld;
beforeAll(async () => {
	world = await openWebWorld({ play: askingPlay });
	await world.users.add({ name: 'sari', displayName: 'Bu Sari', role: 'admin', password }, world.time.now);
});
afterAll(() => world.close());

async function signedIn(name: string, secret = password): Promise<Browser> {
	const browser = world.browser();
	expect((await browser.post('/desk/sign-in', { name, password: secret })).headers.get('location')).toBe('/desk');
	return browser;
}
const csrfOf = (page: string) => /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
const linkOf = (page: string) => /value="https?:\/\/[^/"]+(\/desk\/invited\?token=[^"]+)"/.exec(page)?.[1] ?? '';

describe('an invitation', () => {
	let link = '';

	it('is made by an admin and shown once; the store keeps nothing that lets anybody in', async () => {
		const sari = await signedIn('sari');
		const page = await sari.page('/desk/accounts');
		for (const wrong of [{ name: 'sari' }, { name: '../etc' }, { role: 'raja' }])
			expect((await sari.fill(page, '/desk/accounts', { ...fresh, ...wrong })).status).toBe(400);
		link = linkOf(await (await sari.fill(page, '/desk/accounts', fresh)).text());
		expect(link).toMatch(/^\/desk\/invited\?token=user-[\w-]{22}\.[\w-]{43}$/);
		expect(JSON.stringify(await world.users.list())).not.toContain(link.slice(-43));
		const again = await sari.page('/desk/accounts');
		expect(linkOf(again)).toBe('');
		expect(textOf(again)).toContain('Belum membuka undangan');
	});

	it('lets its owner choose a password and come in, once', async () => {
		const browser = world.browser();
		const page = await browser.page(link);
		expect(textOf(page)).toContain('Akun Anda: baru');
		const weak = await browser.fill(page, '/desk/invited', { password: 'pendek' });
		expect(weak.status).toBe(400);
		expect(textOf(await weak.text())).toContain('terlalu mudah');
		const [one, two] = await Promise.all(
			[1, 2].map(() => world.browser().fill(page, '/desk/invited', { password: 'kata sandi baru' })),
		);
		expect([one?.status, two?.status].sort()).toEqual([303, 410]);
		expect((await world.browser().send(link)).status).toBe(410);
		await signedIn('baru', 'kata sandi baru');
	});

	it('is made again for somebody who lost their password: signed out everywhere, the old password is nothing', async () => {
		const [sari, baru] = [await signedIn('sari'), await signedIn('baru', 'kata sandi baru')];
		const page = await (
			await sari.post('/desk/accounts/again', { csrf: csrfOf(await sari.page('/desk/accounts')), name: 'baru' })
		).text();
		expect((await baru.send('/desk')).status).toBe(303);
		expect((await world.browser().post('/desk/sign-in', { name: 'baru', password: 'kata sandi baru' })).status).toBe(
			401,
		);
		world.time.now += 3 * day - 1_000;
		expect((await world.browser().send(linkOf(page))).status).toBe(200);
		world.time.now += 1_000;
		expect((await world.browser().send(linkOf(page))).status).toBe(410);
		const next = linkOf(
			await (await (await signedIn('sari')).post('/desk/accounts/again', { csrf: 'x', name: 'baru' })).text(),
		);
		expect(next).toBe('');
	});

	it.each(['', 'x', 'user-aaaaaaaaaaaaaaaaaaaaaa.', `user-${'a'.repeat(22)}.${'b'.repeat(43)}`, '__proto__'])(
		'with a made-up token "%s" leads nowhere',
		async (token) => {
			const made = world.browser();
			expect((await made.send(`/desk/invited?token=${encodeURIComponent(token)}`)).status).toBe(410);
			expect((await made.post('/desk/invited', { token, username: 'sari', password: 'kata sandi baru' })).status).toBe(
				410,
			);
		},
	);
});

describe('accounts', () => {
	it('are out of reach of a worker', async () => {
		await world.users.add({ name: 'dewi', password }, world.time.now);
		const dewi = await signedIn('dewi');
		const page = await dewi.page('/desk');
		expect(page).not.toContain('/desk/accounts');
		expect((await dewi.send('/desk/accounts')).status).toBe(404);
		const csrf = csrfOf(page);
		expect((await dewi.post('/desk/accounts', { csrf, ...fresh, name: 'lagi', role: 'admin' })).status).toBe(404);
		for (const act of ['disable', 'again'])
			expect((await dewi.post(`/desk/accounts/${act}`, { csrf, name: 'sari' })).status).toBe(404);
		await signedIn('sari');
	});

	it('are disabled by an admin, never their own', async () => {
		const [sari, dewi] = [await signedIn('sari'), await signedIn('dewi')];
		const csrf = csrfOf(await sari.page('/desk/accounts'));
		for (const act of ['disable', 'again']) {
			expect((await sari.post(`/desk/accounts/${act}`, { csrf, name: 'sari' })).status).toBe(404);
			expect((await sari.post(`/desk/accounts/${act}`, { csrf, name: 'tidakada' })).status).toBe(404);
		}
		expect((await sari.post('/desk/accounts/disable', { csrf, name: 'dewi' })).status).toBe(200);
		expect((await dewi.send('/desk')).status).toBe(303);
		expect((await world.browser().post('/desk/sign-in', { name: 'dewi', password })).status).toBe(401);
	});
});
