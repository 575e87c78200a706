import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseNumber, marked } from '../../src/cases/index.ts';
import { askingPlay, type Browser, hear, openWebWorld, textOf, type WebWorld } from '../web-world.ts';

const password = 'tiga kata mudah';
let world: WebWorld;
let first = '';
beforeAll(async () => {
	world = await openWebWorld({ play: askingPlay });
	first = (await world.web.firstLink()) ?? '';
});
afterAll(() => world.close());

const account = { name: 'sari', display_name: 'Bu Sari', password };

async function worker(name = 'sari'): Promise<Browser> {
	const browser = world.browser();
	const answer = await browser.post('/desk/sign-in', { name, password });
	expect(answer.status).toBe(303);
	return browser;
}

/** A citizen who asked for a human; their case. */
async function citizen(...texts: string[]) {
	const browser = world.browser();
	await browser.page('/chat');
	for (const text of [...texts, 'petugas']) await browser.post('/chat', { id: randomUUID(), text });
	const cases = await world.store.find('cases', { status: 'open' }, { limit: 1000 });
	const opened = cases.reduce((a, b) => (b.opened_at >= a.opened_at && !seen.has(b._id) ? b : a));
	seen.add(opened._id);
	return { browser, number: opened.number, id: opened._id, path: `/desk/cases/${opened.number}` };
}
const seen = new Set<string>();

async function taken(by: Browser, ...texts: string[]) {
	world.time.now += 1_000;
	const it = await citizen(...texts);
	const answer = await by.fill(await by.page(it.path), `${it.path}/claim`);
	expect(answer.status).toBe(303);
	return it;
}

/** An outcome for every right that the page's closing form asks about. */
function outcomesIn(page: string): Record<string, string> {
	const asked = [...page.matchAll(/name="(outcome-[^"]+)"/g)].map(([, name = '']) => name);
	return Object.fromEntries(asked.map((name) => [name, 'withdrawn']));
}

describe('the first account', () => {
	it('is made through a link that works once, and signs in', async () => {
		const browser = world.browser();
		expect(first).toMatch(/^\/desk\/first\?token=[\w-]{43}$/);
		expect(JSON.stringify(await world.users.list())).not.toContain(first.slice(-43));
		const page = await browser.page(first);
		const weak = await browser.fill(page, '/desk/first', { ...account, password: 'pendek' });
		expect(weak.status).toBe(400);
		expect(textOf(await weak.text())).toContain('terlalu mudah');
		const made = await browser.fill(page, '/desk/first', account);
		expect(made.headers.get('location')).toBe('/desk');
		expect(textOf(await browser.page('/desk'))).toContain('Bu Sari');
		expect(await world.users.list()).toMatchObject([{ name: 'sari', role: 'admin' }]);
	});

	it('is made by nobody else afterwards, whatever they post', async () => {
		const browser = world.browser();
		expect((await browser.send(first)).status).toBe(410);
		const token = first.slice(-43);
		expect((await browser.post('/desk/first', { ...account, name: 'maling', token })).status).toBe(410);
		expect((await browser.post('/desk/first', { ...account, name: 'maling', token: '' })).status).toBe(410);
		expect(await world.web.firstLink()).toBeNull();
		expect(await world.users.list()).toHaveLength(1);
	});
});

