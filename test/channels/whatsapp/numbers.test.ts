import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, openWorld } from './world.ts';

let world: Awaited<ReturnType<typeof openWorld>>;
beforeAll(async () => {
	world = await openWorld({ numbers: ['utama', 'kedua'] });
	await world.house.pair(world.fake.office('628110000002', '900000000000002'), 'kedua');
});
afterAll(() => world.close());

describe('two numbers at once', () => {
	it('each answer from the number that was written to, in one conversation of the person', async () => {
		const { fake, office, house } = world;
		const second = fake.office('628110000002');
		const sri = fake.person('6281800000001');
		await fake.write(sri, office, 'halo');
		await eventually(() => expect(sri.texts).toEqual(['1: halo']));
		await fake.write(sri, second, 'apa kabar');
		await eventually(() => expect(sri.texts).toEqual(['1: halo', '2: apa kabar']));
		await fake.write(sri, office, 'kembali ke sini');
		await eventually(() => expect(sri.texts).toHaveLength(3));
		expect(sri.screen.map(({ from }) => from)).toEqual([office.phone, second.phone, office.phone]);
		expect(await house.transcript(`${sri.lid}@lid`)).toHaveLength(6);
	});

	it('go on alone when the other one stops; the trouble names which', async () => {
		const { fake, office, house } = world;
		const second = fake.office('628110000002');
		fake.disconnect(second, 440);
		await house.until('stopped', 'kedua');
		expect(house.trouble()).toMatch(/^number kedua: another program/);
		expect(house.trouble()).not.toContain('utama');
		const budi = fake.person('6281800000002');
		await fake.write(budi, office, 'halo');
		await eventually(() => expect(budi.texts).toEqual(['1: halo']));
	});

	it('have keys of their own, none of which opens the other’s', async () => {
		const { ground } = world;
		const of = async (account: string) => await ground.store.find('whatsapp_keys', { account }, { limit: 1_000 });
		const [first, second] = [await of('utama'), await of('kedua')];
		expect(first.length).toBeGreaterThan(5);
		expect(second.length).toBeGreaterThan(5);
		expect(new Set([...first, ...second].map(({ value }) => value)).size).toBe(first.length + second.length);
	});
});
