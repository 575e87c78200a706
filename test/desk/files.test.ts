import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { telegramAccount, telegramFiles } from '../../src/channels/telegram/index.ts';
import { eventually, held, quick } from '../channels/telegram/world.ts';
import { FakeTelegram } from '../fakes/telegram/server.ts';
import { html, pdf, png, svg } from '../files/samples.ts';
import { askingPlay, type Browser, hear, openWebWorld, textOf, type WebWorld } from '../web-world.ts';

const password = 'tiga kata mudah';
let world: WebWorld;
let fake: FakeTelegram;
let sari: Browser;
beforeAll(async () => {
	fake = await FakeTelegram.open();
	world = await openWebWorld({ play: askingPlay, now: Date.now() });
	const { store, conversations } = world;
	world.fetchers.set('telegram', telegramFiles(fake));
	world.queues.work('files', ({ file }) => conversations.file(file));
	const channel = await telegramAccount({
		...{ token: fake.token, root: fake.root, webhook: null, pause: quick, store },
		log: { info() {}, warn() {}, error() {} },
		clock: () => Date.now(),
		amended: async () => undefined,
	}).open(held);
	world.channels.set('telegram', channel);
	await channel.start((inbound) => conversations.receive(inbound));
	await world.users.add({ name: 'sari', password }, 0);
	sari = world.browser();
	await sari.post('/desk/sign-in', { name: 'sari', password });
});
afterAll(async () => {
	await world.channels.get('telegram')?.stop();
	await world.close();
	await fake.close();
});

/** A citizen on Telegram with an open case. */
async function citizen(id: number) {
	const sri = fake.person(id);
	sri.write('petugas');
	const conversation = `telegram:${id}`;
	const number = await eventually(async () => {
		const [found] = await world.store.find('cases', { conversation, status: 'open' });
		if (!found) throw new Error('no case yet');
		return found.number;
	});
	return { sri, conversation, path: `/desk/cases/${number}` };
}

