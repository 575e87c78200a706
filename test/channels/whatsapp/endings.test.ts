import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, numberHistory } from '../../../src/channels/whatsapp/api.ts';
import { endingOf, waitBefore, waysOut } from '../../../src/channels/whatsapp/reasons.ts';
import { eventually, openWorld } from './world.ts';

describe('the end of a connection', () => {
	it.each([
		[515, { next: 'again' }],
		[408, { next: 'later', telling: false }],
		[428, { next: 'later', telling: false }],
		[503, { next: 'later', telling: false }],
		[500, { next: 'later', telling: true }],
		[999, { next: 'later', telling: true }],
		[440, { next: 'stop', reason: 'replaced' }],
		[401, { next: 'stop', reason: 'logged_out' }],
		[403, { next: 'stop', reason: 'logged_out' }],
		[406, { next: 'stop', reason: 'logged_out' }],
		[402, { next: 'stop', reason: 'restricted' }],
		[463, { next: 'stop', reason: 'restricted' }],
		[405, { next: 'stop', reason: 'outdated' }],
		[409, { next: 'stop', reason: 'outdated' }],
		[411, { next: 'stop', reason: 'broken' }],
	] as const)('with code %i is answered as it deserves', (code, ending) => {
		expect(endingOf(code)).toEqual(ending);
	});

	it('is waited out longer each time, up to five minutes, and by no two numbers alike', () => {
		expect([1, 2, 3, 4].map((failures) => waitBefore(failures, 0.5))).toEqual([1_000, 2_000, 4_000, 8_000]);
		expect(waitBefore(50, 0.5)).toBe(300_000);
		expect(waitBefore(3, 0)).toBe(3_000);
		expect(waitBefore(3, 1)).toBe(5_000);
	});
});

