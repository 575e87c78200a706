import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseDocument, Scope } from '../../src/cases/documents.ts';
import { marked } from '../../src/cases/index.ts';
import type { Role } from '../../src/desk/index.ts';
import { askingPlay, type Browser, openWebWorld, textOf, type WebWorld } from '../web-world.ts';

const password = 'tiga kata mudah';
let world: WebWorld;
/** A case that dewi has, one that is nobody's, and the same of violence. */
const cases = new Map<string, CaseDocument>();
const secret = 'dipukul suami tadi malam';

beforeAll(async () => {
	world = await openWebWorld({ play: askingPlay });
	for (const name of ['sari', 'dewi']) await world.users.add({ name, displayName: `Bu ${name}`, password }, 0);
	await world.users.add({ name: 'rina', displayName: 'Bu Rina', role: 'supervisor', password }, 0);
	await world.users.add({ name: 'boss', displayName: 'Pak Boss', role: 'admin', password }, 0);
	const dewi = (await world.users.named('dewi'))?._id ?? '';
	for (const kind of ['free', 'held', 'covered free', 'covered held']) {
		const citizen = world.browser();
		await citizen.page('/chat');
		await citizen.post('/chat', { id: randomUUID(), text: secret });
		await citizen.post('/chat', { id: randomUUID(), text: 'petugas' });
		const opened = (await world.store.find('cases', { status: 'open' }, { limit: 10 })).find(
			({ _id }) => ![...cases.values()].some((one) => one._id === _id),
		);
		if (!opened) throw new Error('no case');
		const danger = kind.startsWith('covered') ? (['violence'] as const) : [];
		await world.store.replace('cases', marked({ ...opened, danger, area: '3201', called: 'Ibu Rahasia' }));
		if (kind.endsWith('held')) await world.cases.claim(opened._id, dewi, world.time.now);
		cases.set(kind, (await world.cases.get(opened._id)) ?? opened);
	}
});
afterAll(() => world.close());

const browsers = new Map<string, Browser>();
async function as(name: string): Promise<Browser> {
	const known = browsers.get(name);
	if (known) return known;
	const browser = world.browser();
	await browser.post('/desk/sign-in', { name, password });
	browsers.set(name, browser);
	return browser;
}

async function scope(name: string, to: Scope): Promise<void> {
	const user = (await world.users.named(name))?._id ?? '';
	const of = { team: 'umum', areas: [], needs: [], languages: [], capacity: 9, scope: to };
	await world.cases.enlist(user, of, world.time.now);
}

const pathOf = (kind: string) => `/desk/cases/${cases.get(kind)?.number}`;

/** Every page and form below a case, with whatever its form may want. */
function routes(): readonly { method: string; path: string }[] {
	const own = world.web.app.routes.filter(
		({ path, method }) => /^\/desk\/cases\/:number/.test(path) && method !== 'ALL',
	);
	return own.map(({ method, path }) => ({
		method,
		path: path.replaceAll(/:right|:letter|:line\b/g, (part) =>
			part === ':line' ? '1' : part === ':right' ? 'pkh' : randomUUID(),
		),
	}));
}

/** How a worker's own field set might be sent to any of the forms. */
const fields = {
	id: randomUUID(),
	text: 'x',
	to: 'sari',
	reason: 'x',
	consented: 'yes',
	until: '2026-03-20',
	into: 'x',
};

async function every(
	browser: Browser,
	kind: string,
): Promise<readonly { route: string; status: number; body: string }[]> {
	const page = await browser.page('/desk/search');
	const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
	const answers = [];
	for (const { method, path } of routes()) {
		if (path.endsWith('/claim')) continue;
		const target = path.replace('/desk/cases/:number', pathOf(kind));
		const names = ['text', 'to', 'until', 'into'] as const;
		const tries =
			method === 'GET' ? [{}] : [{}, ...names.map((name) => ({ [name]: fields[name] })), { id: fields.id, text: 'x' }];
		for (const form of tries) {
			const answer = method === 'GET' ? await browser.send(target) : await browser.post(target, { csrf, ...form });
			answers.push({ route: `${method} ${path}`, status: answer.status, body: await answer.text() });
		}
	}
	return answers;
}

