import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askingPlay, type Browser, openWebWorld, textOf, type WebWorld } from '../web-world.ts';

const password = 'tiga kata mudah';
const right = 'pungutan-dokumen';
let world: WebWorld;
let sari: Browser;
let dewi: Browser;
let number = '';
let id = '';
let citizen: Browser;
beforeAll(async () => {
	world = await openWebWorld({ play: askingPlay, now: Date.UTC(2026, 10, 25, 3) });
	for (const name of ['sari', 'dewi']) await world.users.add({ name, password }, world.time.now);
	[sari, dewi] = [world.browser(), world.browser()];
	for (const [name, browser] of [
		['sari', sari],
		['dewi', dewi],
	] as const)
		await browser.post('/desk/sign-in', { name, password });
	citizen = world.browser();
	await citizen.page('/chat');
	await citizen.post('/chat', { id: randomUUID(), text: 'petugas' });
	const [opened] = await world.store.find('cases', { status: 'open' }, { limit: 1 });
	number = opened?.number ?? '';
	id = opened?._id ?? '';
	await sari.fill(await sari.page(`/desk/cases/${number}`), `/desk/cases/${number}/claim`);
	await world.cases.addClaim(id, { right, outcome: 'likely' }, null, 'a1', world.time.now);
});
afterAll(() => world.close());

const rights = () => `/desk/cases/${number}/rights`;
const csrfOf = (page: string) => /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
const move = async (by: Browser, to: string, more: Record<string, string> = {}) =>
	by.post(`${rights()}/${right}`, { csrf: csrfOf(await by.page(rights())), id: randomUUID(), to, ...more });
const claim = async () => (await world.cases.get(id))?.claims.find((one) => one.right === right);

describe('the rights of a case', () => {
	it('show what may be done next, the way after a refusal, and only to whoever holds the case a form', async () => {
		const page = textOf(await sari.page(rights()));
		for (const part of ['Dirujuk ke kantor', 'Jalan bila ditolak', 'SP4N-LAPOR', 'Ombudsman'])
			expect(page).toContain(part);
		expect(await dewi.page(rights())).not.toContain(`action="${rights()}/${right}"`);
		expect((await move(dewi, 'preparing')).status).toBe(409);
	});

	it('move with what the move needs, and say what is missing', async () => {
		const nowhere = await move(sari, 'referred');
		expect(nowhere.status).toBe(409);
		expect(textOf(await nowhere.text())).toContain('Tulis dulu ke kantor mana warga dirujuk.');
		for (const wrong of [
			{ on: '2026-11-26' },
			{ on: '2026-02-30' },
			{ on: 'kemarin' },
			{ ask: '0' },
			{ ask: '-1' },
			{ ask: '9999' },
		])
			expect((await move(sari, 'referred', { institution: 'Dukcapil', ...wrong })).status).toBe(400);
		expect(
			(await move(sari, 'referred', { institution: 'Dukcapil Kota Bogor', on: '2026-11-20', ask: '7' })).status,
		).toBe(303);
		expect(await claim()).toMatchObject({ status: 'referred', referral: { institution: 'Dukcapil Kota Bogor' } });
		const clocks = (await world.cases.get(id))?.clocks.filter((clock) => clock.claim === right);
		expect(clocks).toMatchObject([{ kind: 'follow_up', due: world.time.now + 7 * 86_400_000 }]);
	});

	it('refuse a move that the machine does not know, and one from a page that is old', async () => {
		expect((await move(sari, 'receipt_confirmed')).status).toBe(409);
		expect((await move(sari, '__proto__')).status).toBe(409);
	});

	it('note a refusal with what was asked, and start the person’s time limit', async () => {
		const answer = await move(sari, 'refused', {
			service: 'KTP',
			reason: 'blangko habis',
			money: 'Rp50.000',
			failure: 'payment_asked',
			deadline: '30',
			deadline_kind: 'calendar',
		});
		expect(answer.status).toBe(303);
		const it = await world.cases.get(id);
		expect(it?.refusals).toMatchObject([
			{
				claim: right,
				institution: 'Dukcapil Kota Bogor',
				money: 'Rp50.000',
				failures: ['payment_asked'],
				on: '2026-11-25',
			},
		]);
		const clock = it?.clocks.find(({ id }) => id === `legal:${right}`);
		expect(clock).toMatchObject({ who: 'person' });
		expect(new Date(clock?.due ?? 0).toISOString()).toBe('2026-12-25T16:59:59.999Z');
	});

	it('counts an office’s time to answer in working days, public holidays left out', async () => {
		const page = await sari.page(rights());
		expect(page).toContain('hari kerja');
		const sent = { institution: 'Pimpinan Dukcapil', on: '2026-11-25', deadline: '22', deadline_kind: 'working' };
		expect((await move(sari, 'objection', sent)).status).toBe(303);
		const clock = (await world.cases.get(id))?.clocks.findLast(({ claim: of }) => of === right);
		expect(clock).toMatchObject({ kind: 'legal', who: 'institution' });
		// 22 working days after 25 November, without Christmas: 28 December.
		expect(new Date(clock?.due ?? 0).toISOString()).toBe('2026-12-28T16:59:59.999Z');
		expect(await claim()).toMatchObject({ status: 'objection', appeals: [{ to: 'Pimpinan Dukcapil' }] });
	});
});

