import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMongoStore } from '../../../src/store/mongo/index.ts';
import { openEmbedded, template } from '../../embedded.ts';
import { scratchFolder, shortLived } from '../../process.ts';
import { describeWith, shared } from '../../services.ts';
import { aKey, eventually, openFake, openHouse } from './world.ts';

const script = fileURLToPath(new URL('./life.mjs', import.meta.url));
const folder = scratchFolder('whatsapp');
const key = aKey();
let fake: Awaited<ReturnType<typeof openFake>>;
const long = process.env.FAULTS === 'long';
const living = new Set<ChildProcess>();

beforeAll(async () => {
	fake = await openFake();
});
afterAll(async () => {
	for (const child of living) child.kill('SIGKILL');
	await fake.end();
	folder.end();
});

/** A process of its own; resolves when it lives. */
async function live(life: object): Promise<ChildProcess & { readonly ended: Promise<unknown> }> {
	const root = Buffer.from(fake.credentials.root).toString('base64');
	const whole = { url: fake.url, root, key: Buffer.from(key).toString('base64'), template, ...life };
	const child = spawn(process.execPath, [...shortLived, script, JSON.stringify(whole)], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	living.add(child);
	const ended = once(child, 'close').then(() => living.delete(child));
	await Promise.race([once(child.stdout, 'data'), ended]);
	return Object.assign(child, { ended });
}

describe('a process that is killed', () => {
	const place = join(folder.path, 'data');
	beforeAll(async () => {
		const ground = await openEmbedded(place);
		const house = openHouse(fake, ground, { key });
		await house.pair(fake.office());
		await house.close();
		await ground.close();
	});

	const places = [
		['once a message is opened and not yet kept', 'opened'],
		['once a message is kept and not yet confirmed', 'received'],
		['once it is kept, between receipt and answer', 'kept'],
		['once an answer left and nobody knows', 'sent'],
		['once the answer is in the transcript', 'filed'],
		['once everything is done', 'settled'],
	] as const;
	let people = 0;
	/** Each costs two processes: the two that matter most always, all of them in the long form. */
	it.each(places.filter(([, killIn]) => long || killIn === 'opened' || killIn === 'sent'))(
		'%s loses nothing, and nobody is answered twice',
		async (_, killIn) => {
			const office = fake.office();
			const sri = fake.person(`62814000${++people}0001`);
			const first = await live({ folder: place, killIn, killAt: 2 });
			const ids: string[] = [];
			for (const text of ['satu', 'dua', 'tiga']) ids.push(await fake.write(sri, office, text));
			await first.ended;
			expect(first.signalCode).toBe('SIGKILL');
			const second = await live({ folder: place });
			await eventually(() => expect(sri.texts).toEqual(['1: satu', '2: dua', '3: tiga']));
			await eventually(() => expect([...new Set(sri.delivered)]).toEqual(ids));
			second.stdin?.end();
			await second.ended;
			const ground = await openEmbedded(place);
			const lines = await ground.store.find('messages', { conversation: `whatsapp:${sri.lid}@lid` });
			expect(lines.map(({ text }) => text).toSorted()).toEqual(['1: satu', '2: dua', '3: tiga', 'dua', 'satu', 'tiga']);
			await ground.close();
		},
	);
});

describeWith('mongo', 'two processes on one server', () => {
	it('hand a number over when the first is killed: the second goes on where it stopped', async () => {
		const mongo = `${await shared('mongo')}/whatsapp_${process.pid}`;
		const store = await openMongoStore(mongo);
		const embedded = await openEmbedded();
		const office = fake.office('628110000009', '900000000000009');
		const house = openHouse(fake, { ...embedded, store }, { key });
		await house.pair(office);
		await house.close();
		const first = await live({ mongo, term: 1_500 });
		await eventually(() => expect(fake.connected(office)).toBe(true));
		const second = await live({ mongo, term: 1_500 });
		const sri = fake.person('6281499900001');
		await fake.write(sri, office, 'satu');
		await eventually(() => expect(sri.texts).toEqual(['1: satu']));
		const { logins } = fake;
		first.kill('SIGKILL');
		await first.ended;
		await fake.write(sri, office, 'dua');
		await eventually(() => expect(sri.texts).toEqual(['1: satu', '2: dua']));
		expect(fake.logins).toBe(logins + 1);
		second.stdin?.end();
		await second.ended;
		await store.close();
		await embedded.close();
	});
});
