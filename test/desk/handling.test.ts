import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askingPlay, type Browser, openWebWorld, textOf, type WebWorld } from '../web-world.ts';

const password = 'tiga kata mudah';
let world: WebWorld;
const ids: Record<string, string> = {};
beforeAll(async () => {
	world = await openWebWorld({ play: askingPlay });
	for (const name of ['sari', 'joko']) {
		await world.users.add({ name, displayName: `Bu ${name}`, password }, 0);
		ids[name] = (await world.users.list()).find((user) => user.name === name)!._id;
	}
	await world.users.add({ name: 'kepala', displayName: 'Pak Kepala', password, role: 'supervisor' }, 0);
});
afterAll(() => world.close());

async function worker(name: string): Promise<Browser> {
	const browser = world.browser();
	expect((await browser.post('/desk/sign-in', { name, password })).status).toBe(303);
	return browser;
}

async function citizen() {
	world.time.now += 1_000;
	const browser = world.browser();
	await browser.page('/chat');
	await browser.post('/chat', { id: randomUUID(), text: 'petugas' });
	const cases = await world.store.find('cases', { status: 'open' }, { limit: 1000 });
	const opened = cases.reduce((a, b) => (b.opened_at >= a.opened_at ? b : a));
	return { browser, id: opened._id, conversation: opened.conversation, path: `/desk/cases/${opened.number}` };
}
const now = (id: string) => world.cases.get(id);

