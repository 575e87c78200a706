import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConversationDocument, serveChannel, startWork } from '../../src/conversation/index.ts';
import { createShelf } from '../../src/conversation/shelf.ts';
import { LocalSignals } from '../../src/queues/signals.ts';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import type { Store } from '../../src/store/index.ts';
import { conversation, message } from '../contracts/documents.ts';
import { template } from '../embedded.ts';
import { HandClock } from './surroundings.ts';
import { helped } from './tiny-play.ts';
import { Person, world } from './world.ts';

let store: Store;
beforeAll(async () => {
	({ store } = await openEmbeddedStore({ template }));
});
afterAll(() => store.close());

/** A process with the account, and one beside it that has the web chat only. */
function two() {
	const owner = world(store);
	return { owner, pages: world(store, { beside: owner, serves: ['web'] }) };
}

const hour = 3_600_000;

describe('several processes', () => {
	it('a worker’s answer leaves by the process that has the account, which is told at once', async () => {
		const { owner, pages } = two();
		const sri = new Person('telegram');
		await owner.say(sri, 'petugas');
		const caseId = (await owner.document(sri)).mode.case!;
		await pages.handover.claim(caseId, 'bu-sari');
		await pages.handover.reply(caseId, 'bu-sari', { id: 'r1', text: 'Selamat pagi, Bu.' });
		await pages.conversations.settled(sri.id);
		expect(owner.telegram.textsTo(sri.address)).toEqual(['Petugas akan menghubungi Anda.']);
		expect(pages.signals.published).toContain('deliveries:telegram');

		expect(await owner.conversations.collect('telegram')).toBe(1);
		await owner.conversations.settled(sri.id);
		expect(owner.telegram.textsTo(sri.address)).toEqual(['Petugas akan menghubungi Anda.', 'Selamat pagi, Bu.']);
		expect((await owner.document(sri)).pending_since).toBeNull();
	});

	it('a worker takes, answers, gives back and closes in a process that remembers the person from before', async () => {
		const { owner, pages } = two();
		const sri = new Person('web');
		await pages.say(sri, 'halo');
		await owner.say(sri, 'petugas');
		const caseId = (await owner.document(sri)).mode.case!;
		const hand = pages.handover;
		expect(await hand.claim(caseId, 'bu-sari')).toEqual({ claimed: true });
		expect((await owner.document(sri)).mode.state).toBe('human');
		await owner.say(sri, 'saya bingung');
		await hand.release(caseId, 'bu-sari');
		await owner.handover.claim(caseId, 'bu-sari');
		await owner.handover.release(caseId, 'bu-sari');
		expect((await owner.document(sri)).mode.state).toBe('queued');
		await owner.handover.claim(caseId, 'bu-sari');
		expect(await hand.reply(caseId, 'bu-sari', { id: 'r1', text: 'Kami bantu.' })).toBe('accepted');
		await pages.conversations.settled(sri.id);
		await owner.say(sri, 'terima kasih');
		await hand.close(caseId, 'bu-sari', helped);
		await pages.conversations.settled(sri.id);
		expect((await owner.document(sri)).mode).toMatchObject({ state: 'bot', case: null });
		expect((await owner.lines(sri)).at(-1)).toBe('hakku: Hakku kembali menemani Anda. (sent)');
	});

	it('a case closes for its person, too, in a process that last heard of them before there was a case', async () => {
		const { owner, pages } = two();
		const sri = new Person('web');
		await pages.say(sri, 'halo');
		await owner.say(sri, 'petugas');
		const caseId = (await owner.document(sri)).mode.case!;
		await owner.handover.claim(caseId, 'bu-sari');
		await pages.handover.close(caseId, 'bu-sari', helped);
		await pages.conversations.settled(sri.id);
		expect((await owner.document(sri)).mode).toMatchObject({ state: 'bot', case: null });
	});

	it('a message that its process took in and died on is answered by another, and delivered by whoever has the account', async () => {
		const owner = world(store);
		const worker = world(store, { beside: owner, serves: ['web'] });
		const sri = new Person('telegram');
		await owner.say(sri, 'halo');
		const left = await owner.document(sri);
		const entry = { id: 'left', content: { kind: 'text', text: 'masih ada?' }, received_at: 1 } as const;
		await store.replace('conversations', { ...left, inbox: [entry], pending_since: owner.clock.now });
		owner.clock.forward(6_000);
		await worker.conversations.sweep();
		expect((await owner.document(sri)).outbox).toHaveLength(1);
		await owner.conversations.collect('telegram');
		await owner.conversations.settled(sri.id);
		expect(owner.telegram.textsTo(sri.address)).toEqual(['1: halo', '2: masih ada?']);
	});

	it('the web chat needs no owner: any process answers on it', async () => {
		const { owner, pages } = two();
		const sri = new Person('web');
		await owner.say(sri, 'halo');
		await pages.say(sri, 'dua');
		await owner.say(sri, 'lagi');
		expect(owner.web.textsTo(sri.address)).toEqual(['1: halo', '2 satu', '2 dua', '3: lagi']);
	});

	it('looks when it begins to serve, at each signal, and once more for a signal that came meanwhile', async () => {
		const signals = new LocalSignals();
		const looks: (() => void)[] = [];
		const conversations = { collect: () => new Promise<number>((done) => looks.push(() => done(0))) };
		const end = serveChannel({ signals, log: two().owner.log }, conversations, 'telegram');
		expect(looks).toHaveLength(1);
		for (let n = 0; n < 5; n++) signals.publish('deliveries:telegram');
		await Promise.resolve();
		looks[0]!();
		await new Promise(setImmediate);
		expect(looks).toHaveLength(2);
		looks[1]!();
		await new Promise(setImmediate);
		end();
		signals.publish('deliveries:telegram');
		await new Promise(setImmediate);
		expect(looks).toHaveLength(2);
	});

	it('a job that comes while a process stops is left to another', async () => {
		const { owner } = two();
		const sri = new Person('telegram');
		await owner.say(sri, 'ingatkan segera');
		await owner.conversations.close();
		await expect(owner.conversations.timer(sri.id, 'kabar')).rejects.toMatchObject({ code: 'store.unavailable' });
	});

	it('thousands that wait for an account that nobody has hide nobody else', async () => {
		const one = world(store, { serves: ['web'] });
		const stuck: ConversationDocument[] = [];
		for (let n = 0; n < 1_100; n++) {
			const id = `whatsapp:stuck-${n}`;
			const waiting = { ...message(id, 1), from: 'hakku' as const, delivery: 'waiting' as const };
			const entry = { id: waiting._id, epoch: 0, always: false, attempted_at: null, attempts: 0, message: waiting };
			stuck.push(conversation(id, { channel: 'whatsapp', outbox: [entry], pending_since: 1_000 + n }));
		}
		await store.insert('conversations', stuck);
		const sri = new Person();
		const inbox = [{ id: 'left', content: { kind: 'text', text: 'halo' }, received_at: 1 }] as const;
		const { address } = sri;
		await store.insert('conversations', [conversation(sri.id, { address, inbox, pending_since: one.clock.now })]);
		one.clock.forward(6_000);
		await one.conversations.sweep();
		expect(one.web.textsTo(sri.address)).toEqual(['1: halo']);
		await store.removeAll('conversations', { pending_since: { lte: 3_000 } });
	});
});

