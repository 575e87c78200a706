import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingsInUse } from '../../src/config.ts';
import { askingPlay, openWebWorld, type WebWorld } from '../web-world.ts';
import { chromiumPath, launch, listen, required, violations } from './chromium.ts';

const password = 'tiga kata mudah';
const sizes = { phone: { width: 360, height: 740 }, computer: { width: 1280, height: 900 } };

describe.skipIf(chromiumPath === undefined && !required)('days at the desk', () => {
	let world: WebWorld;
	let browser: Browser;
	let site: Awaited<ReturnType<typeof listen>>;
	const complaints: string[] = [];

	beforeAll(async () => {
		world = await openWebWorld({
			play: askingPlay,
			now: Date.UTC(2026, 10, 25, 3),
			system: () => ({
				release: world.releases.current().hash,
				findings: [],
				channels: [{ name: 'web', trouble: null }],
				settings: settingsInUse({}),
			}),
		});
		browser = await launch();
		site = await listen(world);
		for (const [name, role] of [
			['sari', 'worker'],
			['rina', 'supervisor'],
			['boss', 'admin'],
		] as const)
			await world.users.add({ name, displayName: `Bu ${name}`, role, password }, 0);
	});
	afterAll(async () => {
		await browser?.close();
		await site?.stop();
		await world?.close();
	});

	async function citizen(text: string) {
		world.time.now += 1_000;
		const page = world.browser();
		await page.page('/chat');
		for (const words of [text, 'petugas']) await page.post('/chat', { id: randomUUID(), text: words });
		const cases = await world.store.find('cases', { status: 'open' }, { limit: 100 });
		return { page, opened: cases.reduce((a, b) => (b.opened_at >= a.opened_at ? b : a)) };
	}

	async function signedIn(name: string, size: keyof typeof sizes): Promise<Page> {
		const context = await browser.newContext({ locale: 'id-ID', timezoneId: 'Asia/Jakarta', viewport: sizes[size] });
		const page = await context.newPage();
		page.setDefaultTimeout(20_000);
		page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
		page.on('pageerror', (error) => complaints.push(String(error)));
		await page.goto(`${site.address}/desk`);
		await page.fill('#name', name);
		await page.fill('#password', password);
		await page.click('.door button');
		await page.locator('#queue').waitFor();
		return page;
	}

	it('a worker on a phone narrows the queue, takes a case, answers with a canned reply by keyboard, and sees it in her day', async () => {
		const { page: person, opened } = await citizen('beras habis bu');
		const page = await signedIn('sari', 'phone');
		await page.locator('summary', { hasText: 'Saring' }).click();
		await page.selectOption('#filter-language', 'id');
		await page.fill('#filter-area', 'Kota Bogor');
		await page.getByRole('button', { name: 'Terapkan' }).click();
		await page.getByText('Tidak ada kasus yang cocok').waitFor();
		expect(await violations(page)).toEqual([]);
		await page.getByRole('link', { name: 'Hapus saringan: Kota Bogor' }).click();
		await page.locator(`#case-${opened.number}`).waitFor();
		expect(new URL(page.url()).searchParams.get('language')).toBe('id');
		const other = await citizen('satu lagi');
		await page.locator(`#case-${other.opened.number}`).waitFor();
		await page.getByRole('link', { name: 'Hapus saringan: Indonesia' }).waitFor();

		await page.locator(`#case-${opened.number}`).click();
		await page.locator('#claim').click();
		await page.fill('#called', 'Ibu Siti');
		await page.getByRole('button', { name: 'Simpan', exact: true }).click();
		await page.getByRole('heading', { name: /Ibu Siti/ }).waitFor();
		await page.fill('#reply-text', 'Selamat pagi.');
		await page.focus('#canned');
		await page.keyboard.type('Menyapa');
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		await page.getByText('Kotak balasan sudah diisi').waitFor();
		expect(await page.inputValue('#reply-text')).toMatch(/^Selamat pagi\.\n\nHalo Ibu Siti, saya Bu sari\./);
		expect(await violations(page)).toEqual([]);
		await page.reload();
		expect(await page.inputValue('#reply-text')).toContain('Halo Ibu Siti');
		await page.getByRole('button', { name: 'Kirim ke warga' }).click();
		await page.locator('#log .line.worker', { hasText: 'Halo Ibu Siti' }).waitFor();
		expect((await person.page('/chat')).match(/Halo Ibu Siti/g)).toHaveLength(1);

		world.time.now += 60_000;
		await person.post('/chat', { id: randomUUID(), text: 'terima kasih bu' });
		await page.getByRole('link', { name: 'Hari ini' }).click();
		await page.locator('.day-waiting', { hasText: 'Ibu Siti' }).waitFor();
		await page.getByRole('link', { name: 'Cari', exact: true }).click();
		await page.fill('#words', 'siti');
		await page.keyboard.press('Enter');
		await page.getByText('1 kasus ditemukan').waitFor();
		expect(page.url()).not.toContain('siti');
		await page.locator(`#case-${opened.number}`).click();
		await page.locator('#reply-text').waitFor();
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	it('a supervisor sets who may see what, reads the rota, and gives a sensitive case to a worker who could not read it before', async () => {
		const { opened } = await citizen('bahaya');
		const id = opened._id;
		await world.cases.raise(id, ['violence'], 'x', world.time.now);
		const sari = await signedIn('sari', 'computer');
		await sari.goto(`${site.address}/desk/cases/${opened.number}`);
		await sari.getByText('Kasus ini peka').waitFor();
		expect(await violations(sari)).toEqual([]);
		const rina = await signedIn('rina', 'computer');
		await rina.getByText('Bu rina').click();
		await rina.getByRole('link', { name: 'Tim dan petugas' }).click();
		await rina.getByText('Senin–Jumat').waitFor();
		await rina.getByRole('link', { name: 'Ubah Bu sari' }).click();
		await rina.fill('#places', 'Bogor');
		await rina.getByRole('button', { name: 'Simpan' }).click();
		await rina.getByText('bisa beberapa tempat').waitFor();
		expect(await violations(rina)).toEqual([]);
		complaints.splice(0, complaints.length, ...complaints.filter((one) => !one.includes('400 (Bad Request)')));
		await rina.getByLabel('Kota Bogor').check();
		await rina.getByRole('button', { name: 'Simpan' }).click();
		await rina.getByText('Tersimpan').waitFor();
		await rina.goto(`${site.address}/desk/cases/${opened.number}/handling`);
		await rina.selectOption('#assign-to', { label: 'Bu sari' });
		await rina.getByRole('button', { name: 'Berikan ke petugas' }).click();
		await rina.getByText('Dipegang Bu sari').waitFor();
		await sari.reload();
		await sari.getByRole('button', { name: 'Saya tangani' }).waitFor();
		expect(complaints).toEqual([]);
		await sari.context().close();
		await rina.context().close();
	});

	it('an admin in the first hour invites a worker, narrows what they see, and looks at what runs', async () => {
		const page = await signedIn('boss', 'phone');
		await page.goto(`${site.address}/desk/accounts`);
		await page.fill('#display', 'Pak Joko');
		await page.fill('#name', 'joko');
		await page.locator('form[action="/desk/accounts"] button').click();
		await page.locator('#link').waitFor();
		await page.goto(`${site.address}/desk/staff/joko`);
		await page.selectOption('#scope', 'self');
		await page.getByRole('button', { name: 'Simpan' }).click();
		await page.getByText('Tersimpan').waitFor();
		await page.goto(`${site.address}/desk/staff`);
		await page.locator('li', { hasText: 'Pak Joko' }).getByText('Hanya kasusnya sendiri').waitFor();
		await page.goto(`${site.address}/desk/system`);
		await page
			.getByText(/\d percakapan/)
			.first()
			.waitFor();
		expect(await violations(page)).toEqual([]);
		expect(complaints).toEqual([]);
		await page.context().close();
	});
});
