import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAlerts } from '../../src/alerts/index.ts';
import { openPushKeys } from '../../src/alerts/push/keys.ts';
import { createCases } from '../../src/cases/index.ts';
import { createSeal } from '../../src/seal.ts';
import type { Store } from '../../src/store/index.ts';
import { openMongoStore } from '../../src/store/mongo/index.ts';
import { hire, service } from '../cases/office.ts';
import { notedLog } from '../conversation/surroundings.ts';
import { handoff } from '../conversation/tiny-play.ts';
import { openEmbedded } from '../embedded.ts';
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

describe('alerts on real queues', () => {
	it('of danger arrive by themselves, once each', async () => {
		const { store, queues, signals, close } = await openEmbedded();
		try {
			await hire(store, ['sari', 'worker'], ['tono', 'worker']);
			const mean = new NotedMean('first');
			const { log } = notedLog();
			const clock = () => Date.now();
			const cases = createCases({ store, queues, signals, log, service: () => service });
			const alerts = createAlerts({
				...{
					store,
					queues,
					cases,
					service: () => service,
					means: [mean],
					clock,
					log,
					base: null,
					zone: 'Asia/Jakarta',
				},
			});
			queues.work('escalations', ({ case: id }) => cases.escalate(id, clock()));
			queues.work('alerts', (job) => alerts.work(job), { concurrency: 8 });
			const opening = { id: 'telegram:62@1', conversation: 'telegram:62', person: 'p', words: [], at: clock() };
			await cases.open({ ...opening, handoff: handoff({ priority: 1, danger: ['violence'] }) });
			await vi.waitFor(() => expect(mean.taken.length).toBeGreaterThan(0), { timeout: 10_000 });
			await alerts.sweep();
			await vi.waitFor(async () => {
				const { waiting, active } = await queues.counts('alerts');
				expect(waiting + active).toBe(0);
			});
			const told = mean.taken.map(({ user }) => user);
			expect(told).toEqual([...new Set(told)]);
		} finally {
			await close();
		}
	});
});
