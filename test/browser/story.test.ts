import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWebWorld, type WebWorld } from '../web-world.ts';
import { chromiumPath, launch, listen, required, violations } from './chromium.ts';

const pictures = process.env.UPDATE_SCREENSHOTS === '1';

describe.skipIf(chromiumPath === undefined && !required)('the whole story, in two browsers', () => {
	let world: WebWorld;
	let browser: Browser;
	let site: Awaited<ReturnType<typeof listen>>;
	let citizen: Page;
	let worker: Page;
	const complaints: string[] = [];
	let broken = false;
	/** A step of the story; once one failed, those after it mean nothing. */
	const step = (name: string, play: () => Promise<void>) =>
		it(name, async ({ skip }) => {
			if (broken) skip('the story stopped before');
			broken = true;
			world.time.now += 60_000;
			await play();
			broken = false;
		});

	const open = async (options: Parameters<Browser['newContext']>[0]) => {
		const context = await browser.newContext({ locale: 'id-ID', timezoneId: 'Asia/Jakarta', ...options });
		const page = await context.newPage();
		page.setDefaultTimeout(20_000);
		page.on('console', (message) => {
			if (message.type() === 'error') complaints.push(message.text());
		});
		page.on('pageerror', (error) => complaints.push(String(error)));
		return page;
	};
	const picture = async (page: Page, name: string) => {
		if (!pictures) return;
		mkdirSync('docs/images', { recursive: true });
		await page.screenshot({ path: `docs/images/${name}.png` });
	};
	const write = async (text: string) => {
		await citizen.fill('#text', text);
		await citizen.tap('#write button');
	};
	const answer = async (question: RegExp, choice: string) => {
		const line = citizen.locator('.line.hakku', { hasText: question }).last();
		await line.locator('.choices button', { hasText: choice }).first().tap();
		await citizen.locator('.line.citizen', { hasText: choice }).last().waitFor();
	};

	beforeAll(async () => {
		world = await openWebWorld({ now: Date.UTC(2026, 2, 2, 3, 15) });
		browser = await launch();
		site = await listen(world);
		const account = { name: 'sari', displayName: 'Bu Sari', password: 'tiga kata mudah', role: 'admin' } as const;
		await world.users.add(account, world.time.now);
		citizen = await open({
			viewport: { width: 390, height: 844 },
			deviceScaleFactor: 2,
			isMobile: true,
			hasTouch: true,
		});
		worker = await open({ viewport: { width: 1280, height: 900 } });
	});
	afterAll(async () => {
		await browser?.close();
		await site?.stop();
		await world?.close();
	});

	step('a worker signs in on a computer and finds an empty queue', async () => {
		await worker.goto(`${site.address}/desk`);
		expect(await violations(worker)).toEqual([]);
		await worker.fill('#name', 'sari');
		await worker.fill('#password', 'tiga kata mudah');
		await worker.click('.door button');
		await worker.getByText('Tidak ada yang menunggu').waitFor();
		expect(await violations(worker)).toEqual([]);
	});

	step('a citizen starts on a phone, tells their story and is told their rights', async () => {
		await citizen.goto(`${site.address}/chat`);
		expect(await violations(citizen)).toEqual([]);
		await citizen.tap('text=Mulai');
		await answer(/Boleh saya simpan/, 'Setuju');
		await citizen.getByText('Silakan ceritakan').waitFor();
		await write('SPP anak saya menunggak tiga bulan, saya tidak punya biaya sekolah');
		await citizen.getByText('Betul begitu').waitFor();
		await citizen.locator('.choices:not([hidden])').waitFor();
		await picture(citizen, 'chat');
		await answer(/Betul begitu/, 'Ya');
		for (let question = 0; question < 8; question++) {
			const told = citizen.getByText('Ini hak Anda').first();
			const choice = citizen.locator('.choices:not([hidden]) button').first();
			await told.or(choice).first().waitFor();
			if (await told.isVisible()) break;
			const before = await citizen.locator('.line.citizen').count();
			await choice.tap();
			await citizen.locator('.line.citizen:not(.pending)').nth(before).waitFor();
			await citizen.locator('.line').last().and(citizen.locator('.hakku')).waitFor();
		}
		await citizen.getByText('Ini hak Anda').first().waitFor();
		expect(await violations(citizen)).toEqual([]);
	});

	step('only the latest question has buttons; the others keep their list', async () => {
		expect(await citizen.locator('.choices:not([hidden])').count()).toBeLessThanOrEqual(1);
		expect(await citizen.locator('.choices-past:not([hidden])').count()).toBeGreaterThan(2);
	});

	step('asks for a human, and the worker’s queue shows it without a reload', async () => {
		await write('petugas');
		await citizen.getByText('Mulai sekarang percakapan ini dibaca petugas').waitFor();
		await worker.locator('.row').waitFor();
		expect(await worker.title()).toMatch(/^\(1\) /);
		const row = await worker.locator('.row').textContent();
		expect(row).toContain('Biasa');
		expect(row).toContain('Sekolah');
		expect(row).toContain('menunggu kurang dari semenit');
		expect(row).toContain('Belum ada yang mengambil');
		expect(await citizen.locator('#status').textContent()).toBe('Menunggu petugas');
	});

	step('the worker sees the whole picture, takes the case and answers; the citizen reads it at once', async () => {
		await worker.click('.row a');
		await worker.getByRole('heading', { name: 'Ringkasan' }).waitFor();
		const summary = await worker.locator('.summary').textContent();
		expect(summary).toContain('Meminta bicara dengan petugas');
		expect(summary).toContain('SPP anak saya menunggak');
		expect(summary).toContain('SD dan SMP harus gratis');
		expect(summary).toContain('Kemungkinan besar berhak');
		expect(summary).toContain('Di jenjang apa anak yang perlu bantuan sekolah?');
		expect(await violations(worker)).toEqual([]);
		await worker.click('#claim');
		await worker.getByText('Anda yang memegang').waitFor();
		await worker.fill(
			'#reply-text',
			'Selamat siang Bu, saya Sari.\nBoleh tahu nama sekolahnya? Saya bantu buatkan suratnya.',
		);
		await worker.click('#reply button');
		const line = citizen.locator('.line.worker', { hasText: 'Boleh tahu nama sekolahnya?' });
		await line.waitFor();
		expect(await line.locator('.who').textContent()).toBe('Bu Sari: ');
		expect(await citizen.locator('#status').textContent()).toBe('Bersama petugas');
		await worker.locator('.line.worker .delivery.sent').waitFor();
		await worker.getByText('sudah dijawab').waitFor();
		expect(await worker.inputValue('#reply-text')).toBe('');
	});

	step('the citizen’s answer reaches the worker, and Hakku stays silent', async () => {
		const before = await citizen.locator('.line.hakku').count();
		await write('SDN 3 Sukamaju, bu');
		await worker.locator('.line.citizen', { hasText: 'SDN 3 Sukamaju' }).waitFor();
		await worker.getByText('warga menunggu jawaban').waitFor();
		expect(await citizen.locator('.line.hakku').count()).toBe(before);
		await picture(worker, 'desk');
		expect(await violations(worker)).toEqual([]);
		expect(await violations(citizen)).toEqual([]);
	});

	step('a staff note stays with the staff (B36)', async () => {
		await worker.fill('#note-text', 'Catatan: kepala sekolahnya sulit, telepon dinas dulu.');
		await worker.getByRole('button', { name: 'Simpan catatan' }).click();
		await worker.locator('.notes li', { hasText: 'telepon dinas dulu' }).waitFor();
		await citizen.reload();
		await citizen.locator('.line.worker').first().waitFor();
		expect(await citizen.content()).not.toContain('telepon dinas dulu');
		const transcript = await world.conversations.transcript((await world.cases.queue())[0]?.conversation ?? '', 0);
		expect(transcript.some((line) => line.text.includes('telepon dinas dulu'))).toBe(false);
	});

	step('a worker’s unsent text survives a reload, and a quick second press is one message', async () => {
		await worker.fill('#reply-text', 'Besok saya telepon dinas pendidikan, ya Bu.');
		await worker.reload();
		expect(await worker.inputValue('#reply-text')).toBe('Besok saya telepon dinas pendidikan, ya Bu.');
		await worker.dblclick('#reply button');
		await citizen.locator('.line.worker', { hasText: 'Besok saya telepon' }).waitFor();
		await worker.getByText('Pesan diterima dan dikirim').waitFor();
		await write('terima kasih bu');
		await worker.locator('.line.citizen', { hasText: 'terima kasih bu' }).waitFor();
		expect(await citizen.locator('.line.worker', { hasText: 'Besok saya telepon' }).count()).toBe(1);
		await worker.reload();
		expect(await worker.inputValue('#reply-text')).toBe('');
	});

	step('the worker closes the case, and Hakku says that it is back', async () => {
		await worker.click('.close summary');
		await worker.check('input[value=obtained]');
		for (const right of await worker.locator('.close select').all()) await right.selectOption('obtained');
		await worker.fill('#close-note', 'Sekolah membebaskan SPP.');
		expect(await violations(worker)).toEqual([]);
		await worker.click('.close button');
		await worker.getByText('Ditutup').first().waitFor();
		await citizen.getByText('Ini Hakku lagi').waitFor();
		await citizen.locator('.choices:not([hidden]) button', { hasText: 'Sudah terbantu' }).waitFor();
		expect(await citizen.locator('#status').textContent()).toBe('Di pihak Anda');
		expect(await citizen.content()).not.toContain('membebaskan SPP');
	});

	step('works in English and on the worker’s phone as well', async () => {
		await worker.setViewportSize({ width: 360, height: 740 });
		const address = worker.url();
		await worker.goto(`${site.address}/desk?view=open&lang=en`);
		await worker.getByText('There are no open cases').waitFor();
		expect(await violations(worker)).toEqual([]);
		await worker.click('.menu summary');
		await worker.getByRole('link', { name: 'Accounts' }).click();
		await worker.getByText('This is your account').waitFor();
		expect(await violations(worker)).toEqual([]);
		await worker.goto(address);
		await worker.getByRole('heading', { name: 'Summary' }).waitFor();
		expect(await violations(worker)).toEqual([]);
		expect(await worker.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
	});

	it('the browser had nothing to complain about, the content-security policy included', () => {
		expect(complaints).toEqual([]);
	});
});
