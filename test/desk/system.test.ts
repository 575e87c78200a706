import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingsInUse } from '../../src/config.ts';
import type { SystemReport } from '../../src/desk/index.ts';
import { askingPlay, openWebWorld, textOf, type WebWorld } from '../web-world.ts';

const password = 'tiga kata mudah';
const finding = (severity: 'error' | 'warning', message: string) => ({
	...{ severity, message, code: 'x', file: 'flows/makan.yaml', line: 12, column: 3, fix: 'Perbaiki <b>ini</b>.' },
});
const report: SystemReport = {
	release: '121b77fb304287aef24aac1f0531dbd8',
	findings: [finding('warning', 'Yang kedua.'), finding('error', 'Yang pertama.')],
	channels: [
		{ name: 'web', trouble: null },
		{ name: 'telegram', trouble: 'the token is refused' },
	],
	settings: settingsInUse({ MONGO_URL: 'mongodb://u:rahasia@host/hakku', PORT: '9000' }),
};
let world: WebWorld;
beforeAll(async () => {
	world = await openWebWorld({ play: askingPlay, system: () => report });
	await world.users.add({ name: 'sari', role: 'admin', password }, world.time.now);
	await world.users.add({ name: 'dewi', role: 'supervisor', password }, world.time.now);
});
afterAll(() => world.close());

async function open(name: string): Promise<Response> {
	const browser = world.browser();
	await browser.post('/desk/sign-in', { name, password });
	return browser.send('/desk/system');
}

describe('the system page', () => {
	it('tells an admin what is wrong with an edit, errors first, at its place and with the way out', async () => {
		const html = await (await open('sari')).text();
		const page = textOf(html);
		expect(page).toContain('rilis sebelumnya yang tetap dipakai');
		expect(page).toMatch(/Yang pertama\..*Yang kedua\./);
		expect(page).toContain('flows/makan.yaml:12:3');
		expect(html).not.toContain('<b>ini</b>');
	});

	it('says which channel is in trouble, and which settings are set, but no secret', async () => {
		const html = await (await open('sari')).text();
		expect(textOf(html)).toContain('Telegram the token is refused');
		expect(textOf(html)).toContain('PORT 9000 (diisi)');
		expect(textOf(html)).toContain('MONGO_URL isinya tidak ditampilkan (diisi)');
		expect(html).not.toContain('rahasia');
	});

	it('counts who is in the middle of a conversation, by the release they run on', async () => {
		const before = textOf(await (await open('sari')).text());
		expect(before).toContain('Tidak ada percakapan yang sedang berjalan.');
		for (let n = 0; n < 2; n++) {
			const citizen = world.browser();
			await citizen.page('/chat');
			await citizen.post('/chat', { id: randomUUID(), text: 'halo' });
		}
		const [one] = await world.store.find('conversations', { release: { gt: '' } }, { sort: ['release'], limit: 1 });
		expect(one?.session?.release).toBe(one?.release);
		const page = textOf(await (await open('sari')).text());
		expect(page).toContain(`${one?.release?.slice(0, 12)} 2 percakapan`);
	});

	it('is there for nobody but admins', async () => {
		expect((await open('dewi')).status).toBe(404);
	});
});
