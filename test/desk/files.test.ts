import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { telegramAccount, telegramFiles } from '../../src/channels/telegram/index.ts';
import { eventually, held, quick } from '../channels/telegram/world.ts';
import { FakeTelegram } from '../fakes/telegram/server.ts';
import { png } from '../files/samples.ts';
import { askingPlay, type Browser, openWebWorld, textOf, type WebWorld } from '../web-world.ts';

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
});
