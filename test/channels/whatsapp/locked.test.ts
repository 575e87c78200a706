import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../../../src/channels/whatsapp/api.ts';
import { openEmbedded } from '../../embedded.ts';
import { aKey, eventually, openFake, openHouse } from './world.ts';

let fake: Awaited<ReturnType<typeof openFake>>;
let ground: Awaited<ReturnType<typeof openEmbedded>>;
const key = aKey();
beforeAll(async () => {
	fake = await openFake();
	ground = await openEmbedded();
	const house = openHouse(fake, ground, { key });
	await house.pair(fake.office());
	await house.close();
});
afterAll(async () => {
	await ground.close();
	await fake.end();
});

const kept = async () => [
	(await ground.store.get('whatsapp_accounts', 'utama'))?.creds,
	await ground.store.find('whatsapp_keys', { account: 'utama' }, { limit: 1_000 }),
];

it('a number under another HAKKU_KEY stops and says so, changes nothing, and goes on under the right one', async () => {
	const before = await kept();
	const { connections } = fake;
	const stranger = openHouse(fake, ground, { key: aKey() });
	await stranger.until('stopped');
	expect(await stranger.seen()).toMatchObject({ reason: 'locked', number: fake.office().phone });
	expect(stranger.trouble()).toContain('HAKKU_KEY is not the one it was paired with');
	expect(stranger.lines.join()).toContain('key.wrong');
	await ask(stranger.desk, 'utama', 'connect', { by: null, at: 1 });
	await eventually(async () => expect((await stranger.seen()).wanted).toBeNull());
	expect(await stranger.seen()).toMatchObject({ state: 'stopped', reason: 'locked' });
	await stranger.close();
	expect(await kept()).toEqual(before);
	expect(fake.connections).toBe(connections);
	const house = openHouse(fake, ground, { key });
	await house.until('open');
	const sri = fake.person('6281911100001');
	await fake.write(sri, fake.office(), 'halo');
	await eventually(() => expect(sri.texts).toEqual(['1: halo']));
	await house.close();
});

it('a number whose HAKKU_KEY is lost can be unlinked and linked anew, and says that the telephone was not told', async () => {
	const house = openHouse(fake, ground, { key: aKey() });
	await house.until('stopped');
	await ask(house.desk, 'utama', 'unlink', { by: 'user-sari', at: 2 });
	await house.until('unpaired');
	const events = await ground.store.find('whatsapp_events', { account: 'utama' }, { limit: 50 });
	expect(events.find(({ kind }) => kind === 'unlinked')).toMatchObject({ by: 'user-sari', detail: 'not_told' });
	await house.pair(fake.office());
	const budi = fake.person('6281911100002');
	await fake.write(budi, fake.office(), 'halo');
	await eventually(() => expect(budi.texts).toEqual(['1: halo']));
	await house.close();
});
