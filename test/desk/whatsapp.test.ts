import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskNumbers } from '../../src/cli/numbers.ts';
import { aKey, eventually, type House, openFake, openHouse } from '../channels/whatsapp/world.ts';
import { askingPlay, type Browser, hear, openWebWorld, textOf, type WebWorld } from '../web-world.ts';

const password = 'tiga kata mudah';
const numbers = ['utama', 'kedua'];
const key = aKey();
const at = '/desk/whatsapp/numbers/utama';
let fake: Awaited<ReturnType<typeof openFake>>;
let world: WebWorld;
let house: House;
let sari: Browser;

/** The desk and the channel share nothing but the store and its signals, as two processes do. */
beforeAll(async () => {
	fake = await openFake();
	world = await openWebWorld({
		play: askingPlay,
		now: Date.now(),
		numbers: ({ clock, ...ground }) => deskNumbers(ground, { key, whatsappNumbers: numbers }, clock),
	});
	const { store, queues, signals, time } = world;
	house = openHouse(fake, { store, queues, signals, close: async () => undefined }, { key, numbers });
	for (const [name, displayName, role] of [
		['sari', 'Bu Sari', 'admin'],
		['dewi', 'Bu Dewi', 'supervisor'],
	] as const)
		await world.users.add({ name, displayName, role, password }, time.now);
	sari = await signedIn('sari');
});
afterAll(async () => {
	await house.close();
	await world.close();
	await fake.end();
});

async function signedIn(name: string): Promise<Browser> {
	const browser = world.browser();
	await browser.post('/desk/sign-in', { name, password });
	return browser;
}

/** Presses a button as it stands on a page, a little later than the last one. */
async function press(page: string, action: string, typed: Record<string, string> = {}): Promise<Response> {
	world.time.now += 1_000;
	return await sari.fill(await sari.page(page), action, typed);
}

/** The page of the number, once it says this. */
async function saying(words: string | RegExp): Promise<string> {
	let page = '';
	await eventually(async () => {
		page = await sari.page(at);
		expect(textOf(page)).toMatch(words);
	});
	return page;
}

