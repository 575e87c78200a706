import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askingPlay, type Browser, openWebWorld, textOf, type WebWorld } from '../web-world.ts';

const password = 'tiga kata mudah';
let world: WebWorld;
let rina: Browser;
let sari: Browser;
beforeAll(async () => {
	world = await openWebWorld({ play: askingPlay });
	await world.users.add({ name: 'sari', displayName: 'Bu Sari', password }, world.time.now);
	await world.users.add({ name: 'rina', role: 'supervisor', password }, world.time.now);
	[sari, rina] = [world.browser(), world.browser()];
	await sari.post('/desk/sign-in', { name: 'sari', password });
	await rina.post('/desk/sign-in', { name: 'rina', password });
	for (let n = 0; n < 3; n++) {
		const citizen = world.browser();
		await citizen.page('/chat');
		await citizen.post('/chat', { id: randomUUID(), text: 'petugas' });
	}
	const [first, second] = await world.store.find('cases', { status: 'open' }, { limit: 10 });
	const { now } = world.time;
	await world.cases.claim(first?._id ?? '', (await world.users.named('sari'))?._id ?? '', now);
	await world.cases.addClaim(first?._id ?? '', { right: 'pkh', outcome: 'likely' }, null, 'c', now);
	await world.cases.moveClaim(first?._id ?? '', { right: 'pkh', to: 'obtained' }, null, 'm', now);
	const hostile = { institution: '=HYPERLINK("http://jahat")', service: null, reason: null, asked: 'uang' };
	await world.cases.addRefusal(second?._id ?? '', hostile, 'e', now);
});
afterAll(() => world.close());

describe('the overview', () => {
	it('shows a supervisor what is open, who carries what, how rights fared, and who refused', async () => {
		const page = textOf(await rina.page('/desk/overview'));
		for (const part of [
			'Terbuka 3',
			'Belum diambil 2',
			'Bu Sari',
			'Program Keluarga Harapan',
			'=HYPERLINK("http://jahat")',
		])
			expect(page).toContain(part);
	});

	it('gives the same figures as a table that no spreadsheet runs (B50)', async () => {
		const answer = await rina.send('/desk/overview/institutions.csv?days=30');
		expect(answer.headers.get('content-type')).toContain('text/csv');
		expect(answer.headers.get('content-disposition')).toContain('attachment');
		const lines = (await answer.text()).split('\n');
		expect(lines[1]).toBe(`"'=HYPERLINK(""http://jahat"")",1,1`);
		expect(await (await rina.send('/desk/overview/rights.csv')).text()).toContain(
			'Program Keluarga Harapan (PKH),3,1,0,0,0,2',
		);
	});

	it.each(['/desk/overview', '/desk/overview/institutions.csv'])('does not exist for a worker: %s', async (path) => {
		expect((await sari.send(path)).status).toBe(404);
		expect(await sari.page('/desk')).not.toContain('/desk/overview');
	});

	it.each(['x.csv', '__proto__.csv', '..%2f..%2fetc.csv'])('has no table %s', async (name) => {
		expect((await rina.send(`/desk/overview/${name}`)).status).toBe(404);
	});

	it('counts again when half a minute has passed, not for every look', async () => {
		const citizen = world.browser();
		await citizen.page('/chat');
		await citizen.post('/chat', { id: randomUUID(), text: 'petugas' });
		expect(textOf(await rina.page('/desk/overview'))).toContain('Terbuka 3');
		world.time.now += 30_000;
		expect(textOf(await rina.page('/desk/overview'))).toContain('Terbuka 4');
	});
});
