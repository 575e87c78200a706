import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileKnowledge } from '../../src/knowledge/index.ts';
import { fixtureFiles } from '../knowledge/fixture.ts';
import { askingPlay, type Browser, openWebWorld, textOf, type WebWorld } from '../web-world.ts';

const password = 'tiga kata mudah';
let world: WebWorld;
let sari: Browser;
let me = '';
beforeAll(async () => {
	world = await openWebWorld({ play: askingPlay });
	await world.users.add({ name: 'sari', displayName: 'Bu Sari', role: 'supervisor', password }, 0);
	me = (await world.users.named('sari'))?._id ?? '';
	sari = world.browser();
	await sari.post('/desk/sign-in', { name: 'sari', password });
});
afterAll(() => world.close());

async function taken() {
	world.time.now += 1_000;
	const citizen = world.browser();
	await citizen.page('/chat');
	await citizen.post('/chat', { id: randomUUID(), text: 'anak saya dua' });
	await citizen.post('/chat', { id: randomUUID(), text: 'petugas' });
	const cases = await world.store.find('cases', { status: 'open' }, { limit: 100 });
	const opened = cases.reduce((a, b) => (b.opened_at >= a.opened_at ? b : a));
	const path = `/desk/cases/${opened.number}`;
	await sari.fill(await sari.page(path), `${path}/claim`);
	return { id: opened._id, number: opened.number, path, citizen };
}

/** What stands under a heading of the day, as text. */
const part = (page: string, name: string) =>
	textOf(page.match(new RegExp(`<section class="day day-${name}".*?</section>`, 's'))?.[0] ?? '');

describe('my day', () => {
	it('says with nothing to do where to look instead', async () => {
		expect(textOf(await sari.page('/desk/day'))).toContain('Tidak ada yang mendesak hari ini');
	});

	it('shows what waits, what is late, letters and what comes back, each with the time and one tap to the case', async () => {
		const waits = await taken();
		const asleep = await taken();
		await sari.fill(await sari.page(asleep.path), `${asleep.path}/reply`, { text: 'Saya kabari lusa.' });
		const handling = await sari.page(`${asleep.path}/handling`);
		expect((await sari.fill(handling, `${asleep.path}/snooze`, { until: '2026-03-04' })).status).toBe(303);
		const { now } = world.time;
		await world.cases.addClaim(waits.id, { right: 'pungutan-dokumen', outcome: 'likely' }, null, 'a', now);
		const refusal = { institution: 'Dukcapil Bogor', service: 'KTP', on: '2026-03-01', reason: 'habis', asked: null };
		await world.cases.moveClaim(
			waits.id,
			{
				right: 'pungutan-dokumen',
				to: 'refused',
				refusal: { ...refusal, money: null, papers: null, failures: ['no_service'] },
			},
			me,
			'm',
			now,
		);
		await sari.fill(await sari.page(`${waits.path}/rights`), `${waits.path}/letters`, { kind: 'complaint' });

		const day = await sari.page('/desk/day');
		expect(part(day, 'waiting')).toMatch(
			new RegExp(`Menunggu jawaban Anda 1 .*sejak kurang dari semenit lalu.*${waits.number}`),
		);
		expect(day).toMatch(new RegExp(`href="${waits.path}/letters/[0-9a-f-]{36}"`));
		expect(part(day, 'back')).toBe('');
		expect((await sari.page('/desk?view=mine')).includes(asleep.number)).toBe(false);
		expect(await sari.page('/desk?view=snoozed')).toContain(asleep.number);
		expect(textOf(await sari.page('/desk?view=snoozed'))).toContain('Kembali 4 Mar');

		world.time.now = Date.UTC(2026, 2, 4, 0, 30);
		await sari.post('/desk/sign-in', { name: 'sari', password });
		const later = await sari.page('/desk/day');
		expect(part(later, 'back')).toMatch(new RegExp(`kembali 08.00.*${asleep.number}`));
		expect(part(later, 'overdue')).toMatch(/terlambat .+: dijawab/);
		world.time.now = Date.UTC(2026, 2, 4, 1, 30);
		await world.cases.ring(asleep.id, world.time.now);
		expect(await sari.page('/desk?view=mine')).toContain(asleep.number);
		expect(await sari.page('/desk?view=snoozed')).not.toContain(asleep.number);
	});
});

