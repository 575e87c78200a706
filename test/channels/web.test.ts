import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digest } from '../../src/http/index.ts';
import { askingPlay, type Browser, hear, openWebWorld, textOf, type WebWorld } from '../web-world.ts';

let world: WebWorld;
beforeAll(async () => {
	world = await openWebWorld({ play: askingPlay });
});
afterAll(() => world.close());

const conversationOf = (browser: Browser) => `web:${digest(browser.cookies.get('hakku') ?? '')}`;
interface News {
	readonly lines: readonly { readonly seq: number; readonly html: string }[];
	readonly state: { readonly first: number };
}
const newsOf = async (browser: Browser, after: string | number) =>
	(await (await browser.send(`/chat/news?after=${encodeURIComponent(after)}`)).json()) as News;
const linesOf = async (browser: Browser) =>
	(await world.conversations.transcript(conversationOf(browser), 0)).map(({ from, text }) => `${from}: ${text}`);
const say = (browser: Browser, text: string, id: string = randomUUID()) => browser.post('/chat', { id, text });
/** As the page's script sends it. */
const send = (browser: Browser, fields: Record<string, string>) =>
	browser.post('/chat', fields, { accept: 'application/json' });

async function visitor(): Promise<Browser> {
	const browser = world.browser();
	await browser.page('/chat');
	return browser;
}

describe('the chat page without JavaScript', () => {
	it('welcomes, says who reads, and starts with one button', async () => {
		const browser = world.browser();
		const page = await browser.page('/chat');
		expect(page).toMatch(/^<!doctype html><html lang="id">/);
		expect(textOf(page)).toContain('Siapa yang membaca ini?');
		const answer = await browser.fill(page, '/chat', { start: '1' });
		expect(answer.status).toBe(303);
		expect(await linesOf(browser)).toEqual(['hakku: 1: start']);
	});

	it('shows question and answer after a plain post, and keeps line breaks', async () => {
		const browser = await visitor();
		await say(browser, 'baris satu\r\nbaris dua');
		const page = await browser.page('/chat');
		expect(page).toContain('<div class="words">baris satu\nbaris dua</div>');
		expect(textOf(page)).toContain('Hakku: 1: baris satu baris dua');
	});

	it('offers real buttons for the open question', async () => {
		const browser = await visitor();
		await say(browser, 'pilih');
		const page = await browser.page('/chat');
		expect(page).toMatch(/<form class="choices" method="post" action="\/chat" aria-label="Pilih salah satu">/);
		expect(page).toContain('<button type="submit" name="choice" value="sering">');
		await say(browser, 'lain');
		expect(await browser.page('/chat')).toMatch(/<form class="choices" method="post" action="\/chat" hidden/);
	});

	it('counts a second tap on the same button once (B01)', async () => {
		const browser = await visitor();
		const form = { id: randomUUID(), text: 'dua' };
		await Promise.all([browser.post('/chat', form), browser.post('/chat', form), browser.post('/chat', form)]);
		expect(await linesOf(browser)).toEqual(['citizen: dua', 'hakku: 1 satu', 'hakku: 1 dua']);
	});

	it('sends nothing for an empty message', async () => {
		const browser = await visitor();
		expect((await say(browser, '  \r\n ')).status).toBe(303);
		expect(await world.store.get('conversations', conversationOf(browser))).toBeNull();
	});

	it('says so when the browser refuses cookies', async () => {
		const browser = world.browser();
		await say(browser, 'halo');
		browser.cookies.clear();
		expect(textOf(await browser.page('/chat?sent'))).toContain('menolak cookie');
	});
});