describe('a worker at the desk', () => {
	it('sees how long there is to take a case, and what became of a promise', async () => {
		const sari = await worker('sari');
		const it = await citizen();
		expect(textOf(await sari.page(it.path))).toMatch(/Sisa .+ untuk diambil/);
		world.time.now += 20 * 24 * 3_600_000;
		await world.cases.ring(it.id, world.time.now);
		const back = await worker('sari');
		expect(textOf(await back.page(it.path))).toMatch(/Terlambat .+: belum diambil\. .+\./);
		expect(textOf(await back.page('/desk?view=open'))).toMatch(/Terlambat/);
	});

	it('hands a case to a colleague with consent; the citizen is not greeted again, and nothing is asked anew', async () => {
		const sari = await worker('sari');
		const joko = await worker('joko');
		const it = await citizen();
		await sari.fill(await sari.page(it.path), `${it.path}/claim`);
		await sari.fill(await sari.page(it.path), `${it.path}/reply`, { text: 'Selamat pagi' });
		const session = (await world.store.get('conversations', it.conversation))!.session;
		const page = await sari.page(`${it.path}/handling`);
		const form = { to: `worker ${ids.joko}`, agency: '', reason: 'Saya cuti besok.' };
		const refused = await sari.fill(page, `${it.path}/transfer`, form);
		expect(refused.status).toBe(409);
		expect(textOf(await refused.text())).toContain('Tanyakan dulu kepada warga');
		expect((await sari.fill(page, `${it.path}/transfer`, { ...form, consented: 'yes' })).status).toBe(303);
		await world.conversations.settled(it.conversation);
		expect(await now(it.id)).toMatchObject({ assignee: ids.joko, claimed_at: null });
		const seen = textOf(await joko.page(it.path));
		expect(seen).toContain('Saya tangani');
		expect(seen).toContain('Selamat pagi');
		const before = textOf(await it.browser.page('/chat'));
		await joko.fill(await joko.page(it.path), `${it.path}/claim`);
		await world.conversations.settled(it.conversation);
		expect(textOf(await it.browser.page('/chat'))).toBe(before);
		const after = (await world.store.get('conversations', it.conversation))!;
		expect(after.session).toEqual(session);
		expect(after.mode).toMatchObject({ state: 'human', case: it.id });
	});

	it('hands a case to an agency outside: it ends, and the bot speaks with the citizen again', async () => {
		const sari = await worker('sari');
		const it = await citizen();
		await sari.fill(await sari.page(it.path), `${it.path}/claim`);
		const page = await sari.page(`${it.path}/handling`);
		const form = { to: 'agency', agency: 'Dinas Sosial', reason: 'Wewenang dinas.', consented: 'yes' };
		expect((await sari.fill(page, `${it.path}/transfer`, { ...form, agency: '' })).status).toBe(409);
		expect((await sari.fill(page, `${it.path}/transfer`, form)).status).toBe(303);
		await world.conversations.settled(it.conversation);
		expect(await now(it.id)).toMatchObject({ status: 'transferred', next_due: null });
		expect(textOf(await it.browser.page('/chat'))).toContain('Hakku kembali menemani Anda.');
	});

	it('cannot take a case out of a colleague’s hands; a supervisor can give it to somebody else', async () => {
		const [sari, joko, kepala] = await Promise.all(['sari', 'joko', 'kepala'].map(worker));
		const it = await citizen();
		await sari!.fill(await sari!.page(it.path), `${it.path}/claim`);
		const theirs = await joko!.page(`${it.path}/handling`);
		expect(theirs).not.toContain(`${it.path}/assign`);
		const csrf = /name="csrf" value="([^"]+)"/.exec(theirs)?.[1] ?? '';
		const refused = await joko!.post(`${it.path}/assign`, { csrf, to: ids.joko! });
		expect(refused.status).toBe(409);
		const page = await kepala!.page(`${it.path}/handling`);
		expect((await kepala!.fill(page, `${it.path}/assign`, { to: ids.joko! })).status).toBe(303);
		expect(await now(it.id)).toMatchObject({ assignee: ids.joko });
	});

	it('says that they are on duty, is then given what fits, and hands back what waits when they go', async () => {
		const joko = await worker('joko');
		const desk = await joko.page('/desk');
		const nobody = await citizen();
		const none = await joko.fill(await joko.page(`${nobody.path}/handling`), `${nobody.path}/assign`, { to: '' });
		expect(textOf(await none.text())).toContain('Tidak ada petugas tim ini');
		await joko.fill(desk, '/desk/presence', { presence: 'online', team: 'umum' });
		const given = await joko.fill(await joko.page(`${nobody.path}/handling`), `${nobody.path}/assign`, { to: '' });
		expect(given.status).toBe(303);
		expect(await now(nobody.id)).toMatchObject({ assignee: ids.joko });
		await joko.fill(desk, '/desk/presence', { presence: 'offline', team: 'umum' });
		expect(await now(nobody.id)).toMatchObject({ assignee: null });
	});

	it('puts off what nobody waits for, and joins the same matter into one case', async () => {
		const sari = await worker('sari');
		const [one, other] = [await citizen(), await citizen()];
		for (const { path } of [one, other]) await sari.fill(await sari.page(path), `${path}/claim`);
		const page = await sari.page(`${one.path}/handling`);
		const until = new Date(world.time.now + 3 * 24 * 3_600_000).toISOString().slice(0, 10);
		const waits = await sari.fill(page, `${one.path}/snooze`, { until });
		expect(textOf(await waits.text())).toContain('Warga sedang menunggu jawaban');
		await sari.fill(await sari.page(one.path), `${one.path}/reply`, { text: 'Saya kabari lusa.' });
		await world.conversations.settled(one.conversation);
		expect((await sari.fill(page, `${one.path}/snooze`, { until })).status).toBe(303);
		expect(textOf(await sari.page(one.path))).toContain('Ditunda sampai');
		const twin = await sari.page(`${other.path}/handling`);
		const wrong = await sari.fill(twin, `${other.path}/merge`, { into: 'AAAA-0000' });
		expect(textOf(await wrong.text())).toContain('Tidak ada kasus dengan nomor itu');
		const into = one.path.split('/').at(-1)!.toLowerCase();
		expect((await sari.fill(twin, `${other.path}/merge`, { into })).status).toBe(303);
		expect(await now(other.id)).toMatchObject({ status: 'duplicate', duplicate_of: one.id });
		await world.conversations.settled(other.conversation);
		expect((await world.store.get('conversations', other.conversation))!.mode.state).toBe('bot');
	});

	it('takes two cases apart again that were joined by mistake, each with what is its own, and goes on speaking in both', async () => {
		const sari = await worker('sari');
		const [one, other] = [await citizen(), await citizen()];
		for (const { path } of [one, other]) await sari.fill(await sari.page(path), `${path}/claim`);
		const at = world.time.now;
		await world.cases.addClaim(other.id, { right: 'pip', outcome: 'likely' }, null, 'a', at);
		await world.cases.addRefusal(other.id, { institution: 'SD 1', service: null, reason: null, asked: null }, 'r', at);
		await world.cases.raise(other.id, ['no_food_today'], 'd', at);
		const before = [(await now(one.id))!, (await now(other.id))!];
		const into = one.path.split('/').at(-1)!;
		await sari.fill(await sari.page(`${other.path}/handling`), `${other.path}/merge`, { into });
		await world.conversations.settled(other.conversation);
		expect(await now(one.id)).toMatchObject({ priority: 1, danger: ['no_food_today'] });
		await world.cases.moveClaim(one.id, { right: 'pip', to: 'preparing' }, ids.sari ?? '', 'p', at);
		expect(await sari.page(`${one.path}/handling`)).toContain(`href="${other.path}/handling"`);

		const joko = await worker('joko');
		const twin = await sari.page(`${other.path}/handling`);
		const stranger = await joko.fill(await joko.page(`${other.path}/handling`), `${other.path}/unmerge`);
		expect(stranger.status).toBe(409);
		expect((await sari.fill(twin, `${other.path}/unmerge`)).status).toBe(303);
		const [kept, apart] = [(await now(one.id))!, (await now(other.id))!];
		for (const field of ['priority', 'danger', 'needs', 'claims', 'refusals'] as const)
			expect(kept[field]).toEqual(before[0]![field]);
		expect(apart).toMatchObject({ status: 'open', duplicate_of: null, assignee: ids.sari, priority: 1 });
		expect(apart.refusals).toEqual(before[1]!.refusals);
		expect(apart.claims.find(({ right }) => right === 'pip')?.status).toBe('preparing');
		expect((await sari.fill(await sari.page(other.path), `${other.path}/reply`, { text: 'Kita lanjut.' })).status).toBe(
			303,
		);
		await world.conversations.settled(other.conversation);
		expect(textOf(await other.browser.page('/chat'))).toContain('Kita lanjut.');

		const again = await sari.page(`${other.path}/handling`);
		expect((await sari.fill(again, `${other.path}/merge`, { into })).status).toBe(303);
		expect((await now(one.id))!.claims.some(({ right }) => right === 'pip')).toBe(true);
		const trail = await world.store.find('case_events', { case: one.id }, { sort: ['case', 'at'] });
		expect(trail.filter(({ kind }) => kind === 'merged' || kind === 'unmerged')).toHaveLength(3);
	});
});