describe('who may see a case', () => {
	it.each([
		['sari', 'self', 'held'],
		['sari', 'self', 'free'],
		['sari', 'all', 'covered held'],
		['sari', 'all', 'covered free'],
		['sari', 'team', 'covered held'],
		['boss', 'all', 'covered held'],
	] as const)(
		'%s with the scope %s reaches nothing of a case that is %s, by no page and no form',
		async (name, to, kind) => {
			await scope(name, to);
			const before = await world.store.get('cases', cases.get(kind)?._id ?? '');
			const answers = await every(await as(name), kind);
			expect(answers.length).toBeGreaterThan(20);
			for (const { route, status, body } of answers) {
				const bare = kind === 'covered free' && route === 'GET /desk/cases/:number';
				const stream = route.endsWith('/events');
				expect([route, status]).toEqual([route, bare ? 200 : stream ? 204 : expect.toSatisfy((code) => code >= 400)]);
				expect([400, 403, 404, 200, 204]).toContain(status);
				expect(body).not.toContain(secret);
				expect(body).not.toContain('Ibu Rahasia');
			}
			expect(answers.filter(({ status }) => status === 403).length).toBeGreaterThan(8);
			expect(await world.store.get('cases', cases.get(kind)?._id ?? '')).toEqual(before);
			const trail = await world.store.find(
				'case_events',
				{ case: cases.get(kind)?._id ?? '' },
				{ sort: ['case', 'at'] },
			);
			const user = (await world.users.named(name))?._id;
			expect(trail.filter(({ by }) => by === user)).toEqual([]);
		},
	);

	it.each([
		['dewi', 'self', 'held'],
		['dewi', 'self', 'covered held'],
		['sari', 'all', 'held'],
		['sari', 'team', 'free'],
		['rina', 'all', 'covered held'],
		['rina', 'team', 'covered free'],
	] as const)('%s with the scope %s reads a case that is %s, and that is on record', async (name, to, kind) => {
		await scope(name, to);
		const page = await (await as(name)).page(pathOf(kind));
		expect(page).toContain(secret);
		const trail = await world.store.find('case_events', { case: cases.get(kind)?._id ?? '' }, { sort: ['case', 'at'] });
		const user = (await world.users.named(name))?._id;
		expect(trail.some((event) => event.kind === 'viewed' && event.by === user)).toBe(true);
	});

	it('a refusal says what to do, and a sensitive case can be taken without having read it', async () => {
		await scope('sari', 'all');
		const sari = await as('sari');
		const refused = await sari.send(pathOf('covered held'));
		expect(refused.status).toBe(403);
		expect(textOf(await refused.text())).toContain('minta kasusnya diberikan kepada Anda');
		const first = await sari.send(`${pathOf('covered free')}/rights`);
		expect(textOf(await first.text())).toContain('Ambil dulu kasusnya');
		const outline = await sari.page(pathOf('covered free'));
		expect(textOf(outline)).toContain('Kasus ini peka');
		expect(outline).not.toMatch(/Kekerasan|dipukul/);
		expect((await sari.fill(outline, `${pathOf('covered free')}/claim`)).status).toBe(303);
		expect(await sari.page(pathOf('covered free'))).toContain(secret);
		const csrf = /name="csrf" value="([^"]+)"/.exec(outline)?.[1] ?? '';
		const late = await sari.post(`${pathOf('covered held')}/claim`, { csrf });
		expect(late.status).toBe(403);
	});

	it('lists, search, overview and its tables show no more than the scope', async () => {
		await scope('sari', 'self');
		const sari = await as('sari');
		for (const list of ['waiting', 'open', 'mine', 'snoozed', 'ended']) {
			const page = await sari.page(`/desk?view=${list}`);
			expect(page).not.toContain(cases.get('held')?.number);
			expect(page).not.toContain(cases.get('covered held')?.number);
		}
		const search = await sari.page('/desk/search');
		const nobody = await sari.fill(search, '/desk/search', { words: cases.get('held')?.number ?? '' });
		expect(textOf(await nobody.text())).toContain('Tidak ada yang ditemukan');
		const own = await sari.fill(search, '/desk/search', { words: 'rahasia' });
		expect(await own.text()).toContain(`id="case-${cases.get('covered free')?.number}"`);
		const user = (await world.users.named('rina'))?._id ?? '';
		const of = { team: 'umum', areas: ['3171'], needs: [], languages: [], capacity: 9, scope: 'area' as const };
		await world.cases.enlist(user, of, world.time.now);
		const rina = await as('rina');
		expect(textOf(await rina.page('/desk/overview'))).toContain('Terbuka 0');
		expect(await (await rina.send('/desk/overview/workers.csv')).text()).not.toContain('Bu dewi');
		await scope('rina', 'all');
		expect(await (await rina.send('/desk/overview/workers.csv')).text()).toContain('Bu dewi');
	});

	it.each([
		['sari', 'worker', [404, 404, 404, 404, 404]],
		['rina', 'supervisor', [200, 200, 200, 404, 404]],
		['boss', 'admin', [200, 200, 200, 200, 404]],
	] as [string, Role, number[]][])('%s, a %s, has the pages of that role', async (name, _, expected) => {
		const paths = ['/desk/overview', '/desk/staff', '/desk/staff/dewi', '/desk/accounts', '/desk/staff/nobody'];
		const browser = await as(name);
		expect(await Promise.all(paths.map(async (path) => (await browser.send(path)).status))).toEqual(expected);
	});

	it('an open stream ends when the case goes to somebody else', async () => {
		await scope('sari', 'all');
		const seen = await world.cases.get(cases.get('covered free')?._id ?? '');
		const sari = await as('sari');
		const stream = await sari.send(`${pathOf('covered free')}/events?after=0&rev=${seen?.rev}`);
		const rina = (await world.users.named('rina'))?._id ?? '';
		await world.cases.assign(seen?._id ?? '', (await world.users.named('dewi'))?._id ?? '', rina, world.time.now);
		expect(await stream.text()).not.toContain('event: case');
		expect((await sari.send(pathOf('covered free'))).status).toBe(403);
	});
});