describe('signing in', () => {
	it('sets a cookie that scripts cannot read and the store does not hold', async () => {
		const browser = world.browser();
		const answer = await browser.post('/desk/sign-in', { name: ' SARI ', password });
		const cookies = answer.headers.getSetCookie();
		expect(cookies[0]).toMatch(/^hakku-desk=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
		for (const cookie of cookies) expect(cookie).toContain('HttpOnly');
		const token = browser.cookies.get('hakku-desk') ?? '?';
		for await (const signIn of world.store.scan('sign_ins')) expect(JSON.stringify(signIn)).not.toContain(token);
	});

	it('answers the same for a wrong password and for nobody', async () => {
		const pages = [];
		for (const name of ['sari', 'bukansiapa']) {
			const answer = await world.browser().post('/desk/sign-in', { name, password: 'salah salah salah' });
			expect(answer.status).toBe(401);
			expect(answer.headers.get('set-cookie')).toBeNull();
			pages.push((await answer.text()).replace(/value="[^"]*"/g, ''));
		}
		expect(pages[0]).toBe(pages[1]);
		await worker();
	});

	it('after many wrong tries says how long to wait, even for the right password', async () => {
		await world.users.add({ name: 'dewi', displayName: 'Bu Dewi', password }, 0);
		for (let n = 0; n < 8; n++)
			await world.browser().post('/desk/sign-in', { name: 'dewi', password: `salah ${n} salah` });
		const answer = await world.browser().post('/desk/sign-in', { name: 'dewi', password });
		expect(answer.status).toBe(429);
		expect(answer.headers.get('retry-after')).toBe('60');
		expect(textOf(await answer.text())).toContain('Coba lagi dalam 1 menit');
		world.time.now += 60_000;
		await worker('dewi');
	});

	it('an address that guesses at many names is slowed down, and nobody else', async () => {
		const guarded = await openWebWorld({ play: askingPlay, proxies: 1 });
		await guarded.users.add({ name: 'sari', password }, 0);
		const guess = (name: string, address: string, secret = 'salah salah salah') =>
			guarded.browser().post('/desk/sign-in', { name, password: secret }, { 'x-forwarded-for': `6.6.6.6, ${address}` });
		for (let n = 0; n < 30; n++) expect((await guess(`nama${n}`, '10.0.0.9')).status).toBe(401);
		expect((await guess('sari', '10.0.0.9', password)).status).toBe(429);
		expect((await guess('sari', '10.0.0.8', password)).status).toBe(303);
		await guarded.close();
	});

	it('refuses operators and lists in place of names (B48)', async () => {
		const browser = world.browser();
		const json = await browser.send('/desk/sign-in', {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
			body: '{"name":{"$ne":null},"password":{"$ne":null}}',
		});
		expect(json.status).toBe(400);
		for (const body of [
			'name[$ne]=&password[$ne]=',
			'name=sari&name=dewi&password=x',
			'__proto__[admin]=1&name=a&password=b',
		]) {
			const answer = await browser.post('/desk/sign-in', new URLSearchParams(body));
			expect(answer.status).toBe(400);
		}
	});

	it.each(['https://evil.example', '//evil.example', '/desk/../chat', 'javascript:alert(1)', '/desk/cases/<x>'])(
		'leads to the desk and never to %s',
		async (next) => {
			const answer = await world.browser().post('/desk/sign-in', { name: 'sari', password, next });
			expect(answer.headers.get('location')).toBe('/desk');
		},
	);

	it('ends after twelve hours, and when the account is disabled', async () => {
		await world.users.add({ name: 'agus', password }, 0);
		const [sari, agus] = [await worker(), await worker('agus')];
		expect((await agus.send('/desk')).status).toBe(200);
		await world.users.disable('agus');
		expect((await agus.send('/desk')).status).toBe(303);
		world.time.now += 12 * 3_600_000;
		expect((await sari.send('/desk')).status).toBe(303);
		expect((await world.browser().post('/desk/sign-in', { name: 'agus', password })).status).toBe(401);
	});

	it('signing out ends it for good', async () => {
		const sari = await worker();
		const token = sari.cookies.get('hakku-desk') ?? '';
		expect((await sari.fill(await sari.page('/desk'), '/desk/sign-out')).status).toBe(303);
		sari.cookies.set('hakku-desk', token);
		expect((await sari.send('/desk')).status).toBe(303);
	});
});

describe('what a stranger gets', () => {
	it.each(['x', 'A'.repeat(43), '../../etc/passwd'])('a forged cookie %s lets nobody in', async (forged) => {
		const { path } = await citizen();
		const browser = world.browser();
		browser.cookies.set('hakku-desk', forged);
		for (const page of ['/desk', '/desk/events', path, `${path}/state`, `${path}/events`]) {
			const answer = await browser.send(page);
			expect(answer.status).toBe(303);
			expect(answer.headers.get('location')).toMatch(/^\/desk\/sign-in\?next=%2Fdesk/);
		}
	});

	it('every post of the desk wants its own token and its own page', async () => {
		const sari = await worker();
		const { path } = await taken(sari);
		const routes = world.web.app.routes.filter((route) => route.method === 'POST' && route.path.startsWith('/desk'));
		const paths = new Set(
			routes.map((route) => route.path).filter((own) => !/sign-in|first|invited|whatsapp/.test(own)),
		);
		expect(paths.size).toBeGreaterThan(15);
		const other = await worker();
		const foreign = /name="csrf" value="([^"]+)"/.exec(await other.page('/desk'))?.[1] ?? '';
		for (const route of paths) {
			const parts = { ':right': 'pkh', ':letter': randomUUID() };
			const target = route
				.replace('/desk/cases/:number', path)
				.replace(/:right|:letter/g, (part) => parts[part as keyof typeof parts]);
			for (const csrf of ['', 'x', foreign]) expect((await sari.post(target, { csrf })).status).toBe(403);
			expect((await sari.post(target, {})).status).toBe(403);
			const cross = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
			expect((await sari.post(target, {}, cross)).status).toBe(403);
		}
		expect((await sari.send('/desk')).status).toBe(200);
	});
});