describe('the WhatsApp page', () => {
	it('tells an admin plainly what this is, how each number stands, and what to do', async () => {
		const page = textOf(await sari.page('/desk/whatsapp'));
		expect(page).toContain('Ini bukan jalur resmi.');
		expect(page).toContain('Jangan pakai nomor yang tidak boleh hilang.');
		expect(page).toMatch(/utama Belum ditautkan\. .*kedua Belum ditautkan\./);
		expect(textOf(await sari.page('/desk/whatsapp?lang=en'))).toContain('This is not an official way.');
		await sari.page('/desk?lang=id');
		expect(await sari.page('/desk')).toContain('href="/desk/whatsapp"');
	});

	it('links a number by a picture that is good for a while, gone once used, and on record', async () => {
		expect((await press(`${at}/pair`, `${at}/pair`)).headers.get('location')).toBe(at);
		const page = await saying(/Arahkan kamera.*Berlaku kira-kira \d+ detik lagi/);
		expect(page).toMatch(/<div class="qr scan" role="img" aria-label="[^"]+"><svg /);
		const { shown } = await house.seen();
		const answer = await sari.send(`${at}/state`, { headers: { 'hx-request': 'true' } });
		expect(answer.headers.get('cache-control')).toBe('no-store');
		expect(textOf(await sari.page('/desk/whatsapp'))).toContain('Lihat kodenya');
		await fake.link(fake.office(), shown?.text ?? '');
		const linked = await saying(/Tersambung sejak .*tulis “halo” ke \+628110000001/);
		expect(linked).not.toContain('<svg');
		expect(linked).not.toContain('Arahkan kamera');
		expect(textOf(linked)).toMatch(
			/Catatan .*Telepon menautkan: \+628110000001.*Bu Sari: melihat kodenya.*Bu Sari: meminta penautan \(dengan gambar\)/,
		);
		expect(textOf(linked).match(/melihat kodenya/g)).toHaveLength(1);
		for (const secret of [shown?.text ?? '', shown?.text.split('#')[1] ?? '', 'wa.me']) {
			expect(secret.length).toBeGreaterThan(4);
			expect(world.logged.join() + house.lines.join()).not.toContain(secret);
		}
	});

	it('says when citizens last wrote', async () => {
		const sri = fake.person('6281311100001');
		await fake.write(sri, fake.office(), 'halo');
		await eventually(() => expect(sri.texts).toEqual(['1: halo']));
		expect(textOf(await sari.page('/desk/whatsapp'))).toMatch(/Nomor \+628110000001 Pesan terakhir dari warga \d+ \w+/);
	});

	it('says why a number stopped and what to do, and connects it again', async () => {
		fake.disconnect(fake.office(), 440);
		await saying('Program lain memakai tautan yang sama');
		const page = textOf(await sari.page('/desk/whatsapp'));
		expect(page).toContain('Hentikan yang lain dulu. Sesudah itu sambungkan lagi.');
		await press('/desk/whatsapp', `${at}/connect`);
		await saying('Tersambung sejak');
	});

	it('unlinks after asking once more; conversations stay, and the record says who', async () => {
		const sure = textOf(await sari.page(`${at}/unlink`));
		expect(sure).toMatch(/Lepas tautan utama\?.*Percakapan dan kasus tetap ada\./);
		await press(`${at}/unlink`, `${at}/unlink`);
		const page = await saying('Belum ditautkan');
		expect(fake.office().devices.size).toBe(0);
		expect(textOf(page)).toMatch(/Tautan dilepas; telepon sudah diberi tahu.*Bu Sari: meminta tautannya dilepas/);
		expect(await house.transcript('76281311100001@lid')).toHaveLength(2);
	});

	it('asks for a telephone number in words, and says when WhatsApp knows none', async () => {
		const wrong = await press(`${at}/pair`, `${at}/pair`, { phone: 'besok' });
		expect(wrong.status).toBe(400);
		expect(textOf(await wrong.text())).toContain('Itu bukan nomor telepon.');
		await press(`${at}/pair`, `${at}/pair`, { phone: '0813 9999 8888' });
		const page = await saying('WhatsApp tidak memberi kode untuk nomor telepon itu. Periksa nomornya');
		expect(textOf(page)).toMatch(/Nomor WhatsApp|Tautkan/);
	});

	it('gives a code, and ends a pairing that nobody wants any more: the code is gone', async () => {
		await press(`${at}/pair`, `${at}/pair`, { phone: '0811 0000 001' });
		const page = await saying(/Kode [0-9A-Z]{4}-[0-9A-Z]{4} Berlaku kira-kira \d+ (?:detik|menit) lagi/);
		const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(textOf(page))?.[0] ?? '';
		expect(code).toHaveLength(9);
		await press(at, `${at}/cancel`);
		const ended = await saying('Belum ditautkan');
		expect(textOf(ended)).toContain('Bu Sari: membatalkan penautan');
		expect(ended).not.toContain(code);
		expect((await house.seen()).number).toBeNull();
		expect((await world.store.get('whatsapp_accounts', 'utama'))?.shown).toBeNull();
	});

	it('says so when no process does what was asked', async () => {
		await house.close();
		await press(`${at}/pair`, `${at}/pair`);
		expect(textOf(await sari.page(at))).toMatch(/Penautan sudah diminta\. (?!Tidak)/);
		world.time.now += 30_000;
		expect(textOf(await sari.page(at))).toContain('Tidak ada proses Hakku yang memegang WhatsApp.');
	});

	it('is kept fresh by signals that carry no code, for as long as the admin is signed in', async () => {
		const events = await sari.send('/desk/whatsapp/events', { headers: { accept: 'text/event-stream' } });
		expect(await hear(events, (event) => event.startsWith('numbers'))).toContain('numbers: ');
	});

	it('is there for nobody but admins, and asks nothing for a form of another page', async () => {
		const dewi = await signedIn('dewi');
		for (const path of ['', '/state', '/events', '/numbers/utama', '/numbers/utama/state', '/numbers/utama/pair'])
			expect((await dewi.send(`/desk/whatsapp${path}`)).status, path).toBe(404);
		const before = await world.store.count('whatsapp_events', { account: 'utama' });
		for (const what of ['pair', 'unlink', 'connect', 'cancel']) {
			expect((await dewi.post(`${at}/${what}`, { csrf: 'x' })).status).toBe(404);
			expect((await sari.post(`${at}/${what}`, { csrf: 'x' })).status).toBe(403);
		}
		expect((await sari.send('/desk/whatsapp/numbers/lain')).status).toBe(404);
		expect((await world.browser().send(at)).status).toBe(303);
		expect(await world.store.count('whatsapp_events', { account: 'utama' })).toBe(before);
	});
});