describe('the settings of a worker', () => {
	it('are ticked and typed by name, and hold from then on', async () => {
		const boss = await as('boss');
		const page = await boss.page('/desk/staff/sari');
		const form = {
			team: 'umum',
			scope: 'area',
			capacity: '12',
			places: 'Kabupaten Bogor; DKI Jakarta',
			'need-food': 'yes',
		};
		const saved = await boss.fill(page, '/desk/staff/sari', form);
		expect(saved.headers.get('location')).toBe('/desk/staff/sari?saved=1');
		const user = (await world.users.named('sari'))?._id ?? '';
		expect(await world.cases.staff(user)).toMatchObject({
			areas: ['31', '3201'],
			needs: ['food'],
			capacity: 12,
			scope: 'area',
		});
		expect(textOf(await boss.page('/desk/staff/sari'))).toMatch(/Diatur oleh Pak Boss, .+Kabupaten Bogor/);
		expect(textOf(await boss.page('/desk/staff'))).toContain('Kasus di wilayahnya');
	});

	it.each([
		[{ places: 'Negeri Antah Berantah' }, 'Tempat ini tidak dikenal: Negeri Antah Berantah'],
		[{ places: 'Bogor' }, 'bisa beberapa tempat'],
		[{ capacity: 'banyak' }, 'harus angka 1 sampai 500'],
		[{ capacity: '0' }, 'harus angka 1 sampai 500'],
		[{ team: 'hantu' }, 'Tim itu tidak ada'],
	])('say clearly what is wrong with %j, and keep what was', async (wrong, said) => {
		const boss = await as('boss');
		const user = (await world.users.named('sari'))?._id ?? '';
		const before = await world.cases.staff(user);
		const form = { team: 'umum', scope: 'team', capacity: '7', ...wrong };
		const answer = await boss.fill(await boss.page('/desk/staff/sari'), '/desk/staff/sari', form);
		expect(answer.status).toBe(400);
		expect(textOf(await answer.text())).toContain(said);
		expect(await world.cases.staff(user)).toEqual(before);
	});

	it('of a supervisor, or beyond what a supervisor sees, are for admins', async () => {
		await scope('rina', 'team');
		const rina = await as('rina');
		expect((await rina.send('/desk/staff/rina')).status).toBe(404);
		const form = { team: 'umum', scope: 'all', capacity: '7' };
		const page = await rina.page('/desk/staff/sari');
		const wide = await rina.fill(page, '/desk/staff/sari', form);
		expect(wide.status).toBe(403);
		expect((await rina.fill(page, '/desk/staff/sari', { ...form, scope: 'team' })).status).toBe(303);
		expect(
			(await rina.fill(await rina.page('/desk'), '/desk/presence', { presence: 'online', team: 'lain' })).status,
		).toBe(303);
		const staff = await world.cases.staff((await world.users.named('rina'))?._id ?? '');
		expect(staff).toMatchObject({ team: 'umum', scope: 'team' });
	});
});