describe('the queue', () => {
	it('says in words and colour who is in danger, and puts them first', async () => {
		const quick = await openWebWorld({ play: askingPlay });
		await quick.users.add({ name: 'sari', password }, 0);
		const sari = quick.browser();
		await sari.post('/desk/sign-in', { name: 'sari', password });
		for (const word of ['petugas', 'bahaya']) {
			const browser = quick.browser();
			await browser.page('/chat');
			await browser.post('/chat', { id: randomUUID(), text: word });
			quick.time.now += 12 * 60_000;
		}
		const page = await sari.page('/desk');
		const rows = [...page.matchAll(/<li class="row level-(\d)">(.*?)<\/li>/gs)].map(([, level, row]) => [
			level,
			textOf(row ?? ''),
		]);
		expect(rows[0]).toEqual([
			'1',
			expect.stringMatching(
				/^BAHAYA Kasus peka: isinya terlihat setelah diambil menunggu 12 menit Belum ada yang mengambil/,
			),
		]);
		await quick.users.add({ name: 'rina', role: 'supervisor', password }, 0);
		const rina = quick.browser();
		await rina.post('/desk/sign-in', { name: 'rina', password });
		expect(textOf(await rina.page('/desk'))).toContain('Ingin menyakiti diri sendiri');
		expect(rows[1]).toEqual(['3', expect.stringMatching(/^Biasa .*menunggu 24 menit/)]);
		expect(textOf(page)).toContain('2 kasus terbuka, 1 di antaranya bahaya');
		expect(textOf(await sari.page('/desk?lang=en'))).toContain('2 open cases, 1 of them in danger');
		expect(textOf(await sari.page('/desk'))).toMatch(/DANGER .*waiting 12 minutes/);
		await quick.close();
	});

	it('tells open pages at once when a case comes', async () => {
		const sari = await worker();
		const stream = await sari.send('/desk/events', { headers: { accept: 'text/event-stream' } });
		const heard = hear(stream, (event) => event.startsWith('queue'));
		await citizen();
		expect(await heard).toContain('queue: changed');
	});

	it('with 10,000 open cases shows 50 at a time, the last page like the first, and each case once', async () => {
		const work = { documents: 0, counted: 0 };
		const big = await openWebWorld({
			play: askingPlay,
			around: (store) =>
				new Proxy(store, {
					get(target, name) {
						const own: unknown = Reflect.get(target, name, target);
						if (typeof own !== 'function') return own;
						return async (...asked: unknown[]) => {
							const answer: unknown = await own.apply(target, asked);
							if (asked[0] === 'cases' && name === 'find') work.documents += (answer as unknown[]).length;
							if (asked[0] === 'cases' && name === 'count') work.counted += answer as number;
							return answer;
						};
					},
				}),
		});
		const template = await (async () => {
			const browser = big.browser();
			await browser.page('/chat');
			await browser.post('/chat', { id: randomUUID(), text: 'petugas' });
			const [made] = await big.store.find('cases', { status: 'open' });
			return made;
		})();
		if (!template) throw new Error('no case');
		const priorities = [1, 2, 3] as const;
		for (let start = 0; start < 10_000; start += 1_000) {
			const cases = Array.from({ length: 1_000 }, (_, n) => {
				const _id = `web:x${start + n}@1`;
				const priority = priorities[(start + n) % 3] ?? 3;
				return {
					...template,
					_id,
					number: caseNumber(_id),
					priority,
					opened_at: 1_000 + Math.floor((start + n) / 500),
					needs: (start + n) % 1_000 === 0 ? (['food'] as const) : [],
					area: (start + n) % 2 === 0 ? '3201' : '3171',
				};
			});
			await big.store.insert('cases', cases.map(marked));
		}
		await big.users.add({ name: 'sari', password }, 0);
		const sari = big.browser();
		await sari.post('/desk/sign-in', { name: 'sari', password });
		const numbers: string[] = [];
		let page = await sari.page('/desk?view=open');
		expect(page.length).toBeLessThan(100_000);
		for (let n = 0; n < 5; n++) {
			numbers.push(...[...page.matchAll(/id="case-([^"]+)"/g)].map(([, number]) => number ?? ''));
			const next = /id="next-page"[^>]*href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
			page = await sari.page(next);
		}
		expect(numbers).toHaveLength(250);
		expect(new Set(numbers).size).toBe(250);
		expect(textOf(page)).toContain('1.000+');
		for (const filters of ['', '&need=food', '&area=3201&waits=answer', '&urgency=2&language=id']) {
			Object.assign(work, { documents: 0, counted: 0 });
			const narrowed = await sari.page(`/desk?view=open${filters}`);
			expect(narrowed.length).toBeLessThan(100_000);
			expect(narrowed).toContain(`id="case-`);
			expect(work.documents, filters).toBeLessThan(500);
			expect(work.counted, filters).toBeLessThan(8_000);
		}
		expect([...(await sari.page('/desk?need=food')).matchAll(/id="case-/g)]).toHaveLength(11);
		const late = await sari.page('/desk?view=open&from=3.1019.ZZZZ-ZZZZ');
		expect([...late.matchAll(/id="case-/g)]).toHaveLength(1);
		await big.close();
	}, 60_000);

	it.each(['x', '9.9.9', '1.1.<script>', "1.1.A' OR 1=1"])('takes %s as a place for the start (B48)', async (place) => {
		const sari = await worker();
		expect((await sari.send(`/desk?view=open&from=${encodeURIComponent(place)}`)).status).toBe(200);
	});
});

describe('a case', () => {
	it('taken by two at once has one winner, and the other is told who', async () => {
		const [sari, dewi] = [await worker(), await worker('dewi')];
		world.time.now += 1_000;
		const { path } = await citizen();
		const pages = [await sari.page(path), await dewi.page(path)] as const;
		const answers = await Promise.all([sari.fill(pages[0], `${path}/claim`), dewi.fill(pages[1], `${path}/claim`)]);
		expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
		const lost = answers.find(({ status }) => status === 409);
		expect(textOf((await lost?.text()) ?? '')).toMatch(/Sudah diambil oleh Bu (Sari|Dewi)\./);
	});

	it('shows why, what was said, needs, rights in words, facts with their questions; the view is on record', async () => {
		const sari = await worker();
		const { path, id } = await taken(sari, 'beras habis bu, anak dua');
		const page = textOf(await sari.page(path));
		expect(page).toContain('Warga meminta petugas.');
		expect(page).toContain('beras habis bu, anak dua');
		expect(page).toContain('Program Keluarga Harapan');
		expect(page).toContain('Boleh diusulkan, jatah terbatas');
		expect(page).toContain('keluarga.anak peka 2');
		expect(page).toContain('Tidak tahu atau tidak ingin menjawab');
		const events = await world.store.find('case_events', { case: id }, { sort: ['case', 'at'] });
		expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['opened', 'viewed', 'claimed']));
	});

	it('a reply pressed twice is one message, and a reply without JavaScript works too', async () => {
		const sari = await worker();
		const it = await taken(sari);
		const page = await sari.page(it.path);
		const typed = { text: 'Selamat siang, saya Sari.' };
		const answers = await Promise.all([1, 2, 3].map(() => sari.fill(page, `${it.path}/reply`, typed)));
		expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
		await world.conversations.settled(it.id.split('@')[0] ?? '');
		expect(textOf(await it.browser.page('/chat')).match(/saya Sari/g)).toHaveLength(1);
		expect(textOf(await sari.page(it.path))).toMatch(/Anda \d\d\.\d\d Selamat siang, saya Sari\. Terkirim/);
	});

	it('a reply by somebody who does not hold it is refused, and the text is given back', async () => {
		const [sari, dewi] = [await worker(), await worker('dewi')];
		const it = await taken(sari);
		const page = await sari.page(it.path);
		const id = randomUUID();
		const csrf = /name="csrf" value="([^"]+)"/.exec(await dewi.page('/desk'))?.[1] ?? '';
		const answer = await dewi.post(`${it.path}/reply`, { csrf, id, text: 'Saya ikut bicara' });
		expect(answer.status).toBe(409);
		expect(textOf(await it.browser.page('/chat'))).not.toContain('ikut bicara');
		await sari.fill(page, `${it.path}/release`);
		const late = await sari.fill(page, `${it.path}/reply`, { text: 'terlambat' });
		expect(late.status).toBe(409);
		const back = await late.text();
		expect(textOf(back)).toContain('sudah berubah');
		expect(back).toContain('terlambat</textarea>');
	});

	it('an empty or endless reply is sent back with what to do', async () => {
		const sari = await worker();
		const { path } = await taken(sari);
		const page = await sari.page(path);
		expect((await sari.fill(page, `${path}/reply`, { text: ' ' })).status).toBe(400);
		const long = await sari.fill(page, `${path}/reply`, { text: 'x'.repeat(100_000) });
		expect(long.status).toBe(400);
		expect(textOf(await long.text())).toContain('Terlalu panjang. Paling banyak 3.500');
	});

	it('a staff note is kept apart: it reaches neither the citizen nor the bot (B36)', async () => {
		const sari = await worker();
		const it = await taken(sari);
		const before = textOf(await it.browser.page('/chat'));
		const answer = await sari.fill(await sari.page(it.path), `${it.path}/notes`, {
			text: 'Jangan sebut soal suaminya.',
		});
		expect(answer.status).toBe(303);
		await world.conversations.settled(it.id.split('@')[0] ?? '');
		expect(textOf(await it.browser.page('/chat'))).toBe(before);
		const page = await sari.page(it.path);
		const notes = page.match(/<section class="card notes".*?<\/section>/s)?.[0] ?? '';
		expect(textOf(notes)).toContain('Catatan staf: tidak terlihat oleh warga.');
		expect(textOf(notes)).toContain('Jangan sebut soal suaminya.');
	});

	it('an unclaimed case takes notes as well, and they stay inside too (B36)', async () => {
		const sari = await worker();
		world.time.now += 1_000;
		const it = await citizen();
		await sari.fill(await sari.page(it.path), `${it.path}/notes`, { text: 'Belum ada yang pegang.' });
		expect(textOf(await it.browser.page('/chat'))).not.toContain('Belum ada yang pegang');
		expect(textOf(await sari.page(it.path))).toContain('Belum ada yang pegang.');
	});

	it('closes only with a result; then the bot is back, and what the citizen says later is not shown here', async () => {
		const sari = await worker();
		const it = await taken(sari);
		const page = await sari.page(it.path);
		expect((await sari.fill(page, `${it.path}/close`, { note: 'beres' })).status).toBe(400);
		const closed = await sari.fill(page, `${it.path}/close`, {
			...outcomesIn(page),
			result: 'referred',
			note: 'Ke dinas sosial.',
		});
		expect(closed.status).toBe(303);
		await world.conversations.settled(it.id.split('@')[0] ?? '');
		expect(textOf(await it.browser.page('/chat'))).toContain('Hakku kembali menemani Anda.');
		world.time.now += 60_000;
		await it.browser.post('/chat', { id: randomUUID(), text: 'urusan lain yang pribadi' });
		const after = textOf(await sari.page(it.path));
		expect(after).toContain('Dirujuk ke layanan lain');
		expect(after).not.toContain('urusan lain yang pribadi');
		expect((await sari.fill(page, `${it.path}/close`, { result: 'semua', note: '' })).status).toBe(400);
	});

	it('is followed live: new lines, delivery, and that it was taken', async () => {
		const sari = await worker();
		world.time.now += 1_000;
		const it = await citizen();
		const page = await sari.page(it.path);
		const events = /data-events="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
		const heard = hear(await sari.send(events), (event) => /^case: mine/.test(event));
		await it.browser.post('/chat', { id: randomUUID(), text: '<b>masih di sana?</b>' });
		await sari.fill(page, `${it.path}/claim`);
		const all = (await heard).join('\n');
		expect(all).toContain('&lt;b&gt;masih di sana?&lt;/b&gt;');
	});

	it('the stream ends when the worker signs out', async () => {
		const sari = await worker();
		const it = await taken(sari);
		const page = await sari.page(it.path);
		const events = /data-events="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
		const heard = hear(await sari.send(events), () => false);
		await sari.fill(page, '/desk/sign-out');
		await it.browser.post('/chat', { id: randomUUID(), text: 'rahasia sesudah keluar' });
		expect((await heard).join()).not.toContain('rahasia sesudah keluar');
	});

	it.each(['../../etc/passwd', '%2e%2e%2f', "A' OR 1=1", '<script>', 'ZZZZ-ZZZZ', '$ne'])(
		'%s is no case (B46, B48)',
		async (number) => {
			const sari = await worker();
			const answer = await sari.send(`/desk/cases/${encodeURIComponent(number)}`);
			expect(answer.status).toBe(404);
			expect(await answer.text()).not.toContain(number.includes('<') ? number : 'passwd');
		},
	);
});

describe('hostile words at the desk', () => {
	it.each([
		'<script>alert(1)</script>',
		'<img src=x onerror=alert(1)>',
		'[klik](javascript:alert(1))',
		'</textarea><script>x</script>',
	])('%s is text in the queue, the case, the notes and the reply box (B51)', async (text) => {
		const sari = await worker();
		const it = await taken(sari, text);
		const page = await sari.page(it.path);
		await sari.fill(page, `${it.path}/notes`, { text });
		const given = await sari.fill(page, `${it.path}/reply`, { text: text.padEnd(4_000, '.') });
		await sari.fill(page, `${it.path}/close`, { ...outcomesIn(page), result: 'other', note: text });
		for (const html of [page, await given.text(), await sari.page(it.path), await sari.page('/desk?view=open')]) {
			expect(html).not.toMatch(/<img|<script>|href="javascript:/);
		}
		expect(textOf(page)).toContain(text);
	});

	it('a hostile name of a worker is text for citizens and colleagues', async () => {
		await world.users.add({ name: 'usil', displayName: '<img src=x onerror=alert(1)>', password }, 0);
		const usil = await worker('usil');
		const it = await taken(usil);
		await usil.fill(await usil.page(it.path), `${it.path}/reply`, { text: 'halo' });
		const sari = await worker();
		for (const html of [
			await usil.page('/desk'),
			await sari.page(it.path),
			await sari.page('/desk?view=open'),
			await it.browser.page('/chat'),
		])
			expect(html).not.toContain('<img');
	});

	it('nothing that people wrote, and no secret, is in the log', () => {
		const log = world.logged.join('');
		for (const word of ['beras habis', 'suaminya', 'alert(1)', password, 'rahasia']) expect(log).not.toContain(word);
	});
});
