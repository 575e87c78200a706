import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AlertRoom, openAlerts } from '../../src/alerts/index.ts';
import { numbersTopic } from '../../src/channels/whatsapp/api.ts';
import { changeAccount, sealShown } from '../../src/channels/whatsapp/record.ts';
import { deskNumbers } from '../../src/cli/numbers.ts';
import { settingsInUse } from '../../src/config.ts';
import { createSeal } from '../../src/seal.ts';
import { defaultService } from '../../src/service/index.ts';
import { askingPlay, openWebWorld, type WebWorld } from '../web-world.ts';
import { chromiumPath, launch, listen, required, violations } from './chromium.ts';

const pictures = process.env.UPDATE_SCREENSHOTS === '1';
const password = 'tiga kata mudah';
/** The pages that docs/ shows. */
const shown = new Set(['rights-phone', 'letter-phone', 'overview-computer']);
const key = randomBytes(32);
const from = { name: 'Hakku', address: 'hakku@kantor.example' };
const office = {
	mail: { host: '127.0.0.1', port: 1, secure: false, login: null, from },
	...{ base: null, zone: 'Asia/Jakarta' },
};
const sizes = { phone: { width: 390, height: 844 }, computer: { width: 1280, height: 900 } };

/** What the browser shows now, in order of the titles. */
const notes = `navigator.serviceWorker.getRegistration('/desk/').then((worker) => worker.getNotifications()).then((shown) =>
	shown.map(({ title, body, tag, data, requireInteraction }) => [title, body, tag, data.path, requireInteraction].join(';')).sort())`;

/** Taps the first alert; a browser without a finger on it opens no window, so what it would open is noted. */
const tap = `(async () => {
	const paths = [];
	clients.openWindow = async (path) => { paths.push(path); return null; };
	const shown = await registration.getNotifications();
	const notification = shown.find(({ tag }) => tag === 'a');
	dispatchEvent(new NotificationEvent('notificationclick', { notification }));
	for (let wait = 0; wait < 50 && paths.length === 0; wait++) await new Promise((done) => setTimeout(done, 10));
	return paths;
})()`;

/** What reaches beyond the right edge of the screen. */
const wider = (page: Page): Promise<string[]> =>
	page.evaluate<string[]>(
		`[...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.wide')).map((one) => one.outerHTML.slice(0, 120))`,
	);

