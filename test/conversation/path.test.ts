import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HakkuError } from '../../src/errors.ts';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import type { Store } from '../../src/store/index.ts';
import { template } from '../embedded.ts';
import { countingStore, faultyStore } from './stores.ts';
import { tinyPlay } from './tiny-play.ts';
import { Person, world } from './world.ts';

let store: Store;
beforeAll(async () => {
	({ store } = await openEmbeddedStore({ template }));
});
afterAll(() => store.close());

describe('a message on its way', () => {
	it('is answered once, and the talk can be read back in order', async () => {
		const { say, lines, web, document } = world(store);
		const sri = new Person();
		await world(store).say(sri, 'halo');
		await say(sri, 'beras habis bu', 'anak saya dua');
		expect(await lines(sri)).toEqual([
			'citizen: halo',
			'hakku: 1: halo (sent)',
			'citizen: beras habis bu',
			'hakku: 2: beras habis bu (sent)',
			'citizen: anak saya dua',
			'hakku: 3: anak saya dua (sent)',
		]);
		expect(web.textsTo(sri.address)).toEqual(['2: beras habis bu', '3: anak saya dua']);
		expect(await document(sri)).toMatchObject({ inbox: [], outbox: [], unfiled: [], effects: [], pending_since: null });
	});

	it('B01: the same message at two processes at once is one message, one turn and one answer', async () => {
		const one = world(store);
		const two = world(store, { beside: one });
		const sri = new Person();
		await one.say(sri, 'halo');
		const again = sri.inbound({ kind: 'text', text: 'dua' }, 'M7');
		await Promise.all([one.conversations.receive(again), two.conversations.receive(again)]);
		await Promise.all([one.conversations.settled(sri.id), two.conversations.settled(sri.id)]);
		await one.conversations.receive(again);
		await one.conversations.settled(sri.id);
		expect(await one.lines(sri)).toEqual([
			'citizen: halo',
			'hakku: 1: halo (sent)',
			'citizen: dua',
			'hakku: 2 satu (sent)',
			'hakku: 2 dua (sent)',
		]);
		expect(new Set(one.web.sent.map((message) => message.id)).size).toBe(3);
	});

	it('B04: a photo and a voice note of a new person, taken in by two processes, are one conversation with both', async () => {
		const one = world(store);
		const two = world(store, { beside: one });
		const budi = new Person();
		await Promise.all([
			one.conversations.receive(budi.inbound({ kind: 'media', media: 'photo', caption: 'surat dari desa' })),
			two.conversations.receive(budi.inbound({ kind: 'media', media: 'voice', caption: null })),
		]);
		await Promise.all([one.conversations.settled(budi.id), two.conversations.settled(budi.id)]);
		const texts = await one.lines(budi);
		expect(texts.filter((text) => text.startsWith('citizen')).sort()).toEqual([
			'citizen: [foto] surat dari desa',
			'citizen: [pesan suara]',
		]);
		expect(texts.filter((text) => text.startsWith('hakku: 1:'))).toHaveLength(1);
		expect(texts.filter((text) => text.startsWith('hakku: 2:'))).toHaveLength(1);
	});

	it.each([1, 2])(
		'B43: twenty first messages at once, at %i processes, are one conversation of twenty messages',
		async (count) => {
			const first = world(store);
			const all = [first, ...Array.from({ length: count - 1 }, () => world(store, { beside: first }))];
			const ani = new Person();
			await Promise.all(
				Array.from({ length: 20 }, (_, at) =>
					all[at % count]!.conversations.receive(ani.inbound({ kind: 'text', text: `pesan-${at}` })),
				),
			);
			await Promise.all(all.map((one) => one.conversations.settled(ani.id)));
			await first.conversations.sweep();
			const transcript = await first.conversations.transcript(ani.id, 0);
			expect(transcript.filter((line) => line.from === 'citizen')).toHaveLength(20);
			const answers = transcript.filter((line) => line.from === 'hakku').map((line) => line.text.split(':')[0]);
			expect(answers).toEqual(Array.from({ length: 20 }, (_, at) => `${at + 1}`));
			expect(transcript.map((line) => line.seq)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
		},
	);

	it('costs no more than three operations of the store once the conversation is at hand', async () => {
		const { store: counted, calls } = countingStore(store);
		const { say } = world(counted);
		const sri = new Person();
		await say(sri, 'halo');
		expect(calls).toEqual(['get conversations', 'insert conversations', 'insert messages', 'replace conversations']);
		calls.length = 0;
		await say(sri, 'beras habis');
		expect(calls).toEqual(['replace conversations', 'insert messages', 'replace conversations']);
	});

	it('is kept whole as far as it can be: no NUL, no half characters, at most 20,000 characters', async () => {
		const heard = new Map<unknown, unknown>();
		const { say, conversations } = world(store, {
			play: async (session, input, context) => {
				if (input.kind === 'text') heard.set(input.text, input.long);
				return await tinyPlay(session, input, context);
			},
		});
		const sri = new Person();
		await say(sri, 'a\u0000b\ud800c', '😀'.repeat(50_000), '', '<script>alert(1)</script>');
		const texts = (await conversations.transcript(sri.id, 0)).filter((line) => line.from === 'citizen');
		expect(texts.map((line) => line.text)).toEqual(['ab\ufffdc', '😀'.repeat(10_000), '', '<script>alert(1)</script>']);
		expect([...heard.values()]).toEqual([undefined, true, undefined, undefined]);
	});

	it('from an address that no channel has, or without an id, is refused', async () => {
		const { conversations } = world(store);
		for (const address of ['', 'a\u0000', 'x'.repeat(500)])
			await expect(
				conversations.receive(new Person('web', address).inbound({ kind: 'text', text: 'x' })),
			).rejects.toThrow(RangeError);
	});

	it('shows a tapped button by its label', async () => {
		const { say, conversations, lines } = world(store);
		const sri = new Person();
		await say(sri, 'pilih');
		await conversations.receive(sri.inbound({ kind: 'choice', choice: 'sering', question: 'q1' }));
		await conversations.receive(sri.inbound({ kind: 'choice', choice: 'lain', question: 'q0' }));
		await conversations.receive(sri.inbound({ kind: 'start', code: null }));
		await conversations.settled(sri.id);
		expect((await lines(sri)).filter((text) => text.startsWith('citizen'))).toEqual([
			'citizen: pilih',
			'citizen: Sering sekali',
			'citizen: lain',
		]);
	});

	it('waits outside a full inbox, and is not lost', async () => {
		let open = () => {};
		const held = new Promise<void>((resolve) => {
			open = resolve;
		});
		const one = world(store, { limits: { inbox: 3 } });
		const send = one.web.send.bind(one.web);
		one.web.send = async (message) => {
			await held;
			return await send(message);
		};
		const sri = new Person();
		const received = Array.from({ length: 12 }, (_, at) =>
			one.conversations.receive(sri.inbound({ kind: 'text', text: `pesan-${at}` })),
		);
		await received[0];
		expect((await one.document(sri)).inbox.length).toBeLessThanOrEqual(3);
		open();
		await Promise.all(received);
		await one.conversations.settled(sri.id);
		expect((await one.lines(sri)).filter((text) => text.startsWith('hakku'))).toHaveLength(12);
	});
});

describe('when our own program fails on a message', () => {
	it('the person reads an apology, a human is called, and no word of theirs is in the log', async () => {
		const { say, lines, cases, document, logged } = world(store);
		const sri = new Person();
		await say(sri, 'nama saya Sri Rahayu', 'rusak', 'halo?');
		expect((await lines(sri)).slice(2)).toEqual([
			'citizen: rusak',
			expect.stringMatching(/^hakku: Maaf, ada gangguan .* \(sent\)$/s),
			'citizen: halo?',
		]);
		const { mode, inbox } = await document(sri);
		expect(inbox).toEqual([]);
		expect(mode.state).toBe('queued');
		expect(await cases.get(mode.case!)).toMatchObject({ priority: 2, status: 'open' });
		const row = logged.find((line) => line.includes('turn.failed'));
		expect(JSON.parse(row!)).toMatchObject({ flow: 'cerita', node: 'mulai', error: 'TypeError' });
		for (const word of ['rusak', 'Rahayu', 'halo']) expect(logged.join()).not.toContain(word);
	});

	it('a store that is away lets the channel know, and the message comes in when it is sent again', async () => {
		const faulty = faultyStore(store);
		const { conversations, lines, say } = world(faulty.store);
		const sri = new Person();
		await say(sri, 'halo');
		const inbound = sri.inbound({ kind: 'text', text: 'beras habis' });
		faulty.away = true;
		await expect(conversations.receive(inbound)).rejects.toMatchObject({ code: 'store.unavailable' });
		faulty.away = false;
		await conversations.receive(inbound);
		await conversations.settled(sri.id);
		expect((await lines(sri)).slice(2)).toEqual(['citizen: beras habis', 'hakku: 2: beras habis (sent)']);
	});

	it('a release that cannot be read now leaves the message in the inbox, and the sweeper answers it', async () => {
		let away = true;
		const { conversations, clock, lines } = world(store, {
			play: async (...step) => {
				if (away) throw new HakkuError('store.unavailable', 'the release cannot be read');
				return await tinyPlay(...step);
			},
		});
		const sri = new Person();
		await conversations.receive(sri.inbound({ kind: 'text', text: 'halo' }));
		await conversations.settled(sri.id);
		expect(await lines(sri)).toEqual([]);
		away = false;
		clock.forward(60_000);
		expect(await conversations.sweep()).toBe(1);
		expect(await lines(sri)).toEqual(['citizen: halo', 'hakku: 1: halo (sent)']);
		expect(await conversations.sweep()).toBe(0);
	});

	it('a hotline does not wait for a queue that hangs', async () => {
		const one = world(store);
		let wake = () => {};
		const hangs = new Promise<void>((resolve) => {
			wake = resolve;
		});
		one.queues.add = () => hangs;
		const sri = new Person();
		const arrived = new Promise<void>((resolve) => {
			one.signals.publish = (topic) => topic === `conversation:${sri.id}` && resolve();
		});
		await one.conversations.receive(sri.inbound({ kind: 'text', text: 'bahaya' }));
		await arrived;
		expect(await one.lines(sri)).toEqual(['citizen: bahaya', 'hakku: Telepon 119 sekarang. (sent)']);
		wake();
		await one.conversations.settled(sri.id);
		expect((await one.document(sri)).pending_since).toBeNull();
	});

	it('a release that is broken for good does not leave the person without an answer', async () => {
		const one = world(store, {
			play: async () => {
				throw new HakkuError('release.refused', 'the release of this session is gone');
			},
		});
		const sri = new Person();
		await one.say(sri, 'halo');
		expect((await one.document(sri)).mode.state).toBe('queued');
		expect(one.web.textsTo(sri.address)).toEqual([expect.stringMatching(/^Maaf/)]);
	});

	it('after it was told to stop, it takes nothing in and finishes what it holds', async () => {
		const { conversations, lines } = world(store);
		const sri = new Person();
		await conversations.receive(sri.inbound({ kind: 'text', text: 'halo' }));
		await conversations.close();
		await expect(conversations.receive(sri.inbound({ kind: 'text', text: 'lagi' }))).rejects.toThrow(HakkuError);
		expect(await lines(sri)).toEqual(['citizen: halo', 'hakku: 1: halo (sent)']);
	});
});
