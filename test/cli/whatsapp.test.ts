import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { ask } from '../../src/channels/whatsapp/api.ts';
import { untilLinked } from '../../src/cli/linking.ts';
import { openFake, openHouse } from '../channels/whatsapp/world.ts';
import { openEmbedded } from '../embedded.ts';
import { runHakku, scratchFolder } from '../process.ts';

const folder = scratchFolder('whatsapp-cli');
afterAll(() => folder.end());
const settings = {
	DATA_DIR: folder.path,
	HAKKU_KEY: randomBytes(32).toString('base64'),
	WHATSAPP_NUMBERS: 'utama,kedua',
};

describe('hakku whatsapp', () => {
	it('lists every number that the settings name, and how it stands', () => {
		const { status, stdout } = runHakku(['whatsapp', 'list'], settings);
		expect(stdout).toBe('utama\t–\tunpaired\t–\t–\nkedua\t–\tunpaired\t–\t–\n');
		expect(status).toBe(0);
	});

	it('says what is missing, and which numbers there are', () => {
		expect(runHakku(['whatsapp', 'list'], { DATA_DIR: folder.path }).stderr).toContain(
			'WHATSAPP_NUMBERS names no number',
		);
		expect(runHakku(['whatsapp', 'unlink', 'lain'], settings).stderr).toContain('It names: utama, kedua.');
		expect(runHakku(['whatsapp', 'pair', '--number', 'besok'], settings).stderr).toContain('no telephone number');
	});

	it.each([
		['a picture to scan', null, /▄|█/],
		['a code to type in', '628110000001', /type within \d+ seconds: {2}[0-9A-Z]{4}-[0-9A-Z]{4}/],
	])('links a number by %s, and says where to go on', async (_, number, shows) => {
		const [fake, ground] = [await openFake(), await openEmbedded()];
		const house = openHouse(fake, ground);
		const office = fake.office();
		const said: string[] = [];
		const asked = Date.now();
		await ask(house.desk, 'utama', 'pair', { by: null, at: asked, number });
		const say = (text: string) => {
			said.push(text);
			if (!shows.test(text)) return;
			void house.seen().then(({ shown }) => fake.link(office, shown?.text ?? ''));
		};
		await untilLinked(house.desk, 'utama', asked, say, new AbortController().signal);
		expect(said[0]).toContain('Linked devices');
		expect(said.join('\n')).toMatch(shows);
		expect(said.at(-1)).toContain('utama is linked: +628110000001');
		await house.close();
		await ground.close();
		await fake.end();
	});

	it('says that WhatsApp knows no such number, tries again, and leaves nothing half-done when it is ended', async () => {
		const [fake, ground] = [await openFake(), await openEmbedded()];
		const house = openHouse(fake, ground);
		const linked = async (at: number, number: string | null, stop: AbortController) => {
			const said: string[] = [];
			await ask(house.desk, 'utama', 'pair', { by: null, at, number });
			const say = (text: string) => {
				said.push(text);
				if (text.includes('Ctrl-C ends it.')) stop.abort();
			};
			return { said, end: untilLinked(house.desk, 'utama', at, say, stop.signal) };
		};
		const first = await linked(1, '628139999000', new AbortController());
		await expect(first.end).rejects.toThrow('WhatsApp shows no code for that telephone number');
		expect(first.said).toEqual([]);
		const second = await linked(2, null, new AbortController());
		await expect(second.end).rejects.toThrow('You ended it. Nothing was linked.');
		expect((await house.seen()).shown).not.toBeNull();
		await house.close();
		const left = await ground.store.get('whatsapp_accounts', 'utama');
		expect(left).toMatchObject({ state: 'unpaired', number: null, shown: null });
		await ground.close();
		await fake.end();
	});
});
