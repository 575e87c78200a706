import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagesOf, wordsOf } from '../sheets/reading.ts';
import { type Browser, openWebWorld, textOf, type WebWorld } from '../web-world.ts';

let world: WebWorld;
let told: Browser;

async function visitor(): Promise<Browser> {
	const browser = world.browser();
	await browser.page('/chat');
	return browser;
}
/** A minute passes with each message, so that nobody writes too quickly. */
const say = (browser: Browser, text: string) => {
	world.time.now += 60_000;
	return browser.post('/chat', { id: randomUUID(), text });
};
const offered = async () => textOf(await told.page('/chat')).includes('Simpan catatan (PDF)');
const sheet = (browser: Browser) => browser.send('/chat/catatan.pdf');

beforeAll(async () => {
	world = await openWebWorld();
	told = await visitor();
	for (const text of ['halo', 'setuju', 'anak saya putus sekolah gak ada biaya', 'ya']) await say(told, text);
	for (let more = 0; more < 15 && !(await offered()); more++) await say(told, 'lewati');
	for (let more = 0; more < 5 && !(await offered()); more++) await say(told, 'cukup');
});
afterAll(() => world.close());

describe('the rights somebody was told, to take along', () => {
	it('are offered once rights were told, with a link that opens them', async () => {
		expect(await offered()).toBe(true);
		await say(told, 'simpan');
		expect(await told.page('/chat')).toContain('<a href="/chat/catatan.pdf" target="_blank" rel="noopener">');
		const answer = await sheet(told);
		expect(answer.status).toBe(200);
		expect(answer.headers.get('content-type')).toBe('application/pdf');
		expect(answer.headers.get('cache-control')).toBe('no-store');
		const pdf = new Uint8Array(await answer.arrayBuffer());
		expect(pagesOf(pdf)).toBe(1);
		expect(wordsOf(pdf)).toContain('PIP');
	});

	it('are nobody else’s: without the cookie, with a forged one, or with another person’s, nothing of them is shown', async () => {
		const stranger = world.browser();
		expect((await sheet(stranger)).headers.get('location')).toBe('/chat');
		stranger.cookies.set('hakku', 'A'.repeat(43));
		expect((await sheet(stranger)).headers.get('location')).toBe('/chat');
		const other = await visitor();
		await say(other, 'halo');
		const answer = await sheet(other);
		expect(answer.headers.get('content-type')).toContain('text/html');
		expect(textOf(await answer.text())).toContain('Belum ada hak yang bisa dicatat');
	});

	it('stay hidden after a quick exit, until it is safe again', async () => {
		await told.page('/chat/leave');
		expect((await sheet(told)).headers.get('location')).toBe('/chat');
		await told.post('/chat/return', {});
		expect((await sheet(told)).status).toBe(200);
	});

	it('are gone with the data', async () => {
		for (const text of ['hapus data', 'ya']) await say(told, text);
		expect((await sheet(told)).headers.get('content-type') ?? '').not.toContain('pdf');
	});

	it('are not made faster than somebody can read', async () => {
		const browser = await visitor();
		await say(browser, 'halo');
		const answers = await Promise.all(Array.from({ length: 30 }, () => sheet(browser)));
		expect(answers.map(({ status }) => status)).toContain(429);
	});
});
