import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { numbersTopic } from '../../src/channels/whatsapp/api.ts';
import { changeAccount, sealShown } from '../../src/channels/whatsapp/record.ts';
import { deskNumbers } from '../../src/cli/numbers.ts';
import { settingsInUse } from '../../src/config.ts';
import { createSeal } from '../../src/seal.ts';
import { askingPlay, openWebWorld, type WebWorld } from '../web-world.ts';
import { chromiumPath, launch, listen, required, violations } from './chromium.ts';

const pictures = process.env.UPDATE_SCREENSHOTS === '1';
const password = 'tiga kata mudah';
/** The pages that docs/ shows. */
const shown = new Set(['rights-phone', 'letter-phone', 'overview-computer']);
const key = randomBytes(32);
const sizes = { phone: { width: 390, height: 844 }, computer: { width: 1280, height: 900 } };

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
				case: `/desk/cases/${number}`,
				rights: `/desk/cases/${number}/rights`,
				letter,
				overview: '/desk/overview',
				me: '/desk/me',
				accounts: '/desk/accounts',
				system: '/desk/system',
				whatsapp: '/desk/whatsapp',
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

	it('turns the second step on with the code of an app, by its picture', async () => {
		const page = await signedIn('phone');
		await page.goto(`${site.address}/desk/me`);
		await page.getByRole('button', { name: 'Aktifkan' }).click();
		await page.locator('.qr svg').waitFor();
		expect(await violations(page)).toEqual([]);
		await page.context().close();
	});
});
