import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import type { Store } from '../../src/store/index.ts';
import { template } from '../embedded.ts';
import { Person, world } from './world.ts';

let store: Store;
beforeAll(async () => {
	({ store } = await openEmbeddedStore({ template }));
});
afterAll(() => store.close());

const story = 'nama saya Sri Rahayu nik 3174014107900003, meteran saya disegel PLN padahal sudah bayar';

describe('somebody whose story was misread', () => {
	it('leaves the story for an admin to teach from, with nothing that leads back to them', async () => {
		const one = world(store);
		const sri = new Person('telegram', '628120000009');
		await one.say(sri, story, 'keliru');
		const [kept, ...more] = await store.find('suggestions', {});
		expect(more).toEqual([]);
		expect(kept).toEqual({
			_id: expect.stringMatching(/^[0-9a-f-]{36}$/u),
			rev: 1,
			text: 'nama saya [nama] nik [nomor], meteran saya disegel PLN padahal sudah bayar',
			needs: ['food'],
			intent: 'state_need',
			day: new Date(one.clock.now).toISOString().slice(0, 10),
		});
		const { person } = await one.document(sri);
		for (const theirs of [person, sri.id, sri.address, 'Sri', '3174014107900003'])
			expect(JSON.stringify(kept)).not.toContain(theirs);
	});

	it('leaves nothing when nothing was told', async () => {
		await store.removeAll('suggestions', {});
		await world(store).say(new Person(), 'halo', 'keliru');
		expect(await store.count('suggestions', {})).toBe(0);
	});
});

describe('a worker who reads what a person wrote', () => {
	it('sees no whole NIK and no whole telephone number among their words', async () => {
		const one = world(store);
		const sri = new Person();
		await one.say(sri, 'nik saya 3174014107900003 dan hp 0812-3456-7890', 'petugas');
		const { mode } = await one.document(sri);
		const words = (await one.cases.get(mode.case!))!.words.join('\n');
		expect(words).toContain('nik saya •••••••••••••003 dan hp •••••••••890');
	});
});