describe('a number', () => {
	let world: Awaited<ReturnType<typeof openWorld>>;
	beforeAll(async () => {
		world = await openWorld({ watch: { opening: 1_000, silence: 400, alive: 100_000, every: 50, calm: 0 } });
	});
	afterAll(() => world.close());

	const answered = async (): Promise<void> => {
		const sri = world.fake.person(`628133${String(++people).padStart(7, '0')}`);
		await world.fake.write(sri, world.office, 'halo');
		await eventually(() => expect(sri.texts).toEqual(['1: halo']));
	};
	let people = 0;

	it.each([515, 503, 500])('that lost its connection with %i comes back by itself', async (code) => {
		const { fake, office, house } = world;
		const { logins } = fake;
		fake.disconnect(office, code);
		await eventually(() => expect(fake.logins).toBe(logins + 1));
		await house.until('open');
		await answered();
		expect(house.lines.join().includes('whatsapp.unsteady')).toBe(code === 500);
	});

	it('leaves no timer of an old connection behind', async () => {
		const { fake, office, house } = world;
		const [start, end] = [globalThis.setInterval, globalThis.clearInterval];
		const running = new Set<unknown>();
		globalThis.setInterval = Object.assign((...given: Parameters<typeof start>) => {
			const timer = start(...given);
			running.add(timer);
			return timer;
		}, start);
		globalThis.clearInterval = (timer) => {
			running.delete(timer);
			end(timer);
		};
		const counts: number[] = [];
		try {
			for (let time = 0; time < 4; time++) {
				const { logins } = fake;
				fake.disconnect(office, 515);
				await eventually(() => expect(fake.logins).toBe(logins + 1));
				await house.until('open');
				await answered();
				counts.push(running.size);
			}
		} finally {
			globalThis.setInterval = start;
			globalThis.clearInterval = end;
		}
		expect(counts[0]).toBeGreaterThan(0);
		expect(counts.at(-1)).toBe(counts[0]);
	});

	it('that is connected but deaf is connected anew; the old connection is gone before', async () => {
		const { fake } = world;
		const { connections } = fake;
		fake.deaf = true;
		await eventually(() => expect(fake.lines).toBe(0));
		expect(fake.connections).toBe(connections);
		fake.deaf = false;
		await eventually(() => expect(fake.connections).toBe(connections + 1));
		await answered();
		expect(fake.lines).toBe(1);
	});

	it.each([
		[440, 'replaced'],
		[405, 'outdated'],
		[411, 'broken'],
	] as const)('that is refused with %i stops, says why, and goes on when it is told to', async (code, reason) => {
		const { fake, office, house } = world;
		fake.disconnect(office, code);
		await house.until('stopped');
		expect(await house.seen()).toMatchObject({ reason });
		expect(house.trouble()).toContain(waysOut[reason]);
		expect(house.lines.join()).toContain(`whatsapp.${reason}`);
		const { connections } = fake;
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(fake.connections).toBe(connections);
		await ask(house.desk, 'utama', 'connect', { by: 'user-sari', at: Date.now() });
		await house.until('open');
		expect(house.trouble()).toBeNull();
		await answered();
	});

	it('that WhatsApp restricts stops writing to whoever did not write, never tries again by itself, and answers', async () => {
		const { fake, office, house } = world;
		const sri = fake.person('6281399900001');
		await fake.write(sri, office, 'halo');
		await eventually(() => expect(sri.texts).toEqual(['1: halo']));
		fake.errors.push(463);
		await fake.write(sri, office, 'dua');
		await eventually(async () => expect((await house.seen()).restricted_until).toBeGreaterThan(Date.now()));
		expect(house.trouble()).toContain('only answer');
		const refused = fake.tried;
		await house.conversations.collect('whatsapp');
		await house.conversations.settled(`whatsapp:${sri.lid}@lid`);
		expect(fake.tried).toBe(refused);
		await fake.write(sri, office, 'masih di sana?');
		await eventually(() => expect(sri.texts.at(-1)).toContain('masih di sana?'));
		expect(sri.texts).toEqual(['1: halo', '2 satu', '2 dua', '3: masih di sana?']);
	});

	it('that WhatsApp says may only answer says so, until the time that WhatsApp names, or until it is lifted', async () => {
		const { fake, office, house } = world;
		fake.timelock(office, null);
		await eventually(async () => expect((await house.seen()).restricted_until).toBeNull());
		expect(house.trouble()).toBeNull();
		const until = Math.floor(Date.now() / 1_000) + 7_200;
		fake.timelock(office, until);
		await eventually(async () => expect((await house.seen()).restricted_until).toBe(until * 1_000));
		expect(house.trouble()).toContain('only answer');
		await answered();
		fake.timelock(office, null);
		await eventually(async () => expect((await house.seen()).restricted_until).toBeNull());
	});

	it('that was unlinked on the telephone keeps everything, and is linked again by a code', async () => {
		const { fake, office, house } = world;
		office.devices.clear();
		fake.disconnect(office, 401);
		await house.until('stopped');
		expect(await house.seen()).toMatchObject({ reason: 'logged_out' });
		const shown = await house.pair(office, 'utama', office.phone);
		expect(shown).toMatchObject({ kind: 'code', text: expect.stringMatching(/^[0-9A-Z]{8}$/) });
		expect(await house.seen()).toMatchObject({ number: office.phone, reason: null, shown: null });
		await answered();
	});

	it('that is asked to be unlinked while it is away connects once more, so that the telephone forgets it, too', async () => {
		const { fake, office, house, ground } = world;
		fake.refusals.push(503);
		fake.cut();
		await house.until('waiting');
		await ask(house.desk, 'utama', 'unlink', { by: 'user-sari', at: Date.now() });
		await house.until('unpaired');
		expect(office.devices.size).toBe(0);
		const [event] = await numberHistory(ground, 'utama', 1);
		expect(event).toMatchObject({ kind: 'unlinked', by: 'user-sari', detail: 'told' });
		await house.pair(office);
	});

	it('is unlinked here, too: the telephone forgets us, and no key is left', async () => {
		const { fake, office, house, ground } = world;
		await ask(house.desk, 'utama', 'unlink', { by: 'user-sari', at: Date.now() });
		await house.until('unpaired');
		expect(office.devices.size).toBe(0);
		expect(await ground.store.count('whatsapp_keys', { account: 'utama' })).toBe(0);
		expect((await ground.store.get('whatsapp_accounts', 'utama'))?.creds).toBeNull();
		expect(house.trouble()).toContain('not paired');
		const { connections } = fake;
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(fake.connections).toBe(connections);
		await house.pair(office);
		await answered();
	});
});
