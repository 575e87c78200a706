import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPushKeys } from '../../src/alerts/push/keys.ts';
import { createSeal } from '../../src/seal.ts';
import type { Store } from '../../src/store/index.ts';
import { openMongoStore } from '../../src/store/mongo/index.ts';
import { hire } from '../cases/office.ts';
import { describeWith, shared } from '../services.ts';
import { NotedMean, night, openAlertWorld } from './world.ts';

describeWith('mongo', 'alerts in MongoDB', () => {
	let store: Store;
	beforeAll(async () => {
		store = await openMongoStore(`${await shared('mongo')}/alerts_${randomUUID()}`);
		await hire(store, ['sari', 'worker']);
	});
	afterAll(() => store.close());

	it('are made once, held back in the night, and summed up in the morning', async () => {
		const mean = new NotedMean('first');
		const world = openAlertWorld(store, [mean], night);
		await world.open('1', { priority: 1, danger: ['violence'] }, '9999');
		for (const id of ['2', '3']) {
			const { _id } = await world.open(id, { priority: 2 }, '9999');
			await world.cases.assign(_id, 'sari', null, world.clock.now);
		}
		await world.settle();
		await world.settle();
		expect(mean.taken.map(({ title }) => title.split(' ')[0])).toEqual(['BAHAYA']);
		await world.pass(9 * 60 + 1);
		expect(mean.taken.map(({ title }) => title)).toContain('Selama jam tenang: 2 kasus');
		expect(await store.count('cases', { unheard: { gte: 1 } })).toBe(0);
		await world.preferences.change('sari', (known) => ({ ...known, off: ['first'], language: 'en' }));
		expect(await world.preferences.get('sari')).toMatchObject({ off: ['first'], language: 'en', rev: 1 });
	});

	it('are signed with one key, also when two processes make it at once', async () => {
		const seal = createSeal(null);
		const [one, two] = await Promise.all([openPushKeys(store, seal), openPushKeys(store, seal)]);
		expect(one).toEqual(two);
	});
});
