import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import type { Store } from '../../src/store/index.ts';
import { template } from '../embedded.ts';
import { helped } from './tiny-play.ts';
import { Person, type World, world } from './world.ts';

let store: Store;
beforeAll(async () => {
	({ store } = await openEmbeddedStore({ template }));
});
afterAll(() => store.close());

async function handedOver(one: World, person = new Person()): Promise<{ person: Person; caseId: string }> {
	await one.say(person, 'beras di rumah habis', 'petugas');
	const { mode } = await one.document(person);
	if (mode.case === null) throw new Error('nobody was called');
	return { person, caseId: mode.case };
}

describe('somebody who asks for a human', () => {
	it('is put into the queue with their words, and reads exactly one closing text', async () => {
		const one = world(store);
		const { person, caseId } = await handedOver(one);
		expect(caseId).toBe(`${person.id}@1`);
		expect(await one.document(person)).toMatchObject({ mode: { state: 'queued', epoch: 1 } });
		expect(one.web.textsTo(person.address).filter((text) => text.startsWith('Petugas'))).toHaveLength(1);
		expect(await one.cases.get(caseId)).toMatchObject({
			words: ['beras di rumah habis', 'petugas'],
			claims: [{ right: 'pkh', outcome: 'likely', status: 'identified' }],
			facts: [
				{ fact: 'keluarga.anak', value: '2', declined: false, sensitive: false, at: 1 },
				{ fact: 'kesehatan.hiv', value: null, declined: true, sensitive: true, at: 1 },
			],
		});
		expect(one.queues.of('escalations')).toHaveLength(1);
		expect(one.signals.published).toContain('cases');
		const [line] = await store.find('messages', { case: caseId }, { sort: ['case', 'seq'], limit: 1 });
		expect(line).toMatchObject({ from: 'citizen', text: 'petugas' });
	});

	it.each([1, 2])('B04: asking twice in the same second, at %i processes, opens one case', async (processes) => {
		const one = world(store);
		const two = processes === 1 ? one : world(store, { beside: one });
		const sri = new Person();
		await one.say(sri, 'halo');
		await Promise.all([
			one.conversations.receive(sri.inbound({ kind: 'text', text: 'petugas' })),
			two.conversations.receive(sri.inbound({ kind: 'text', text: 'petugas' })),
		]);
		await Promise.all([one.conversations.settled(sri.id), two.conversations.settled(sri.id)]);
		expect(await store.find('cases', { conversation: sri.id, status: 'open' })).toHaveLength(1);
		const texts = new Map(one.web.sent.map((message) => [message.id, message.text]));
		expect([...texts.values()].filter((text) => text.startsWith('Petugas'))).toHaveLength(1);
	});

	it('B32: hears nothing from the bot while a worker is there, whatever they write and whatever timer falls due', async () => {
		const one = world(store);
		const sri = new Person();
		await one.say(sri, 'ingatkan');
		const { caseId } = await handedOver(one, sri);
		expect(await one.handover.claim(caseId, 'bu-sari')).toEqual({ claimed: true });
		const before = one.web.textsTo(sri.address).length;
		one.clock.forward(1_000);
		await one.say(sri, 'menu', '2');
		one.clock.forward(24 * 3_600_000);
		await one.conversations.sweep();
		await one.conversations.timer(sri.id, 'kabar');
		expect(one.web.textsTo(sri.address)).toHaveLength(before);
		expect((await one.lines(sri)).slice(-2)).toEqual(['citizen: menu', 'citizen: 2']);
		expect((await one.document(sri)).timers).toEqual([]);
		expect(await one.cases.get(caseId)).toMatchObject({ waiting_since: expect.any(Number) });
	});

	it('B32: a bot message that still waits when a human takes over does not leave, a danger text does', async () => {
		const one = world(store);
		const sri = new Person();
		one.web.answers.push({ result: 'later', after: 10_000, reason: 'offline' });
		await one.say(sri, 'halo', 'bahaya');
		one.clock.forward(20_000);
		await one.conversations.sweep();
		expect(one.web.textsTo(sri.address)).toEqual(['Telepon 119 sekarang.']);
		expect(await one.lines(sri)).toContain('hakku: 1: halo (superseded)');
	});

	it('B32: the second of two messages does not leave once another process has handed over during the first', async () => {
		const one = world(store);
		const two = world(store, { beside: one });
		const sri = new Person();
		await one.say(sri, 'halo');
		const send = one.web.send.bind(one.web);
		let first = true;
		one.web.send = async (message) => {
			if (first) {
				first = false;
				await two.conversations.receive(sri.inbound({ kind: 'text', text: 'petugas' }));
				one.clock.forward(1_000);
			}
			return await send(message);
		};
		await one.say(sri, 'dua');
		await two.conversations.settled(sri.id);
		expect(one.web.textsTo(sri.address)).toContain('Petugas akan menghubungi Anda.');
		expect(one.web.textsTo(sri.address)).not.toContain('2 dua');
	});

	it('is warned of danger at once also while a worker is there, and the case rises to the top', async () => {
		const one = world(store);
		const { person, caseId } = await handedOver(one);
		await one.handover.claim(caseId, 'bu-sari');
		await one.say(person, 'bahaya');
		expect(one.web.textsTo(person.address).at(-1)).toBe('Telepon 119 sekarang.');
		expect(await one.cases.get(caseId)).toMatchObject({ priority: 1, danger: ['self_harm'] });
		expect(await store.find('cases', { conversation: person.id, status: 'open' })).toHaveLength(1);
	});
});

