import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSeal } from '../../src/seal.ts';
import { askingPlay, type Browser, openWebWorld, textOf, type WebWorld } from '../web-world.ts';

const password = 'tiga kata mudah';
const minute = 60_000;
let world: WebWorld;
beforeAll(async () => {
	world = await openWebWorld({ play: askingPlay, seal: createSeal(new Uint8Array(32).fill(7)) });
	for (const name of ['sari', 'dewi', 'agus', 'rina'])
		await world.users.add({ name, displayName: `Bu ${name}`, password }, world.time.now);
});
afterAll(() => world.close());

async function signedIn(name: string, browser = world.browser()): Promise<Browser> {
	const answer = await browser.post(
		'/desk/sign-in',
		{ name, password },
		{ 'user-agent': 'Mozilla/5.0 (Linux; Android 13) Chrome/130' },
	);
	expect(answer.headers.get('location')).toBe('/desk');
	return browser;
}
const codeAt = (secret: string, at = world.time.now) =>
	new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: at });

/** Turns the second step on; the app's secret and the recovery codes. */
async function protectedBy(browser: Browser): Promise<{ secret: string; recovery: string[] }> {
	const page = await (await browser.fill(await browser.page('/desk/me'), '/desk/me/second')).text();
	const secret = /name="secret" value="([A-Z2-7]{32})"/.exec(page)?.[1] ?? '';
	expect(page).toContain('<svg');
	const wrong = await browser.fill(page, '/desk/me/second/on', { code: codeAt(secret, world.time.now - 10 * minute) });
	expect(wrong.status).toBe(400);
	const on = await (await browser.fill(page, '/desk/me/second/on', { code: codeAt(secret) })).text();
	return { secret, recovery: [...on.matchAll(/<code>([a-z0-9-]{9})<\/code>/gu)].map(([, code]) => code ?? '') };
}

describe('the second step', () => {
	it('asks for the code after the right password, and lets nobody in before', async () => {
		const { secret, recovery } = await protectedBy(await signedIn('sari'));
		expect(new Set(recovery).size).toBe(10);
		const kept = JSON.stringify(await world.users.list());
		for (const hidden of [secret, Buffer.from(secret).toString('base64'), ...recovery])
			expect(kept).not.toContain(hidden);

		const browser = world.browser();
		const answer = await browser.post('/desk/sign-in', { name: 'sari', password, next: '/desk/cases/K7QM-4XPD' });
		const door = answer.headers.get('location') ?? '';
		expect(door).toBe('/desk/sign-in/second?next=%2Fdesk%2Fcases%2FK7QM-4XPD');
		expect((await browser.send('/desk')).status).toBe(303);
		expect((await browser.send('/desk/me')).status).toBe(303);
		world.time.now += minute;
		const page = await browser.page(door);
		expect((await browser.fill(page, '/desk/sign-in/second', { code: '000000' })).status).toBe(401);
		const before = browser.cookies.get('hakku-desk');
		const code = codeAt(secret);
		const inside = await browser.fill(page, '/desk/sign-in/second', { code: `${code.slice(0, 3)} ${code.slice(3)}` });
		expect(inside.headers.get('location')).toBe('/desk/cases/K7QM-4XPD');
		expect(browser.cookies.get('hakku-desk')).not.toBe(before);
		expect((await browser.send('/desk')).status).toBe(200);

		const thief = world.browser();
		await thief.post('/desk/sign-in', { name: 'sari', password });
		expect((await thief.post('/desk/sign-in/second', { code })).status).toBe(401);
	});

	it('takes a recovery code once', async () => {
		const { recovery } = await protectedBy(await signedIn('dewi'));
		const use = async () => {
			const browser = world.browser();
			await browser.post('/desk/sign-in', { name: 'dewi', password });
			return browser.post('/desk/sign-in/second', { code: ` ${recovery[3]?.toUpperCase().replace('-', ' ')}` });
		};
		expect((await use()).status).toBe(303);
		expect((await use()).status).toBe(401);
		expect((await world.users.named('dewi'))?.second?.recovery).toHaveLength(9);
	});

	it('cannot be guessed: wrong codes are counted, and a right password between them forgives none', async () => {
		await protectedBy(await signedIn('agus'));
		const statuses: number[] = [];
		for (let tries = 0; tries < 5; tries++) {
			const browser = world.browser();
			await browser.post('/desk/sign-in', { name: 'agus', password });
			statuses.push((await browser.post('/desk/sign-in/second', { code: `00000${tries}` })).status);
		}
		expect(statuses.slice(0, 3)).toEqual([401, 401, 401]);
		expect((await world.browser().post('/desk/sign-in', { name: 'agus', password })).status).toBe(429);
		world.time.now += 20 * minute;
	});

	it('waits ten minutes for the code, no longer', async () => {
		const browser = world.browser();
		await browser.post('/desk/sign-in', { name: 'sari', password });
		world.time.now += 10 * minute;
		const answer = await browser.post('/desk/sign-in/second', { code: '123456' });
		expect(answer.headers.get('location')).toBe('/desk/sign-in');
	});

	it('is turned off only with the password', async () => {
		const browser = world.browser();
		const { secret } = await protectedBy(await signedIn('rina', browser));
		const page = await browser.page('/desk/me');
		expect((await browser.fill(page, '/desk/me/second/off', { current: 'salah salah salah' })).status).toBe(400);
		const off = await browser.fill(page, '/desk/me/second/off', { current: password });
		expect(textOf(await off.text())).toContain('sudah dimatikan');
		expect(secret).not.toBe('');
		await signedIn('rina');
	});
});