describe.skipIf(chromiumPath === undefined && !required)('the pages of the desk, on a phone and on a computer', () => {
	let world: WebWorld;
	let browser: Browser;
	let site: Awaited<ReturnType<typeof listen>>;
	let number = '';
	let letter = '';
	let alerts: AlertRoom;
	const complaints: string[] = [];

	beforeAll(async () => {
		const system = () => ({
			release: '121b77fb304287aef24aac1f0531dbd8',
			findings: world.releases.findings(),
			channels: [{ name: 'web', trouble: null }],
			settings: settingsInUse({}),
		});
		const names = ['utama', 'kedua', 'ketiga', 'keempat'];
		world = await openWebWorld({
			play: askingPlay,
			now: Date.UTC(2026, 10, 25, 3),
			system,
			alerts: (ground) => {
				alerts = openAlerts({ ...ground, ...office, service: () => defaultService, seal: createSeal(key) });
				return alerts;
			},
			numbers: ({ clock, ...ground }) => deskNumbers(ground, { key, whatsappNumbers: names }, clock),
		});
		browser = await launch();
		site = await listen(world);
		const { now } = world.time;
		await world.users.add({ name: 'sari', displayName: 'Bu Sari', role: 'admin', password }, now);
		const citizen = world.browser();
		await citizen.page('/chat');
		await citizen.post('/chat', { id: randomUUID(), text: 'KTP saya hilang, dimintai uang di dukcapil' });
		await citizen.post('/chat', { id: randomUUID(), text: 'petugas' });
		const [opened] = await world.store.find('cases', { status: 'open' }, { limit: 1 });
		if (opened === undefined) throw new Error('no case');
		number = opened.number;
		const sari = (await world.users.named('sari'))?._id ?? '';
		const desk = world.browser();
		await desk.post('/desk/sign-in', { name: 'sari', password });
		await desk.fill(await desk.page(`/desk/cases/${number}`), `/desk/cases/${number}/claim`);
		await world.cases.addClaim(opened._id, { right: 'pungutan-dokumen', outcome: 'likely' }, null, 'a', now);
		await world.cases.moveClaim(
			opened._id,
			{
				right: 'pungutan-dokumen',
				to: 'refused',
				refusal: {
					...{ institution: 'Dukcapil Kota Bogor', service: 'KTP baru', on: '2026-11-20', reason: 'blangko habis' },
					...{ asked: null, money: 'Rp50.000', papers: null, failures: ['payment_asked'] },
				},
			},
			sari,
			'm',
			now,
		);
		const page = await desk.page(`/desk/cases/${number}/rights`);
		const drafted = await desk.fill(page, `/desk/cases/${number}/letters`, { kind: 'complaint' });
		letter = drafted.headers.get('location') ?? '';
		const stands = (name: string, how: object) => changeAccount(world.store, name, now, () => how);
		await stands('utama', {
			state: 'open',
			number: '6281100000001',
			last_message_at: now,
			restricted_until: now + 9e6,
		});
		await world.store.insert('leases', [{ _id: 'whatsapp', rev: 1, owner: 'a', epoch: 1, renewed_at: now }]);
		await stands('kedua', { state: 'stopped', reason: 'replaced', number: '6281100000002' });
		const picture = `https://wa.me/settings/linked_devices#${randomBytes(170).toString('base64')}`;
		const sealed = sealShown(createSeal(key), 'ketiga', { kind: 'picture', text: picture, until: now + 55_000 });
		await stands('ketiga', { state: 'pairing', shown: sealed });
		const endpoint = 'https://updates.push.services.mozilla.com/wpush/v2/x';
		const keys = { p256dh: createECDH('prime256v1').generateKeys('base64url'), auth: 'A'.repeat(22) };
		await alerts.devices.add(sari, { endpoint, keys }, 'Firefox, Android', now);
		const address = {
			email: 'sari.wulandari.petugas@dinas-sosial.kota.example',
			since: now,
			trouble: 'address',
		} as const;
		const proof = { email: 'sari@kantor.example', code: '', expires_at: now + 9e5, tries: 0 };
		await alerts.preferences.change(sari, (known) => ({ ...known, address, proof }));
	});
	afterAll(async () => {
		await browser?.close();
		await site?.stop();
		await world?.close();
	});

	async function signedIn(size: keyof typeof sizes): Promise<Page> {
		const context = await browser.newContext({ locale: 'id-ID', timezoneId: 'Asia/Jakarta', viewport: sizes[size] });
		const page = await context.newPage();
		page.setDefaultTimeout(20_000);
		page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
		page.on('pageerror', (error) => complaints.push(String(error)));
		await page.goto(`${site.address}/desk`);
		await page.fill('#name', 'sari');
		await page.fill('#password', password);
		await page.click('.door button');
		await page.locator('#queue').waitFor();
		return page;
	}

	it.each(Object.keys(sizes) as (keyof typeof sizes)[])(
		'can be used by everybody, and fit on the screen: %s',
		async (size) => {
			const page = await signedIn(size);
			const paths = {
				queue: '/desk?view=mine',
				filtered: '/desk?view=open&urgency=3&area=Bogor&language=id',
				day: '/desk/day',
				search: '/desk/search',
				staff: '/desk/staff',
				worker: '/desk/staff/sari',
				case: `/desk/cases/${number}`,
				handling: `/desk/cases/${number}/handling`,
				rights: `/desk/cases/${number}/rights`,
				letter,
				overview: '/desk/overview',
				me: '/desk/me',
				accounts: '/desk/accounts',
				system: '/desk/system',
				whatsapp: '/desk/whatsapp',
				alerts: '/desk/me/alerts',
				pair: '/desk/whatsapp/numbers/keempat/pair',
				unlink: '/desk/whatsapp/numbers/kedua/unlink',
				pairing: '/desk/whatsapp/numbers/ketiga',
			};
			for (const [name, path] of Object.entries(paths)) {
				const answer = await page.goto(`${site.address}${path}`);
				expect(answer?.status(), name).toBe(200);
				await page.evaluate(`for (const one of document.querySelectorAll('main details')) one.open = true`);

				expect(await violations(page), name).toEqual([]);
				expect(await wider(page), name).toEqual([]);
				if (!pictures || !shown.has(`${name}-${size}`)) continue;
				mkdirSync('docs/images', { recursive: true });
				await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = false`);
				await page.screenshot({ path: `docs/images/desk-${name}-${size}.png` });
			}
			expect(complaints).toEqual([]);
			await page.context().close();
		},
	);

	it('shows how a number stands as soon as a telephone linked it, and its picture no longer', async () => {
		const page = await signedIn('phone');
		await page.goto(`${site.address}/desk/whatsapp/numbers/ketiga`);
		await page.locator('.qr svg').waitFor();
		const linked = { state: 'open', number: '6281100000003', shown: null } as const;
		await changeAccount(world.store, 'ketiga', world.time.now, () => linked);
		world.signals.publish(numbersTopic);
		await page.getByText('tulis “halo” ke +6281100000003').waitFor();
		expect(await page.locator('.qr svg').count()).toBe(0);
		await page.context().close();
	});

	it('shows an alert on the screen, and opens its case at a tap', async () => {
		const page = await signedIn('phone');
		const context = page.context();
		await context.grantPermissions(['notifications'], { origin: site.address });
		const line = await context.newCDPSession(page);
		const registered = new Promise<string>((resolve) => {
			line.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
				const [first] = registrations;
				if (first !== undefined) resolve(first.registrationId);
			});
		});
		await line.send('ServiceWorker.enable');
		await page.goto(`${site.address}/desk/me/alerts`);
		await page.getByRole('button', { name: 'Aktifkan di perangkat ini' }).click();
		// No push service answers this Chromium, and somebody whose browser has none is told so.
		await page.getByText('tidak berhasil mendaftar').waitFor();
		const registrationId = await registered;
		const push = (data: string) =>
			line.send('ServiceWorker.deliverPushMessage', { origin: site.address, registrationId, data });
		const path = `/desk/cases/${number}`;
		await push(
			JSON.stringify({
				title: `BAHAYA · kasus ${number}`,
				text: 'Menunggu.',
				path,
				id: 'a',
				danger: true,
				language: 'id',
			}),
		);
		await push(
			JSON.stringify({
				title: `BAHAYA · kasus ${number}`,
				text: 'Masih menunggu.',
				path,
				id: 'a',
				danger: true,
				language: 'id',
			}),
		);
		await push(JSON.stringify({ title: 'x', text: 'y', path: 'https://jahat.example/', id: 'b' }));
		await push('<b>');
		const seen = () => page.evaluate<string[]>(notes);
		await expect
			.poll(seen, { timeout: 10_000 })
			.toEqual([`BAHAYA · kasus ${number};Masih menunggu.;a;${path};true`, 'Hakku;;;/desk;false', 'x;y;b;/desk;false']);
		const [worker] = context.serviceWorkers();
		expect(await worker?.evaluate(tap)).toEqual([path]);
		await context.close();
	});

	it('turns the second step on with the code of an app, by its picture', async () => {
		const page = await signedIn('phone');
		await page.goto(`${site.address}/desk/me`);
		await page.getByRole('button', { name: 'Aktifkan' }).click();
		await page.locator('.qr svg').waitFor();
		expect(await violations(page)).toEqual([]);
		await page.context().close();
	});
});
