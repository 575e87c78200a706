import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded, template } from '../../embedded.ts';
import { FakeTelegram } from '../../fakes/telegram/server.ts';
import { png } from '../../files/samples.ts';
import { scratchFolder, shortLived, startHakku } from '../../process.ts';
import { eventually } from './world.ts';

const script = fileURLToPath(new URL('./life.mjs', import.meta.url));
const folder = scratchFolder('telegram');
const long = process.env.FAULTS === 'long';
const living = new Set<ChildProcess>();
let fake: FakeTelegram;
beforeAll(async () => {
	fake = await FakeTelegram.open();
});
afterAll(async () => {
	await fake.close();
	folder.end();
});

/** A process of its own; resolves when it lives. */
async function live(life: object): Promise<ChildProcess & { readonly ended: Promise<unknown> }> {
	const whole = { url: fake.root, token: fake.token, template, ...life };
	const child = spawn(process.execPath, [...shortLived, script, JSON.stringify(whole)], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	living.add(child);
	const ended = once(child, 'close').then(() => living.delete(child));
	await Promise.race([once(child.stdout, 'data'), ended]);
	return Object.assign(child, { ended });
}

afterEach(() => {
	for (const child of living) child.kill('SIGKILL');
});

describe('a process that is killed', () => {
	const places = [
		['between the news and their receipt', 'opened'],
		['between receipt and turn', 'received'],
		['between the mark and the sending', 'marked'],
		['between sending and the mark that it was sent', 'sent'],
	] as const;

	/** Each costs two processes: the two that matter most always, all of them in the long form. */
	const chosen = places.filter(([, killIn]) => long || killIn === 'opened' || killIn === 'sent');
	it.each(chosen)('%s loses nothing, and nobody is answered twice', async (_, killIn) => {
		const place = join(folder.path, killIn);
		const sri = fake.person(800_000 + places.findIndex(([, one]) => one === killIn));
		const first = await live({ folder: place, killIn, killAt: 2 });
		const { downloads } = fake.files;
		sri.write('satu');
		sri.send({ photo: [{ ...fake.files.hold(png), width: 1, height: 1 }], caption: 'dua' });
		sri.write('tiga');
		await first.ended;
		expect(first.signalCode).toBe('SIGKILL');
		const second = await live({ folder: place, ahead: 120_000 });
		await eventually(() => expect(fake.pending).toEqual([]));
		await eventually(() => expect(sri.texts.length).toBeGreaterThanOrEqual(2));
		await eventually(() => expect(fake.files.downloads).toBeGreaterThan(downloads));
		second.stdin?.end();
		await second.ended;
		const ground = await openEmbedded(place);
		const document = await ground.store.get('conversations', `telegram:${sri.id}`);
		const files = await ground.store.find('files', { conversation: `telegram:${sri.id}` });
		const lines = await ground.store.find('messages', { conversation: `telegram:${sri.id}` });
		await ground.close();
		const all = new Map(lines.map((line) => [line._id, line]));
		const waiting = [...(document?.outbox ?? []).map(({ message }) => message), ...(document?.unfiled ?? [])];
		for (const line of waiting) all.set(line._id, line);
		const heard = [...all.values()].filter(({ from }) => from === 'citizen').map(({ text }) => text);
		expect(heard.toSorted()).toEqual(['[foto] dua', 'satu', 'tiga']);
		expect(files, 'and the photo is there').toMatchObject([{ state: 'kept', type: 'image/png' }]);
		const answers = [...all.values()].filter(({ from }) => from === 'hakku');
		expect(answers).toHaveLength(3);
		expect(new Set(sri.texts).size, 'nothing is said twice').toBe(sri.texts.length);
		for (const { text, delivery } of answers) {
			if (delivery === 'sent') expect(sri.texts).toContain(text);
			else expect(['uncertain', 'waiting']).toContain(delivery);
		}
	});
});

describe('npm start', () => {
	it('with a token answers on Telegram, and is ready', async () => {
		const hakku = await startHakku({
			...{ DATA_DIR: join(folder.path, 'start'), TELEGRAM_BOT_TOKEN: fake.token, TELEGRAM_API_ROOT: fake.root },
		});
		living.add(hakku.child);
		const sri = fake.person(810_000);
		sri.write('/start');
		await eventually(() => expect(sri.screen.at(-1)?.buttons.length).toBeGreaterThan(0));
		const ready = await fetch(`${hakku.base}/health/ready`);
		expect(ready.status).toBe(200);
		expect(await hakku.stop()).toBe(0);
		expect(hakku.output()).not.toContain(fake.token);
		expect(fake.pending).toEqual([]);
	});
});