describe('a clock that is set back', () => {
	it('does not leave what was taken in, or put off, by the clock that ran ahead', async () => {
		const one = world(store);
		const [sri, budi] = [new Person(), new Person('telegram')];
		one.clock.forward(hour);
		one.telegram.answers.push({ result: 'later', after: 5_000, reason: 'too many requests' });
		await one.say(budi, 'halo');
		await one.say(sri, 'halo');
		const entry = { id: 'left', content: { kind: 'text', text: 'dua' }, received_at: 1 } as const;
		const left = await one.document(sri);
		await store.replace('conversations', { ...left, inbox: [entry], pending_since: one.clock.now });
		one.clock.forward(-hour);
		await one.conversations.sweep();
		expect(one.web.textsTo(sri.address)).toEqual(['1: halo', '2 satu', '2 dua']);
		expect(one.telegram.textsTo(budi.address)).toEqual([]);
		one.clock.forward(6_000 + 5_000);
		await one.conversations.sweep();
		expect(one.telegram.textsTo(budi.address)).toEqual(['1: halo']);
	});

	it('does not make a remembered document pass for the stored one', async () => {
		const clock = new HandClock();
		const shelf = createShelf(store, clock.read, 10);
		await store.insert('conversations', [conversation('web:shelf')]);
		const known = await shelf.fresh('web:shelf', 250);
		await store.replace('conversations', known!);
		clock.forward(-hour);
		expect((await shelf.fresh('web:shelf', 250))?.rev).toBe(2);
	});

	it('does not keep an attempt of a dead process “under way” for ever', async () => {
		const one = world(store);
		const sri = new Person('telegram');
		one.telegram.answers.push({ result: 'later', after: 1_000, reason: 'too many requests' });
		await one.say(sri, 'halo');
		const left = await one.document(sri);
		const ahead = one.clock.now + hour;
		const outbox = left.outbox.map((entry) => ({ ...entry, attempted_at: ahead }));
		await store.replace('conversations', { ...left, outbox, held: null, pending_since: ahead, updated_at: ahead });
		await one.conversations.sweep();
		one.clock.forward(61_000);
		await one.conversations.sweep();
		expect(await one.lines(sri)).toEqual(['citizen: halo', 'hakku: 1: halo (uncertain)']);
	});

	it('does not stop the sweeper', async () => {
		const one = world(store);
		const work = await startWork({ ...one, clock: one.clock.read }, one.conversations);
		one.queues.repeating.clear();
		one.clock.forward(-hour);
		await work.tick();
		expect(one.queues.repeating.get('sweep')).toBe(10_000);
		work.stop();
	});
});