describe('one’s own account', () => {
	it('shows where one is signed in, and ends one or all others', async () => {
		await world.users.add({ name: 'wati', password }, world.time.now);
		const [here, there, elsewhere] = [await signedIn('wati'), await signedIn('wati'), await signedIn('wati')];
		const page = await here.page('/desk/me');
		expect(textOf(page)).toContain('Chrome, Android');
		const which = [...page.matchAll(/name="which" value="([\w-]{43})"/gu)].map(([, id]) => id ?? '');
		const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
		await here.post('/desk/me/devices/end', { csrf, which: which[0] ?? '' });
		const left = [(await there.send('/desk')).status, (await elsewhere.send('/desk')).status];
		expect(left.sort()).toEqual([200, 303]);
		await here.fill(await here.page('/desk/me'), '/desk/me/devices/end', { which: 'others' });
		expect([(await there.send('/desk')).status, (await elsewhere.send('/desk')).status]).toEqual([303, 303]);
		expect((await here.send('/desk')).status).toBe(200);
	});

	it('never ends somebody else’s sign-in', async () => {
		const rina = await signedIn('rina');
		const other = await world.users.add({ name: 'tuti', password }, world.time.now);
		const tuti = await signedIn('tuti');
		const [theirs] = await world.store.find('sign_ins', { user: other._id });
		const csrf = /name="csrf" value="([^"]+)"/.exec(await rina.page('/desk/me'))?.[1] ?? '';
		await rina.post('/desk/me/devices/end', { csrf, which: theirs?._id ?? '' });
		expect((await tuti.send('/desk')).status).toBe(200);
	});

	it('changes the password with the present one, stays here, and ends all other sign-ins', async () => {
		const [here, there] = [await signedIn('tuti'), await signedIn('tuti')];
		const page = await here.page('/desk/me');
		const change = (current: string, next: string) => here.fill(page, '/desk/me/password', { current, next });
		expect((await change('salah salah salah', 'kata sandi baru')).status).toBe(400);
		expect((await change(password, 'pendek')).status).toBe(400);
		expect((await change(password, 'kata sandi baru')).status).toBe(303);
		expect((await here.send('/desk/me')).status).toBe(200);
		expect((await there.send('/desk/me')).status).toBe(303);
		expect((await world.browser().post('/desk/sign-in', { name: 'tuti', password })).status).toBe(401);
	});

	it('cannot be locked out of a browser that was signed in before by somebody who guesses', async () => {
		const own = await signedIn('rina');
		for (let tries = 0; tries < 12; tries++)
			await world.browser().post('/desk/sign-in', { name: 'rina', password: `salah salah ${tries}` });
		expect((await world.browser().post('/desk/sign-in', { name: 'rina', password })).status).toBe(429);
		await own.fill(await own.page('/desk/me'), '/desk/sign-out');
		await signedIn('rina', own);
		const tries: number[] = [];
		for (let n = 0; n < 12; n++)
			tries.push((await own.post('/desk/sign-in', { name: 'rina', password: `salah salah ${n}` })).status);
		expect(tries.at(-1)).toBe(429);
	});
});
