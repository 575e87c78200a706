import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWork } from '../../src/conversation/index.ts';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import type { Store } from '../../src/store/index.ts';
import { template } from '../embedded.ts';
import { helped } from './tiny-play.ts';
import { Person, world } from './world.ts';

let store: Store;
beforeAll(async () => {
	({ store } = await openEmbeddedStore({ template }));
});
afterAll(() => store.close());

const day = 24 * 3_600_000;

async function working() {
	const one = world(store);
	const work = await startWork({ ...one, clock: one.clock.read }, one.conversations);
	await one.queues.run();
	return { ...one, work };
}

describe('a reminder', () => {
	it('comes on the day, once', async () => {
		const one = await working();
		const sri = new Person();
		await one.say(sri, 'ingatkan');
		one.clock.forward(day - 1);
		await one.conversations.sweep();
		await one.queues.run();
		expect(one.web.textsTo(sri.address)).toEqual(['Baik, besok.']);
		one.clock.forward(1);
		await one.queues.run();
		await one.conversations.sweep();
		await one.conversations.timer(sri.id, 'kabar');
		expect(one.web.textsTo(sri.address)).toEqual(['Baik, besok.', 'Bagaimana kabarnya?']);
		one.work.stop();
	});

	it('B39: comes to the second when it is near, and also when the queue was wiped', async () => {
		const one = await working();
		const [sri, budi] = [new Person(), new Person()];
		await one.say(sri, 'ingatkan segera');
		one.clock.forward(60_000);
		await one.queues.run();
		expect(one.web.textsTo(sri.address)).toContain('Bagaimana kabarnya?');
		await one.say(budi, 'ingatkan segera');
		one.queues.jobs.clear();
		one.clock.forward(60_000);
		await one.conversations.sweep();
		expect(one.web.textsTo(budi.address)).toContain('Bagaimana kabarnya?');
		one.work.stop();
	});

	it('that was moved or taken back does nothing', async () => {
		const one = await working();
		const sri = new Person();
		await one.say(sri, 'ingatkan segera', 'ingatkan');
		one.clock.forward(60_000);
		await one.queues.run();
		expect(one.web.textsTo(sri.address)).not.toContain('Bagaimana kabarnya?');
		await one.say(sri, 'tidak usah');
		one.clock.forward(2 * day);
		await one.conversations.timer(sri.id, 'kabar');
		await one.conversations.sweep();
		expect(one.web.textsTo(sri.address)).not.toContain('Bagaimana kabarnya?');
		expect((await one.document(sri)).next_due).toBeNull();
		one.work.stop();
	});

	it('for somebody unknown does nothing', async () => {
		const one = world(store);
		await one.conversations.timer('web:nobody', 'kabar');
		expect(one.web.sent).toEqual([]);
	});
});

describe('the work that queues carry', () => {
	it('tells the desk of a case once, and again when it was given back', async () => {
		const one = await working();
		const sri = new Person();
		await one.say(sri, 'petugas');
		const caseId = (await one.document(sri)).mode.case!;
		expect((await one.cases.get(caseId))!.notified_at).toBeNull();
		one.signals.published.length = 0;
		await one.queues.run();
		expect(one.signals.published).toEqual(['cases']);
		expect((await one.cases.get(caseId))!.notified_at).toBe(one.clock.now);
		await one.handover.claim(caseId, 'bu-sari');
		await one.handover.release(caseId, 'bu-sari');
		expect(one.queues.of('escalations')).toHaveLength(1);
		one.work.stop();
	});

	it('B38: a case that was closed meanwhile is not announced', async () => {
		const one = await working();
		const sri = new Person();
		await one.say(sri, 'petugas');
		const caseId = (await one.document(sri)).mode.case!;
		await one.handover.claim(caseId, 'bu-sari');
		await one.handover.close(caseId, 'bu-sari', helped);
		await one.conversations.settled(sri.id);
		one.signals.published.length = 0;
		await one.queues.run();
		expect(one.signals.published).toEqual([]);
		one.work.stop();
	});

	it('B41: a case that the queue refuses is loud, shows as not notified, and is queued as soon as the queue takes it', async () => {
		const one = await working();
		const sri = new Person('telegram', '-1001234');
		one.queues.refuse = true;
		await one.say(sri, 'petugas');
		const caseId = (await one.document(sri)).mode.case!;
		expect(one.logged.join()).toContain('effect.failed');
		expect((await one.cases.get(caseId))!.notified_at).toBeNull();
		expect(one.telegram.textsTo(sri.address)).toEqual(['Petugas akan menghubungi Anda.']);
		one.queues.refuse = false;
		one.clock.forward(31_000);
		await one.conversations.sweep();
		await one.queues.run();
		expect((await one.cases.get(caseId))!.notified_at).not.toBeNull();
		expect((await one.document(sri)).pending_since).toBeNull();
		one.work.stop();
	});

	it('B39: a case whose job alone was lost, while the sweeper went on, is announced after the next sweep', async () => {
		const one = await working();
		const sri = new Person();
		await one.say(sri, 'petugas');
		one.queues.jobs.clear();
		await one.queues.add('housekeeping', { task: 'sweep' }, { id: 'sweep' });
		await one.queues.run();
		await one.queues.run();
		expect((await one.cases.get(`${sri.id}@1`))?.notified_at).toBe(one.clock.now);
		await one.queues.add('housekeeping', { task: 'sweep' }, { id: 'sweep' });
		await one.queues.run();
		expect(one.queues.of('escalations')).toEqual([]);
		one.work.stop();
	});

	it('B39: is built up again when the queue server came back empty', async () => {
		const one = await working();
		const sri = new Person();
		await one.say(sri, 'petugas');
		one.queues.jobs.clear();
		one.queues.repeating.clear();
		await one.work.tick();
		expect(one.queues.of('escalations')).toEqual([]);
		one.clock.forward(91_000);
		await one.work.tick();
		expect(one.queues.repeating.get('sweep')).toBe(10_000);
		expect(one.queues.of('escalations').map((job) => (job.data as { case: string }).case)).toContain(`${sri.id}@1`);
		one.work.stop();
	});
});