describe('a canned reply', () => {
	it('fills the box with what is known, marks what is not, and does not leave with a gap', async () => {
		const it = await taken();
		const page = await sari.page(it.path);
		const id = randomUUID();
		const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
		const filled = await sari.post(`${it.path}/canned`, { csrf, id, text: 'Halo.', canned: 'sapa' });
		expect(filled.status).toBe(200);
		const box = /<textarea id="reply-text"[^>]*>(.*?)<\/textarea>/s.exec(await filled.text())?.[1] ?? '';
		expect(box).toMatch(/^Halo\.\n\nHalo ⟦panggilan⟧, saya Bu Sari\./);
		expect(box).toContain(it.number);
		const refused = await sari.post(`${it.path}/reply`, { csrf, id, text: box });
		expect(refused.status).toBe(400);
		expect(textOf(await refused.text())).toContain('Masih ada bagian bertanda ⟦ ⟧');
		expect((await sari.fill(page, `${it.path}/called`, { called: '  Ibu   Siti ' })).status).toBe(303);
		const again = await sari.post(
			`${it.path}/canned`,
			{ csrf, id, text: '', canned: 'sapa' },
			{ 'hx-request': 'true' },
		);
		const fragment = await again.text();
		expect(fragment).toMatch(/<section id="reply"[^>]*data-filled="yes"/);
		const whole = /<textarea id="reply-text"[^>]*>(.*?)<\/textarea>/s.exec(fragment)?.[1] ?? '';
		expect(whole).toContain('Halo Ibu Siti, saya Bu Sari.');
		expect((await sari.post(`${it.path}/reply`, { csrf, id, text: whole })).status).toBe(303);
		await world.conversations.settled(it.id.split('@')[0] ?? '');
		expect(textOf(await it.citizen.page('/chat'))).toContain('Halo Ibu Siti');
	});

	it('never names a right or a number that nobody has checked', async () => {
		const it = await taken();
		const found = await world.store.get('cases', it.id);
		const { knowledge } = world.releases.current();
		const withheld = [...knowledge.rights.values()].find((right) => right.withheld);
		if (!found || !withheld) throw new Error('nothing withheld');
		const [claim] = found.claims;
		if (!claim) throw new Error('no claim');
		await world.store.replace('cases', { ...found, claims: [{ ...claim, right: withheld.id }] });
		const page = await sari.page(it.path);
		const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
		const filled = await sari.post(`${it.path}/canned`, { csrf, id: randomUUID(), text: '', canned: 'ke-mana' });
		const box = /<textarea id="reply-text"[^>]*>(.*?)<\/textarea>/s.exec(await filled.text())?.[1] ?? '';
		expect(box).toContain('⟦hak⟧');
		expect(box).toContain('⟦telepon⟧');
		expect(box).not.toContain(withheld.name.id);
	});

	it.each(['', 'hantu', '../x', '<script>'])('called %j is none, and what was typed stays (B48)', async (canned) => {
		const it = await taken();
		const csrf = /name="csrf" value="([^"]+)"/.exec(await sari.page(it.path))?.[1] ?? '';
		const answer = await sari.post(`${it.path}/canned`, { csrf, id: randomUUID(), text: 'sudah ditulis', canned });
		expect(answer.status).toBe(400);
		expect(await answer.text()).toContain('sudah ditulis</textarea>');
	});

	it.each([
		['Halo {pangilan}.', 'reply.fact.unknown'],
		['Halo {panggilan.', 'reply.brace'],
		['Bantuannya Rp200.000 sebulan.', 'reply.figure'],
		['Telepon 0811 1129 129.', 'reply.figure'],
		['x'.repeat(1_001), 'text.too_long'],
	])('with “%.30s” is found by the check, with its line', (text, code) => {
		const file = `replies:\n  - id: a\n    title: { id: A, en: A }\n    text:\n      id: "${text}"\n      en: Hello.\n`;
		const { findings } = compileKnowledge(new Map([...fixtureFiles(), ['knowledge/replies.yaml', file]]));
		const found = findings.find((finding) => finding.file === 'knowledge/replies.yaml' && finding.severity === 'error');
		expect(found).toMatchObject({ code, line: 5 });
	});
});
