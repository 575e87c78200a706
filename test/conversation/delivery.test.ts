import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/channels/index.ts';
import { startWork } from '../../src/conversation/index.ts';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import type { Store } from '../../src/store/index.ts';
import { template } from '../embedded.ts';
import { Person, world } from './world.ts';

let store: Store;
beforeAll(async () => {
	({ store } = await openEmbeddedStore({ template }));
});
afterAll(() => store.close());

const blocked: Delivery = { result: 'unreachable', reason: 'blocked by the user' };

describe('an answer on its way out', () => {
	it('B07: whose fate is unknown is marked uncertain and not sent again', async () => {
		const { say, lines, telegram, conversations, clock } = world(store);
		const sri = new Person('telegram');
		telegram.answers.push({ result: 'uncertain', reason: 'connection lost after sending' });
		await say(sri, 'halo', 'dua');
		clock.forward(3_600_000);
		await conversations.sweep();
		expect(await lines(sri)).toEqual([
			'citizen: halo',
			'hakku: 1: halo (uncertain)',
			'citizen: dua',
			'hakku: 2 satu (sent)',
			'hakku: 2 dua (sent)',
		]);
		expect(telegram.textsTo(sri.address)).toEqual(['1: halo', '2 satu', '2 dua']);
	});

	it.each(['web', 'telegram'] as const)(
		'B08: that %s wants later waits as long as it says, keeps its place, and holds up nobody else',
		async (name) => {
			const one = world(store);
			const work = await startWork({ ...one, clock: one.clock.read }, one.conversations);
			const sri = new Person(name);
			const budi = new Person(name);
			one[name].answers.push({ result: 'later', after: 7_000, reason: 'too many requests' });
			await one.say(sri, 'dua');
			await one.say(budi, 'halo');
			await one.say(sri, 'sudah?');
			expect(one[name].textsTo(budi.address)).toEqual(['1: halo']);
			expect(one[name].textsTo(sri.address)).toEqual([]);
			one.clock.forward(6_900);
			await one.queues.run();
			await one.conversations.sweep();
			expect(one[name].textsTo(sri.address)).toEqual([]);
			one.clock.forward(101);
			await one.queues.run();
			expect(one[name].textsTo(sri.address)).toEqual(['1 satu', '1 dua', '2: sudah?']);
			expect((await one.document(sri)).pending_since).toBeNull();
			work.stop();
		},
	);

	it('B08: a parked answer leaves by the sweeper, too, when the queue lost its job', async () => {
		const { say, web, queues, clock, conversations } = world(store);
		const sri = new Person();
		web.answers.push({ result: 'later', after: 5_329_000, reason: 'too many requests' });
		await say(sri, 'halo');
		expect(queues.of('timers')).toHaveLength(1);
		queues.jobs.clear();
		clock.forward(5_328_000);
		expect(await conversations.sweep()).toBe(0);
		clock.forward(10_000);
		expect(await conversations.sweep()).toBe(1);
		expect(web.textsTo(sri.address)).toEqual(['1: halo']);
	});

	it('waits longer after each attempt that could not be made', async () => {
		const { say, web, clock, conversations, document } = world(store);
		const sri = new Person();
		const waits: number[] = [];
		web.answers.push(...Array.from({ length: 14 }, () => ({ result: 'later', after: 0, reason: 'offline' }) as const));
		await say(sri, 'halo');
		for (let attempt = 0; attempt < 14; attempt++) {
			waits.push((await document(sri)).held!.until - clock.now);
			clock.forward(waits.at(-1)!);
			await conversations.timer(sri.id, '!deliver');
		}
		expect(waits.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
		expect(waits.at(-1)).toBe(5 * 60_000);
		expect(web.textsTo(sri.address)).toEqual(['1: halo']);
	});

	it('B09: to somebody who blocked us stops, with all their timers, until they write again; others are served', async () => {
		const { say, telegram, web, cases, document, handover, lines, clock, conversations } = world(store);
		const [ani, budi, citra] = [new Person('telegram'), new Person('telegram'), new Person('web')];
		for (const person of [ani, budi, citra]) await say(person, 'ingatkan');
		await say(budi, 'petugas');
		const caseId = (await document(budi)).mode.case!;
		await handover.claim(caseId, 'bu-sari');
		telegram.answers.push(blocked);
		await handover.reply(caseId, 'bu-sari', { id: 'r1', text: 'Selamat pagi' });
		await conversations.settled(budi.id);
		await handover.reply(caseId, 'bu-sari', { id: 'r2', text: 'Bapak di mana?' });
		await conversations.settled(budi.id);
		expect((await lines(budi)).slice(-2)).toEqual([
			'worker: Selamat pagi (unreachable)',
			'worker: Bapak di mana? (unreachable)',
		]);
		expect(await document(budi)).toMatchObject({ unreachable: 'blocked by the user', timers: [], next_due: null });
		expect(await cases.get(caseId)).toMatchObject({ unreachable: 'blocked by the user' });
		expect(telegram.textsTo(budi.address)).not.toContain('Selamat pagi');

		clock.forward(24 * 3_600_000);
		await conversations.sweep();
		expect(telegram.textsTo(ani.address)).toContain('Bagaimana kabarnya?');
		expect(web.textsTo(citra.address)).toContain('Bagaimana kabarnya?');

		await say(budi, 'maaf, tadi ganti HP');
		expect(await document(budi)).toMatchObject({ unreachable: null });
		expect(await cases.get(caseId)).toMatchObject({ unreachable: null });
		await handover.reply(caseId, 'bu-sari', { id: 'r3', text: 'Tidak apa-apa' });
		await conversations.settled(budi.id);
		expect(telegram.textsTo(budi.address)).toContain('Tidak apa-apa');
	});

	it('that our own fault makes unacceptable is given up, and the next one leaves', async () => {
		const { say, lines, web, logged } = world(store);
		const sri = new Person();
		web.answers.push({ result: 'refused', reason: 'message too long' });
		await say(sri, 'dua');
		expect(await lines(sri)).toEqual(['citizen: dua', 'hakku: 1 satu (refused)', 'hakku: 1 dua (sent)']);
		expect(logged.join()).toContain('"result":"refused"');
	});

	it('through a channel that throws is tried again where that is safe, and is uncertain where it is not', async () => {
		const { say, lines, web, telegram, clock, conversations } = world(store);
		const [sri, budi] = [new Person('web'), new Person('telegram')];
		web.answers.push(new TypeError('halo'));
		telegram.answers.push(new TypeError('halo'));
		await say(sri, 'halo');
		await say(budi, 'halo');
		clock.forward(60_000);
		await conversations.sweep();
		expect(await lines(sri)).toEqual(['citizen: halo', 'hakku: 1: halo (sent)']);
		expect(await lines(budi)).toEqual(['citizen: halo', 'hakku: 1: halo (uncertain)']);
	});

	it('is left to the process that has the channel', async () => {
		const one = world(store);
		const elsewhere = new Person('whatsapp');
		await one.say(elsewhere, 'halo');
		expect(await one.lines(elsewhere)).toEqual(['citizen: halo', 'hakku: 1: halo (waiting)']);
		expect((await one.document(elsewhere)).outbox).toHaveLength(1);
	});

	it('is tried again at once when the person writes, unless the channel itself said later', async () => {
		const { say, web } = world(store);
		const sri = new Person();
		web.answers.push(...Array.from({ length: 3 }, () => ({ result: 'later', after: 0, reason: 'offline' }) as const));
		await say(sri, 'halo');
		await say(sri, 'ada orang?');
		await say(sri, 'bahaya');
		expect(web.textsTo(sri.address)).toEqual([]);
		await say(sri, 'tolong');
		expect(web.textsTo(sri.address)).toEqual(['Telepon 119 sekarang.']);
		const budi = new Person();
		web.answers.push({ result: 'later', after: 7_000, reason: 'too many requests' });
		await say(budi, 'halo');
		await say(budi, 'bahaya');
		expect(web.textsTo(budi.address)).toEqual([]);
	});

	it('is held to fifty in a row while nothing can leave; older ones stay readable', async () => {
		const { conversations, web, lines, clock } = world(store, { limits: { outbox: 5 } });
		const sri = new Person();
		web.answers.push({ result: 'later', after: 60_000, reason: 'offline' });
		for (let at = 0; at < 9; at++) {
			await conversations.receive(sri.inbound({ kind: 'text', text: `pesan-${at}` }));
			await conversations.settled(sri.id);
		}
		clock.forward(70_000);
		await conversations.sweep();
		expect(web.textsTo(sri.address)).toEqual([5, 6, 7, 8, 9].map((turn) => `${turn}: pesan-${turn - 1}`));
		expect((await lines(sri)).filter((text) => text.endsWith('(superseded)'))).toHaveLength(4);
	});
});