describe('who is who in the web chat', () => {
	it('the cookie is out of reach of scripts, and the store never holds it', async () => {
		const browser = world.browser();
		const answer = await browser.send('/chat');
		expect(answer.headers.get('set-cookie')).toMatch(/^hakku=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
		await say(browser, 'halo');
		const token = browser.cookies.get('hakku') ?? '?';
		for await (const document of world.store.scan('conversations'))
			expect(JSON.stringify(document)).not.toContain(token);
		expect(world.logged.join('')).not.toContain(token);
	});

	it('over https the cookie is bound to the host', async () => {
		const secure = await openWebWorld({ play: askingPlay, secureCookies: true });
		const answer = await secure.browser().send('/chat');
		expect(answer.headers.get('set-cookie')).toMatch(/^__Host-hakku=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
		expect(answer.headers.get('strict-transport-security')).toContain('max-age');
		await secure.close();
	});

	it.each([
		['made up', 'A'.repeat(43)],
		['a conversation id', digest('x')],
		['a path', '../../etc/passwd'],
		['huge', 'x'.repeat(5_000)],
		['markup', '%3Cscript%3E'],
	])('a forged cookie (%s) just gets a new conversation', async (_, forged) => {
		const browser = world.browser();
		browser.cookies.set('hakku', forged);
		expect((await browser.send('/chat')).status).toBe(200);
		expect(browser.cookies.get('hakku')).not.toBe(forged);
		await say(browser, 'halo');
		expect(await linesOf(browser)).toEqual(['citizen: halo', 'hakku: 1: halo']);
		const guess = world.browser();
		guess.cookies.set('hakku', forged);
		expect(textOf(await guess.page('/chat'))).not.toContain('halo');
		expect((await guess.send('/chat/news?after=0')).status).toBe(200);
	});

	it('an address is not a way in: the digest as a cookie opens nothing', async () => {
		const browser = await visitor();
		await say(browser, 'rahasia saya');
		const thief = world.browser();
		thief.cookies.set('hakku', conversationOf(browser).slice('web:'.length));
		expect(textOf(await thief.page('/chat'))).not.toContain('rahasia');
		thief.cookies.set('hakku', conversationOf(browser).slice('web:'.length));
		expect((await thief.send('/chat/news?after=0')).status).toBe(404);
		expect((await thief.send('/chat/events')).status).toBe(204);
	});

	it('keeps its conversation across reloads and restarts of the browser', async () => {
		const browser = await visitor();
		await say(browser, 'dua');
		const later = world.browser();
		later.cookies.set('hakku', browser.cookies.get('hakku') ?? '');
		expect(textOf(await later.page('/chat'))).toContain('1 satu');
	});
});

describe('the chat page with JavaScript', () => {
	it('is told up to where the transcript reaches, so that it knows what became of the message', async () => {
		const browser = await visitor();
		const answer = await send(browser, { id: randomUUID(), text: 'dua' });
		expect(await answer.json()).toEqual({ last: 3, renewed: false });
	});

	it('hears each line once, in order, and goes on where the line was cut', async () => {
		const browser = await visitor();
		await send(browser, { id: randomUUID(), text: 'dua' });
		const heard = await hear(await browser.send('/chat/events?after=0'), (event) => event.startsWith('state'));
		expect(heard.map((event) => event.split(':')[0])).toEqual(['comment', 'line#1', 'line#2', 'line#3', 'state']);
		const again = await browser.send('/chat/events?after=0', { headers: { 'last-event-id': '3' } });
		const later = hear(again, (event) => event.startsWith('line#5'));
		await send(browser, { id: randomUUID(), text: 'halo' });
		const lines = (await later).filter((event) => event.startsWith('line'));
		expect(lines.map((event) => event.split(':')[0])).toEqual(['line#4', 'line#5']);
	});

	it('learns which question is open and who speaks', async () => {
		const browser = await visitor();
		await send(browser, { id: randomUUID(), text: 'halo' });
		await send(browser, { id: randomUUID(), text: 'petugas' });
		const news = await newsOf(browser, 0);
		expect(news.state).toMatchObject({ mode: 'queued', question: null, language: 'id' });
	});

	it('drops what the person had deleted', async () => {
		const browser = await visitor();
		await send(browser, { id: randomUUID(), text: 'cerita lama' });
		await send(browser, { id: randomUUID(), text: 'hapus data saya' });
		await world.conversations.settled(conversationOf(browser));
		const news = await newsOf(browser, 2);
		expect(news.state.first).toBeGreaterThan(2);
		expect(textOf(await browser.page('/chat'))).not.toContain('cerita lama');
	});

	it.each(['-1', 'x', '1e99', '{"$gt":0}', '9'.repeat(40)])(
		'takes %s as a place for nothing worse than the start (B48)',
		async (after) => {
			const browser = await visitor();
			await send(browser, { id: randomUUID(), text: 'halo' });
			expect((await newsOf(browser, after)).lines).toHaveLength(2);
		},
	);
});

describe('the language of the page', () => {
	it('is the one that Hakku speaks with the person', async () => {
		const browser = await visitor();
		await say(browser, 'halo');
		expect(await browser.page('/chat')).toContain('<html lang="id">');
		const document = await world.store.get('conversations', conversationOf(browser));
		if (!document?.session) throw new Error('no session');
		await world.store.replace('conversations', { ...document, session: { ...document.session, language: 'en' } });
		const page = await browser.page('/chat');
		expect(page).toContain('<html lang="en">');
		expect(textOf(page)).toContain('Quick exit');
		expect(textOf(page)).toContain('Write your message');
	});
});

describe('a quick exit', () => {
	it('leads to a harmless page, and hides the conversation until the person says that it is safe', async () => {
		const browser = await visitor();
		await say(browser, 'suami saya memukul');
		const left = await browser.send('/chat/leave');
		expect(left.status).toBe(303);
		expect(left.headers.get('location')).toMatch(/^https:\/\/www\.bmkg\.go\.id/);
		const page = await browser.page('/chat');
		expect(page).not.toContain('memukul');
		await browser.fill(page, '/chat/return');
		expect(textOf(await browser.page('/chat'))).toContain('memukul');
	});

	it('no page with people’s words is kept by a cache', async () => {
		expect((await (await visitor()).send('/chat')).headers.get('cache-control')).toBe('no-store');
	});
});

describe('hostile and unlucky messages', () => {
	const hostile = [
		'<script>alert(1)</script>',
		'<img src=x onerror=alert(1)>',
		'[x](javascript:alert(1))',
		'"><svg/onload=1>',
		'{{7*7}}',
		'</div></li></ol>',
	];

	it.each(hostile)('%s is shown as text (B51, B26)', async (text) => {
		const browser = await visitor();
		await say(browser, text);
		const page = await browser.page('/chat');
		expect(page).not.toMatch(/<(img|svg|script(?! type="module" src="\/assets))|href="javascript:/);
		expect(page.match(/<\/ol>/g)).toHaveLength(1);
		expect(textOf(page)).toContain(text);
		const { lines } = await newsOf(browser, 0);
		expect(lines[0]?.html ?? '').not.toMatch(/<(script|img|svg)/);
		expect(textOf(lines[0]?.html ?? '')).toContain(text);
	});

	it('100,000 characters: a readable answer, nothing lost, no crash (B25)', async () => {
		const browser = await visitor();
		const answer = await say(browser, 'panjang '.repeat(12_500));
		expect(answer.status).toBe(413);
		const page = await answer.text();
		expect(textOf(page)).toContain('terlalu panjang');
		expect(page.match(/<textarea[^>]*>([^<]*)/)?.[1]?.length).toBeGreaterThan(99_000);
		expect((await say(browser, 'x'.repeat(2_000_000))).status).toBe(413);
		expect(await linesOf(browser)).toEqual([]);
	});

	it('a long story of 15,000 characters is taken whole', async () => {
		const browser = await visitor();
		expect((await say(browser, 'saya takut sekali. '.repeat(780))).status).toBe(303);
		expect((await linesOf(browser)).length).toBeGreaterThan(1);
	});

	it.each(['😀😀😀', '\u202Eterbalik', 'a\u0000b', '\ud800'])('%j does no harm', async (text) => {
		const browser = await visitor();
		expect((await say(browser, text)).status).toBe(303);
		expect((await browser.send('/chat')).status).toBe(200);
	});

	it.each([
		['an id that is no id', { id: '../../x', text: 'halo' }],
		['no id', { text: 'halo' }],
		['an operator', { id: randomUUID(), 'text[$ne]': '' }],
		['a field of ours it has no business with', { id: randomUUID(), text: 'halo', channel: 'telegram' }],
	])('a form with %s is refused (B48)', async (_, form) => {
		const browser = await visitor();
		const answer = await browser.post('/chat', form as unknown as Record<string, string>);
		expect(answer.status).toBe(400);
		expect(textOf(await answer.text())).toContain('Muat ulang');
	});

	it('a form of another site is refused', async () => {
		const browser = await visitor();
		const answer = await browser.post(
			'/chat',
			{ id: randomUUID(), text: 'halo' },
			{ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
		);
		expect(answer.status).toBe(403);
	});

	it('too many at once are asked to wait, and what they typed is given back', async () => {
		const browser = await visitor();
		for (let n = 0; n < 20; n++) await say(browser, `pesan ${n}`);
		const answer = await say(browser, 'yang terakhir');
		expect(answer.status).toBe(429);
		expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(await answer.text()).toContain('yang terakhir</textarea>');
		world.time.now += 60_000;
		expect((await say(browser, 'yang terakhir')).status).toBe(303);
	});

	it('when nothing can be taken in, it says so and gives the text back', async () => {
		const browser = await visitor();
		await world.web.channel.stop();
		const answer = await say(browser, 'jangan hilang');
		expect(answer.status).toBe(503);
		expect(await answer.text()).toContain('jangan hilang</textarea>');
		await world.web.channel.start((inbound) => world.conversations.receive(inbound));
		expect((await say(browser, 'jangan hilang')).status).toBe(303);
	});
});

describe('every page', () => {
	it.each(['/', '/chat', '/desk/sign-in', '/tidak-ada', '/chat/../../etc/passwd'])(
		'%s forbids inline script, frames and foreign resources',
		async (path) => {
			const answer = await world.browser().send(path);
			const policy = answer.headers.get('content-security-policy') ?? '';
			expect(policy).toContain("default-src 'none'");
			expect(policy).toContain("script-src 'self'");
			expect(policy).toContain("frame-ancestors 'none'");
			expect(policy).not.toContain('unsafe');
			expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
			expect(answer.headers.get('permissions-policy')).toContain('camera=()');
			const page = await answer.text();
			expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=|style="/);
			expect(page).toMatch(/<html lang="id">/);
		},
	);

	it('an unknown address is answered readably, and a long one too', async () => {
		const answer = await world.browser().send(`/${'a/'.repeat(500)}%2e%2e%2f`);
		expect(answer.status).toBe(404);
		expect(textOf(await answer.text())).toContain('Halaman tidak ada');
	});
});

describe('phone numbers in what Hakku says', () => {
	it('of a worker’s message can be dialled, and the citizen’s own text stays text', async () => {
		const browser = await visitor();
		await say(browser, 'nomor saya 0812-3456-7890');
		await say(browser, 'petugas');
		const [open] = await world.store.find('cases', { conversation: conversationOf(browser), status: 'open' });
		const user = await world.users.add({ name: 'telepon', password: 'tiga kata mudah', displayName: '<b>Bu</b>' }, 0);
		await world.handover.claim(open?._id ?? '', user._id);
		await world.handover.reply(open?._id ?? '', user._id, {
			id: 'x',
			text: 'Hubungi (021) 345-6789 atau 129, lihat Pasal 112.',
		});
		await world.conversations.settled(conversationOf(browser));
		const page = await browser.page('/chat');
		expect(page).toContain('&lt;b&gt;Bu&lt;/b&gt;');
		const theirs = page.match(/<li class="line worker".*?<\/li>/s)?.[0] ?? '';
		expect(theirs.match(/href="tel:[^"]*"/g)).toEqual(['href="tel:+62213456789"']);
		expect(page).toContain('<div class="words">nomor saya 0812-3456-7890</div>');
	});
});