describe('a letter on the desk', () => {
	let path = '';
	const act = async (what: string, more: Record<string, string> = {}) =>
		sari.fill(await sari.page(path), `${path}${what}`, more);

	it('is drafted, edited, refused with an unchecked law, approved, read as PDF', async () => {
		const page = await sari.page(rights());
		const answer = await sari.fill(page, `/desk/cases/${number}/letters`, { kind: 'complaint' });
		path = answer.headers.get('location') ?? '';
		expect(path).toMatch(/\/letters\/[0-9a-f-]{36}$/);
		const draft = await sari.page(path);
		expect(textOf(draft)).toContain('Konsep, belum disetujui');
		const body = textOf(/<textarea[^>]*>(.*?)<\/textarea>/s.exec(draft)?.[1] ?? '');
		expect(body).toContain('UU 24/2013 pasal 79A');
		const words = { to: 'Kepala Dukcapil', subject: 'Pengaduan' };
		await act('', { ...words, body: 'Menurut UU 25/2009 pasal 44 …' });
		const refused = await act('/approve', { vouched: 'yes' });
		expect(refused.status).toBe(409);
		expect(textOf(await refused.text())).toContain('belum diperiksa');
		await act('', { ...words, body: 'Menurut UU 24/2013 pasal 79A surat ini gratis.' });
		expect((await act('/approve')).status).toBe(303);
		const pdf = await sari.send(`${path}.pdf`);
		expect(pdf.headers.get('content-type')).toBe('application/pdf');
		expect(
			Buffer.from(await pdf.arrayBuffer())
				.subarray(0, 5)
				.toString(),
		).toBe('%PDF-');
	});

	it('reaches the person once, as words to copy, and is theirs then', async () => {
		const csrf = csrfOf(await sari.page(path));
		const sent = await Promise.all([1, 2].map(() => sari.post(`${path}/send`, { csrf })));
		expect(sent.map(({ status }) => status)).toEqual([303, 303]);
		await world.conversations.settled((await world.cases.get(id))?.conversation ?? '');
		const chat = textOf(await citizen.page('/chat'));
		expect(chat.split('Menurut UU 24/2013 pasal 79A surat ini gratis.')).toHaveLength(2);
		const link = /href="(\/chat\/surat\/\d+\.pdf)"/.exec(await citizen.page('/chat'))?.[1] ?? '';
		expect((await citizen.send(link)).headers.get('content-type')).toBe('application/pdf');
		const stranger = world.browser();
		await stranger.page('/chat');
		const tries = [stranger.send(link), citizen.send('/chat/surat/1.pdf'), citizen.send('/chat/surat/999.pdf')];
		for (const answer of await Promise.all(tries))
			expect(answer.headers.get('content-type')).not.toBe('application/pdf');
		expect(textOf(await sari.page(path))).toContain('Sudah dikirim ke warga.');
		expect((await sari.post(path, { csrf, to: 'x', subject: 'x', body: 'x' })).status).toBe(409);
	});

	it.each(['../../etc/passwd', '%00', 'x.pdf', randomUUID()])('is not found under "%s" (B46)', async (name) => {
		expect((await sari.send(`/desk/cases/${number}/letters/${encodeURIComponent(name)}`)).status).toBe(404);
	});

	it('cannot be approved or sent by somebody else', async () => {
		const csrf = csrfOf(await dewi.page(path));
		expect((await dewi.post(`${path}/approve`, { csrf })).status).toBe(409);
		expect((await dewi.post(`${path}/send`, { csrf })).status).toBe(409);
	});
});

describe('a conversation that goes back to Hakku', () => {
	const accompany = async (by: Browser, days: string) =>
		by.post(`${rights()}/${right}/accompany`, { csrf: csrfOf(await by.page(rights())), days });

	it('stays the worker’s case, is asked about in some days, and only whoever holds it may do that', async () => {
		expect((await accompany(dewi, '7')).status).toBe(409);
		for (const wrong of ['0', '-1', 'x', '181', '1.5']) expect((await accompany(sari, wrong)).status).toBe(400);
		expect((await accompany(sari, '7')).status).toBe(303);
		const it = await world.cases.get(id);
		expect(it).toMatchObject({ status: 'open', assignee: (await world.users.named('sari'))?._id });
		const conversation = await world.store.get('conversations', it?.conversation ?? '');
		expect(conversation?.mode).toMatchObject({ state: 'bot', case: id });
		const asks = it?.clocks.find(({ kind, met_at }) => kind === 'follow_up' && met_at === null);
		expect(asks?.due).toBe(world.time.now + 7 * 86_400_000);
	});

	it('shows how everyday life changed, as a number, and adds it up in the overview', async () => {
		const { now } = world.time;
		await world.cases.report(id, 'intake', { food: 0, health: 1, home: 1 }, now);
		expect(textOf(await sari.page(`/desk/cases/${number}`))).not.toContain('Keadaan sehari-hari');
		await world.cases.report(id, 'after_30', { food: 2, health: 1, safety: 2 }, now);
		expect(textOf(await sari.page(`/desk/cases/${number}`))).toContain('Keadaan sehari-hari : +2 (2 bagian');
		const rina = world.browser();
		await world.users.add({ name: 'rina', role: 'supervisor', password }, now);
		await rina.post('/desk/sign-in', { name: 'rina', password });
		expect(textOf(await rina.page('/desk/overview'))).toContain('Lebih baik 1 Sama 0 Lebih buruk 0');
	});
});
