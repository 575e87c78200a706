import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, openWorld } from './world.ts';

let world: Awaited<ReturnType<typeof openWorld>>;
beforeAll(async () => {
	world = await openWorld();
});
afterAll(() => world.close());

describe('a citizen on WhatsApp', () => {
	it('is answered, sees that it was read, and the office sees it on its telephone', async () => {
		const { fake, office, house } = world;
		const sri = fake.person('6281200000001');
		const id = await fake.write(sri, office, 'halo');
		await eventually(() => expect(sri.texts).toEqual(['1: halo']));
		await eventually(() => expect(sri.read).toEqual([id]));
		expect(sri.delivered).toEqual([id]);
		expect(office.mirrored).toEqual(['1: halo']);
		expect(await house.transcript(`${sri.lid}@lid`)).toEqual(['citizen: halo', 'hakku: 1: halo']);
	});
});