describe('a file of a citizen on the case page', () => {
	it('a photo that somebody sends on Telegram ends as a link that shows it, and its opening is on record', async () => {
		const { sri, conversation, path } = await citizen(700_100);
		sri.send({ photo: [{ ...fake.files.hold(png), width: 1, height: 1 }], caption: 'surat dari kelurahan' });
		const link = await eventually(async () => {
			const found = /href="(\/desk\/cases\/[^"]+\/files\/\d+)"/.exec(await sari.page(path));
			if (found?.[1] === undefined) throw new Error('no link yet');
			return found[1];
		});
		const page = textOf(await sari.page(path));
		expect(page).toContain('[foto] surat dari kelurahan');
		expect(page).toMatch(/foto-\d+\.png PNG · 1 kB/);
		const shown = await sari.send(link);
		expect(shown.status).toBe(200);
		expect(Buffer.from(await shown.arrayBuffer()).equals(png)).toBe(true);
		expect(shown.headers.get('content-type')).toBe('image/png');
		expect(shown.headers.get('content-disposition')).toMatch(/^inline; filename="foto-\d+\.png"/);
		expect(shown.headers.get('content-security-policy')).toMatch(/^default-src 'none'; sandbox;/);
		expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
		expect(shown.headers.get('cache-control')).toBe('no-store');
		expect(textOf(await sari.page(path))).toContain('Berkas dibuka');
		expect((await world.store.find('files', { conversation })).map(({ source }) => source)).toEqual([null]);
	});

	/** Sends something and waits until it is settled; the address of the file. */
	async function sent(it: Awaited<ReturnType<typeof citizen>>, message: Record<string, unknown>) {
		const before = (await world.store.find('files', { conversation: it.conversation })).length;
		it.sri.send(message);
		const file = await eventually(async () => {
			const files = await world.store.find(
				'files',
				{ conversation: it.conversation },
				{ sort: ['conversation', 'seq'] },
			);
			const last = files.at(-1);
			if (last === undefined || files.length === before || last.state === 'waiting') throw new Error('not settled yet');
			return last;
		});
		return { file, link: `${it.path}/files/${file.seq}` };
	}

	it('what is no picture of dots is saved and never shown, under a name that does no harm', async () => {
		const it = await citizen(700_101);
		const { link } = await sent(it, { document: { ...fake.files.hold(pdf), file_name: '../../KK ibu\u202e.html' } });
		const saved = await sari.send(link);
		expect(saved.headers.get('content-type')).toBe('application/pdf');
		expect(saved.headers.get('content-disposition')).toBe(
			`attachment; filename="KK ibu.pdf"; filename*=UTF-8''KK%20ibu.pdf`,
		);
		expect(Buffer.from(await saved.arrayBuffer()).equals(pdf)).toBe(true);
	});

	it('a page or a drawing with script is not there at all, and the line says why', async () => {
		const it = await citizen(700_102);
		for (const content of [html, svg]) {
			const { link, file } = await sent(it, { document: { ...fake.files.hold(content), file_name: 'ktp.jpg' } });
			expect(file).toMatchObject({ state: 'refused', reason: 'type' });
			expect((await sari.send(link)).status).toBe(404);
		}
		const page = await sari.page(it.path);
		expect(textOf(page)).toContain('Jenis berkas ini tidak disimpan demi keamanan');
		expect(page).not.toContain('/files/');
		expect(textOf(await sari.page(`${it.path}?lang=en`))).toContain('This kind of file is not kept, for safety');
		await sari.page(`${it.path}?lang=id`);
	});

	it('is opened by nobody who is not signed in, and under no other case', async () => {
		const [mine, other] = [await citizen(700_103), await citizen(700_104)];
		const { link, file } = await sent(mine, { document: fake.files.hold(pdf) });
		const stranger = await world.browser().send(link);
		expect(stranger.status).toBe(303);
		expect(stranger.headers.get('location')).toMatch(/^\/desk\/sign-in/);
		expect((await sari.send(`${other.path}/files/${file.seq}`)).status).toBe(404);
		for (const line of ['0', '-1', '1.5', '9999', '..%2f..%2fsecret', '%2e%2e', '1%00', 'x', '__proto__'])
			expect((await sari.send(`${mine.path}/files/${line}`)).status, line).toBe(404);
		const [found] = await world.store.find('cases', { conversation: mine.conversation });
		const opened = await world.store.find('case_events', { case: found?._id ?? '' });
		expect(opened.filter(({ kind }) => kind === 'file_opened')).toEqual([]);
	});

	it('is on record before it leaves: who, which and when, also when it is opened again much later', async () => {
		const it = await citizen(700_105);
		const { link, file } = await sent(it, { document: fake.files.hold(pdf) });
		await sari.send(link);
		await sari.send(link);
		world.time.now += 3_600_000;
		await sari.send(link);
		const [found] = await world.store.find('cases', { conversation: it.conversation });
		const events = await world.store.find('case_events', { case: found?._id ?? '' });
		const opened = events.filter(({ kind }) => kind === 'file_opened');
		expect(opened).toMatchObject([{ detail: `#${file.seq}` }, { detail: `#${file.seq}` }]);
		expect(new Set(opened.map(({ by }) => by)).size).toBe(1);
	});

	it('what the person sends after the case was closed is not this worker’s', async () => {
		const it = await citizen(700_106);
		const earlier = await sent(it, { document: fake.files.hold(pdf) });
		await sari.fill(await sari.page(it.path), `${it.path}/claim`);
		const page = await sari.page(it.path);
		const asked = [...page.matchAll(/name="(outcome-[^"]+)"/g)].map(([, name = '']) => [name, 'withdrawn'] as const);
		const closed = await sari.fill(page, `${it.path}/close`, {
			result: 'referred',
			note: 'Ke dinas sosial.',
			...Object.fromEntries(asked),
		});
		expect(closed.status).toBe(303);
		world.time.now += 60_000;
		const later = await sent(it, { document: fake.files.hold(pdf) });
		expect((await sari.send(earlier.link)).status).toBe(200);
		expect((await sari.send(later.link)).status).toBe(404);
	});

	it('an open page is told when the file is there', async () => {
		const it = await citizen(700_107);
		fake.files.troubles.push({ kind: 'status', code: 500 });
		it.sri.send({ photo: [{ ...fake.files.hold(png), width: 1, height: 1 }] });
		const waiting = await eventually(async () => {
			const [file] = await world.store.find('files', { conversation: it.conversation });
			if (file?.tries !== 1 || (file.next_due ?? 0) > world.time.now + 60_000) throw new Error('not tried yet');
			return file;
		});
		const page = await sari.page(it.path);
		expect(textOf(page)).toContain('Berkas sedang diambil …');
		const events = (/data-events="([^"]+)"/.exec(page)?.[1] ?? '').replaceAll('&amp;', '&');
		const answer = await sari.send(events, { headers: { accept: 'text/event-stream' } });
		const heard = hear(answer, (event) => event.includes('/files/'));
		world.time.now = waiting.next_due ?? 0;
		await world.conversations.file(waiting._id);
		expect((await heard).at(-1)).toContain(`${it.path}/files/${waiting.seq}`);
	});

	it('is gone with the person who has their data erased', async () => {
		const it = await citizen(700_108);
		const { link } = await sent(it, { document: fake.files.hold(pdf) });
		it.sri.write('hapus data saya');
		await eventually(async () =>
			expect(await world.store.find('files', { conversation: it.conversation })).toEqual([]),
		);
		expect((await sari.send(link)).status).toBe(404);
	});
});