describe('a worker', () => {
	it('who claims at the same moment as another learns who was faster', async () => {
		const one = world(store);
		const two = world(store, { beside: one });
		const { person, caseId } = await handedOver(one);
		const results = await Promise.all([one.handover.claim(caseId, 'bu-sari'), two.handover.claim(caseId, 'pak-joko')]);
		const winner = (await one.cases.get(caseId))!.assignee!;
		expect(results.filter((result) => result.claimed)).toHaveLength(1);
		expect(results).toContainEqual({ claimed: false, by: winner });
		expect(await one.document(person)).toMatchObject({ mode: { state: 'human', epoch: 2, case: caseId } });
		expect(await one.handover.claim(caseId, winner)).toEqual({ claimed: true });
		expect(await one.document(person)).toMatchObject({ mode: { epoch: 2 } });
	});

	it('who presses "send" twice writes once', async () => {
		const one = world(store);
		const two = world(store, { beside: one });
		const { person, caseId } = await handedOver(one);
		await one.handover.claim(caseId, 'bu-sari');
		const press = (at: World) => at.handover.reply(caseId, 'bu-sari', { id: 'r1', text: ' Selamat pagi, Bu. ' });
		const outcomes = await Promise.all([press(one), press(two), press(one)]);
		await Promise.all([one.conversations.settled(person.id), two.conversations.settled(person.id)]);
		expect([...outcomes].sort()).toEqual(['accepted', 'duplicate', 'duplicate']);
		expect((await one.lines(person)).filter((text) => text.startsWith('worker'))).toEqual([
			'worker: Selamat pagi, Bu. (sent)',
		]);
		expect(await one.cases.get(caseId)).toMatchObject({ first_answer_at: one.clock.now, waiting_since: null });
	});

	it('may not write in a case that is not theirs, not claimed, empty or closed, and reads why', async () => {
		const one = world(store);
		const { caseId } = await handedOver(one);
		const write = (user: string, text = 'Halo', of = caseId) =>
			one.handover.reply(of, user, { id: `${user} ${text}`, text });
		await expect(write('bu-sari')).rejects.toMatchObject({ code: 'case.forbidden', message: /belum diambil/ });
		await one.handover.claim(caseId, 'bu-sari');
		await expect(write('pak-joko')).rejects.toMatchObject({ code: 'case.forbidden', message: /petugas lain/ });
		await expect(write('bu-sari', ' \u0000 ')).rejects.toMatchObject({ code: 'case.forbidden', message: /kosong/ });
		await expect(write('bu-sari', 'Halo', 'web:nobody@1')).rejects.toMatchObject({ code: 'case.forbidden' });
		await one.handover.close(caseId, 'bu-sari', helped);
		await expect(write('bu-sari', 'Lagi')).rejects.toMatchObject({ code: 'case.forbidden', message: /sudah ditutup/ });
	});

	it('closes, and the bot says that it is back; what they wrote last still arrives', async () => {
		const one = world(store);
		const { person, caseId } = await handedOver(one);
		await one.handover.claim(caseId, 'bu-sari');
		one.web.answers.push({ result: 'later', after: 5_000, reason: 'offline' });
		await one.handover.reply(caseId, 'bu-sari', { id: 'r1', text: 'Sampai jumpa' });
		await one.handover.close(caseId, 'bu-sari', { ...helped, note: 'beras diantar' });
		await one.handover.close(caseId, 'bu-sari', { ...helped, note: 'beras diantar' });
		await one.conversations.settled(person.id);
		one.clock.forward(20_000);
		await one.conversations.sweep();
		expect(one.web.textsTo(person.address).slice(-2)).toEqual(['Sampai jumpa', 'Hakku kembali menemani Anda.']);
		expect(await one.document(person)).toMatchObject({ mode: { state: 'bot', case: null }, pending_since: null });
		expect(await one.cases.get(caseId)).toMatchObject({ status: 'closed', closing: { result: 'helped' } });
		await one.say(person, 'terima kasih');
		expect((await one.lines(person)).at(-1)).toMatch(/^hakku: \d+: terima kasih/);
	});

	it('may close only what is theirs', async () => {
		const one = world(store);
		const { person, caseId } = await handedOver(one);
		const closing = helped;
		await expect(one.handover.close(caseId, 'bu-sari', closing)).rejects.toMatchObject({ code: 'case.forbidden' });
		await one.handover.claim(caseId, 'bu-sari');
		await expect(one.handover.close(caseId, 'pak-joko', closing)).rejects.toMatchObject({ code: 'case.forbidden' });
		expect(await one.document(person)).toMatchObject({ mode: { state: 'human' }, effects: [] });
	});

	it('gives a case back, and the bot stays silent until somebody else takes it', async () => {
		const one = world(store);
		const { person, caseId } = await handedOver(one);
		await one.handover.claim(caseId, 'bu-sari');
		await one.handover.release(caseId, 'bu-sari');
		expect(await one.document(person)).toMatchObject({ mode: { state: 'queued', epoch: 3 } });
		await one.say(person, 'halo?');
		expect((await one.lines(person)).at(-1)).toBe('citizen: halo?');
		expect(await one.handover.claim(caseId, 'pak-joko')).toEqual({ claimed: true });
		await expect(one.handover.release(caseId, 'bu-sari')).rejects.toMatchObject({ code: 'case.forbidden' });
		expect(one.queues.of('escalations')).toHaveLength(2);
	});

	it('whose claim died half-way can go on: writing makes the conversation theirs', async () => {
		const one = world(store);
		const { person, caseId } = await handedOver(one);
		await one.cases.claim(caseId, 'bu-sari', one.clock.now);
		expect(await one.document(person)).toMatchObject({ mode: { state: 'queued' } });
		await one.handover.reply(caseId, 'bu-sari', { id: 'r1', text: 'Halo' });
		expect(await one.document(person)).toMatchObject({ mode: { state: 'human', epoch: 2 } });
	});

	it('whose case is gone leaves nobody alone: the bot speaks again at the next message', async () => {
		const one = world(store);
		const { person, caseId } = await handedOver(one);
		await store.remove('cases', caseId);
		await one.say(person, 'halo?');
		expect(await one.document(person)).toMatchObject({ mode: { state: 'bot', case: null } });
		expect(one.web.textsTo(person.address).at(-1)).toBe('Hakku kembali menemani Anda.');
	});

	it('B36: writes notes that no part of the conversation reads', async () => {
		const one = world(store);
		const { person, caseId } = await handedOver(one);
		const sent = one.web.sent.length;
		await one.cases.note(caseId, 'bu-sari', { id: 'n1', text: 'Ibu tampak takut pada suaminya' }, one.clock.now);
		await one.handover.claim(caseId, 'bu-sari');
		await one.cases.note(caseId, 'bu-sari', { id: 'n2', text: 'foto KK ada di map' }, one.clock.now);
		await one.conversations.sweep();
		await one.conversations.settled(person.id);
		expect(one.web.sent).toHaveLength(sent);
		expect((await one.lines(person)).join()).not.toMatch(/takut|map/);
		expect(JSON.stringify(await one.people.exportOf((await one.document(person)).person))).not.toMatch(/takut|map/);
	});
});
