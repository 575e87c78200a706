import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { digest } from '../../src/http/index.ts';
import { askingPlay, openWebWorld, type WebWorld } from '../web-world.ts';
import { chromiumPath, launch, listen, required, violations } from './chromium.ts';

describe.skipIf(chromiumPath === undefined && !required)('the chat in a phone’s browser', () => {
	let world: WebWorld;
	let browser: Browser;
	let site: Awaited<ReturnType<typeof listen>>;
	let context: BrowserContext;

	beforeAll(async () => {
		world = await openWebWorld({ play: askingPlay });
		browser = await launch();
		site = await listen(world);
	});
	afterEach(() => context?.close());
	afterAll(async () => {
		await browser?.close();
		await site?.stop();
		await world?.close();
	});

	const open = async (options: { javaScriptEnabled?: boolean } = {}): Promise<Page> => {
		context = await browser.newContext({
			viewport: { width: 360, height: 640 },
			isMobile: true,
			hasTouch: true,
			...options,
		});
		context.setDefaultTimeout(15_000);
		const page = await context.newPage();
		await page.goto(`${site.address}/chat`);
		return page;
	};
	const write = async (page: Page, text: string) => {
		await page.fill('#text', text);
		await page.tap('#write button');
	};
	const said = (page: Page, text: string) => page.locator('.line.citizen:not(.pending) .words', { hasText: text });

	it('works without JavaScript: start, buttons, a reload for what is new', async () => {
		const page = await open({ javaScriptEnabled: false });
		await page.tap('text=Mulai');
		await page.getByText('1: start').waitFor();
		await write(page, 'pilih');
		await page.tap('.choices button');
		await page.getByText('3: choice').waitFor();
		const before = page.url();
		await page.tap('text=Lihat balasan baru');
		await page.waitForURL((url) => url.href !== before);
		await page.locator('.line').nth(4).waitFor();
		expect(await page.locator('.line').count()).toBe(5);
	});

	it('keeps a message that could not be sent, says so, and sends it once when the line is back', async () => {
		const page = await open();
		await write(page, 'halo');
		await said(page, 'halo').waitFor();
		await context.setOffline(true);
		await write(page, 'pesan di lift');
		await page.getByText('Belum terkirim.').waitFor();
		await page.getByRole('button', { name: 'Coba lagi' }).waitFor();
		expect(await violations(page)).toEqual([]);
		await context.setOffline(false);
		await said(page, 'pesan di lift').waitFor();
		await page.locator('.pending').waitFor({ state: 'detached' });
		expect(await page.locator('.line.citizen', { hasText: 'pesan di lift' }).count()).toBe(1);
	});

	it('sends an unsent message after a reload, and only once although it had arrived', async () => {
		const page = await open();
		await write(page, 'halo');
		await said(page, 'halo').waitFor();
		await page.route('**/chat', async (route) => {
			if (route.request().method() !== 'POST') return route.continue();
			await route.fetch();
			return route.abort('connectionreset');
		});
		await write(page, 'sampai atau tidak');
		await said(page, 'sampai atau tidak').waitFor();
		await page.evaluate(
			`sessionStorage.setItem('hakku-unsent', JSON.stringify([{ id: '11111111-1111-4111-8111-111111111111', fields: { text: 'dari tadi' }, text: 'dari tadi' }]))`,
		);
		await page.unroute('**/chat');
		await page.reload();
		await said(page, 'dari tadi').waitFor();
		await page.reload();
		await said(page, 'dari tadi').waitFor();
		expect(await said(page, 'sampai atau tidak').count()).toBe(1);
		expect(await said(page, 'dari tadi').count()).toBe(1);
		expect(await page.locator('.pending').count()).toBe(0);
	});

	it('hears what was said while the line was cut, each line once', async () => {
		const page = await open();
		await write(page, 'petugas');
		await page.getByText('Petugas akan menghubungi Anda').waitFor();
		const token = (await context.cookies()).find(({ name }) => name === 'hakku')?.value ?? '';
		const conversation = `web:${digest(token)}`;
		const [opened] = await world.store.find('cases', { conversation, status: 'open' });
		const user = await world.users.add(
			{ name: `petugas${world.time.now}`, displayName: 'Bu Sari', password: 'tiga kata mudah' },
			0,
		);
		const id = opened?._id ?? '';
		await world.handover.claim(id, user._id);
		await page.getByText('Bersama petugas').waitFor();
		await context.setOffline(true);
		for (const text of ['satu', 'dua', 'tiga'])
			await world.handover.reply(id, user._id, { id: text, text: `balasan ${text}` });
		await context.setOffline(false);
		await page.getByText('balasan tiga').waitFor();
		expect(await page.locator('.line.worker .words').allTextContents()).toEqual([
			'balasan satu',
			'balasan dua',
			'balasan tiga',
		]);
	});

	it('keeps what is typed but not sent across a reload', async () => {
		const page = await open();
		await page.fill('#text', 'belum selesai menul');
		await page.reload();
		expect(await page.inputValue('#text')).toBe('belum selesai menul');
		await page.tap('#write button');
		await said(page, 'belum selesai menul').waitFor();
		await page.reload();
		expect(await page.inputValue('#text')).toBe('');
	});

	it('counts a quick double tap on a button once', async () => {
		const page = await open();
		await write(page, 'pilih');
		await page.locator('.choices button').dblclick();
		await said(page, 'Sering sekali').waitFor();
		await write(page, 'lalu');
		await said(page, 'lalu').waitFor();
		expect(await said(page, 'Sering sekali').count()).toBe(1);
		expect(await page.locator('.choices:not([hidden])').count()).toBe(0);
	});

	it('shows hostile words as words, also while they are on their way (B51)', async () => {
		const page = await open();
		for (const text of [
			'<img src=x onerror="window.hacked=1">',
			'<script>window.hacked=1</script>',
			'[x](javascript:window.hacked=1)',
		]) {
			await write(page, text);
			await said(page, text).waitFor();
		}
		expect(await page.locator('#log img, #log script, #log a[href^="javascript"]').count()).toBe(0);
		expect(await page.evaluate('window.hacked')).toBeUndefined();
	});

	it('quick exit clears the screen and leaves; going back shows nothing of it', async () => {
		const page = await open();
		await write(page, 'suami saya memukul');
		await said(page, 'memukul').waitFor();
		await context.route('https://www.bmkg.go.id/**', (route) =>
			route.fulfill({ body: '<h1>Cuaca</h1>', contentType: 'text/html' }),
		);
		await page.tap('text=Keluar cepat');
		await page.getByText('Cuaca').waitFor();
		expect(await page.evaluate('history.length')).toBeLessThanOrEqual(2);
		await page.goBack().catch(() => null);
		expect(await page.content()).not.toContain('memukul');
		await page.goto(`${site.address}/chat`);
		expect(await page.content()).not.toContain('memukul');
		await page.getByRole('button', { name: 'Lanjutkan' }).tap();
		await said(page, 'memukul').waitFor();
	});

	it('is light: page, style and script together stay under 60 kB uncompressed', async () => {
		context = await browser.newContext();
		const page = await context.newPage();
		let bytes = 0;
		const sizes: Promise<void>[] = [];
		page.on('response', (response) => {
			if (response.url().endsWith('/events?after=0')) return;
			const add = (body: Buffer) => {
				bytes += body.length;
			};
			sizes.push(response.body().then(add));
		});
		await page.goto(`${site.address}/chat`, { waitUntil: 'load' });
		await Promise.all(sizes);
		expect(bytes).toBeGreaterThan(5_000);
		expect(bytes).toBeLessThan(60_000);
		expect(await page.evaluate(`getComputedStyle(document.body).fontSize`)).toBe('17px');
	});
});
