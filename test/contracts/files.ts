import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fetched } from '../../src/channels/index.ts';
import { createFiles } from '../../src/files/files.ts';
import { LARGEST } from '../../src/files/index.ts';
import { createSeal } from '../../src/seal.ts';
import type { Store } from '../../src/store/index.ts';
import { Person, world } from '../conversation/world.ts';
import { archive, html, jpeg, pdf, png, program, svg } from '../files/samples.ts';

const bytes = (content: Uint8Array): Fetched => ({ result: 'fetched', bytes: content });
const later: Fetched = { result: 'later', after: 0 };
const MINUTE = 60_000;

/** An attempt that lasts until it is let go. */
function slowly(content: Uint8Array) {
	let free = (): void => undefined;
	const done = new Promise<void>((resolve) => {
		free = resolve;
	});
	return { free: () => free(), slow: async () => await done.then(() => bytes(content)) };
}

/** What becomes of the files that people send, on whatever store. */
export function filesContract(adapter: string, open: () => Promise<Store>): void {
	describe(`files on ${adapter}`, () => {
		let store: Store;
		beforeAll(async () => {
			store = await open();
		});
		afterAll(() => store.close());

		/** Hakku with a channel on which the attempts for each file come out as `given` says, in order; the last one stays. */
		function house(given: Readonly<Record<string, readonly (Fetched | (() => Promise<Fetched>))[]>>, key?: Uint8Array) {
			const asked: string[] = [];
			const w = world(store, {
				async fetch(source) {
					const turns = given[source] ?? [];
					const turn = turns[Math.min(asked.filter((one) => one === source).length, turns.length - 1)];
					asked.push(source);
					if (turn === undefined) throw new Error(`nobody knows ${source}`);
					return typeof turn === 'function' ? await turn() : turn;
				},
				...(key !== undefined && { key }),
			});
			const send = async (person: Person, source: string, more: { name?: string; size?: number } = {}) => {
				const file = { source, name: more.name ?? null, size: more.size ?? null };
				await w.conversations.receive(person.inbound({ kind: 'media', media: 'document', caption: null, file }));
				await w.conversations.settled(person.id);
			};
			const all = async (person: Person) => [...(await w.files.of(person.id, 0, 1_000)).values()];
			/** Until nothing is due, moving the clock on by `step` each time. */
			const run = async (rounds = 1, step = 0) => {
				for (let round = 0; round < rounds; round++) {
					w.clock.forward(step);
					await w.queues.run();
				}
			};
			return { ...w, asked, send, all, run };
		}

		it('a file is kept as it came, and only its name and size are told when somebody asks for their data', async () => {
			const large = jpeg(1_300_000);
			const it = house({ a: [bytes(large)] });
			const sri = new Person('telegram');
			await it.send(sri, 'a', { name: 'KK ibu.jpeg' });
			await it.run();
			const [file] = await it.all(sri);
			expect(file).toMatchObject({
				state: 'kept',
				type: 'image/jpeg',
				size: large.length,
				name: 'KK ibu',
				source: null,
			});
			expect(Buffer.from((await it.files.read(file!)) ?? []).equals(large)).toBe(true);
			const shown = await it.people.exportOf((await it.document(sri)).person);
			expect(shown?.conversations[0]?.files).toMatchObject([{ name: 'KK ibu.jpg', state: 'kept', type: 'image/jpeg' }]);
			expect(JSON.stringify(shown)).not.toContain('"source"');
			expect(it.signals.published).toContain(`conversation:${sri.id}`);
		});

		it('with a key the store holds nothing of it, and another key opens nothing', async () => {
			const key = Buffer.alloc(32, 7);
			const it = house({ a: [bytes(pdf)] }, key);
			const sri = new Person('telegram');
			await it.send(sri, 'a');
			await it.run();
			const [file] = await it.all(sri);
			const parts = await store.find('file_parts', { conversation: sri.id });
			expect(parts.map((part) => Buffer.from(part.bytes, 'base64').toString('latin1')).join('')).not.toContain('%PDF');
			expect(Buffer.from((await it.files.read(file!)) ?? []).equals(pdf)).toBe(true);
			const queues = it.queues;
			const other = (of: Uint8Array | null) =>
				createFiles({ store, queues, seal: createSeal(of), clock: it.clock.read, fetchers: new Map() });
			await expect(other(Buffer.alloc(32, 8)).read(file!)).rejects.toMatchObject({ code: 'key.wrong' });
			await expect(other(null).read(file!)).rejects.toMatchObject({ code: 'key.missing' });
		});

		it.each([
			['a web page', html],
			['a drawing with script', svg],
			['a program', program],
			['an archive', archive],
			['words', Buffer.from('halo')],
			['nothing', Buffer.alloc(0)],
		])('%s is not kept, whatever it is called, and the person is asked for a photo or PDF', async (_, content) => {
			const it = house({ a: [bytes(content)] });
			const sri = new Person('telegram');
			await it.send(sri, 'a', { name: 'ktp.jpg' });
			await it.run();
			expect(await it.all(sri)).toMatchObject([{ state: 'refused', reason: 'type', source: null, content: null }]);
			await it.conversations.settled(sri.id);
			expect(it.telegram.textsTo(sri.address).at(-1)).toContain('foto atau PDF');
			expect(await store.count('file_parts', { conversation: sri.id })).toBe(0);
		});

		it('one that is too large is not kept, however small it claims to be', async () => {
			const it = house({ a: [{ result: 'too_big' }], b: [bytes(jpeg(LARGEST))] });
			const sri = new Person('telegram');
			await it.send(sri, 'a', { size: 100 });
			await it.send(sri, 'b', { size: 100 });
			await it.send(sri, 'c', { size: LARGEST + 1 });
			await it.run();
			expect((await it.all(sri)).map(({ reason }) => reason)).toEqual(['too_big', 'too_big', 'too_big']);
			expect(it.asked, 'what says itself that it is too large is not even asked for').toEqual(['a', 'b']);
			const told = it.telegram.textsTo(sri.address).filter((text) => text.includes('10 MB'));
			expect(told, 'three at once, one sentence').toHaveLength(1);
		});

		it('is tried again with growing pauses, and is there in the end', async () => {
			const it = house({ a: [later, { result: 'later', after: 7 * MINUTE }, bytes(png)] });
			const sri = new Person('telegram');
			await it.send(sri, 'a');
			await it.run();
			expect(it.asked).toHaveLength(1);
			await it.run(1, 5_000);
			expect(it.asked, 'not before ten seconds are over').toHaveLength(1);
			await it.run(1, 5_000);
			expect(it.asked).toHaveLength(2);
			await it.run(1, 5 * MINUTE);
			expect(it.asked, 'the channel asked for seven minutes').toHaveLength(2);
			await it.run(1, 2 * MINUTE);
			expect(await it.all(sri)).toMatchObject([{ state: 'kept', tries: 3 }]);
			expect(it.telegram.textsTo(sri.address), 'nobody is bothered with it').toHaveLength(1);
		});

		it('after the last try the person is asked once to send it again, and the message itself was never held up', async () => {
			const it = house({ a: [later] });
			const sri = new Person('telegram');
			await it.send(sri, 'a');
			expect(await it.lines(sri)).toHaveLength(2);
			await it.run(12, 61 * MINUTE);
			await it.conversations.settled(sri.id);
			expect(it.asked).toHaveLength(6);
			expect(await it.all(sri)).toMatchObject([{ state: 'lost', reason: 'gone', source: null, next_due: null }]);
			expect(it.telegram.textsTo(sri.address).slice(1)).toEqual([
				'Maaf, kiriman Anda tadi belum sampai utuh kepada kami. Boleh dikirim sekali lagi?',
			]);
		});

		it('somebody who asked us to stop is not written to because of a file', async () => {
			const it = house({ a: [later] });
			const sri = new Person('telegram');
			await it.send(sri, 'a');
			await it.say(sri, 'stop');
			const before = it.telegram.textsTo(sri.address).length;
			await it.run(12, 61 * MINUTE);
			await it.conversations.settled(sri.id);
			expect(it.telegram.textsTo(sri.address)).toHaveLength(before);
			expect(await it.all(sri)).toMatchObject([{ state: 'lost' }]);
		});

		it('survives a queue that was emptied: the sweeper puts it back', async () => {
			const it = house({ a: [bytes(pdf)] });
			const sri = new Person('telegram');
			await it.send(sri, 'a');
			it.queues.jobs.clear();
			it.clock.forward(MINUTE);
			await it.conversations.sweep();
			await it.run();
			expect(await it.all(sri)).toMatchObject([{ state: 'kept' }]);
		});

		it('two jobs for one file fetch it once, and an attempt that died is taken up after it must have ended', async () => {
			const { slow, free } = slowly(pdf);
			const it = house({ a: [slow, bytes(pdf)] });
			const sri = new Person('telegram');
			await it.send(sri, 'a');
			const _id = (await it.all(sri))[0]?._id ?? '';
			const first = it.conversations.file(_id);
			await expect.poll(() => it.asked.length).toBe(1);
			await it.conversations.file(_id);
			expect(it.asked).toHaveLength(1);
			it.clock.forward(4 * MINUTE);
			await it.conversations.file(_id);
			expect(await it.all(sri)).toMatchObject([{ state: 'kept', tries: 2 }]);
			free();
			await first;
			const [file] = await it.all(sri);
			expect(Buffer.from((await it.files.read(file!)) ?? []).equals(pdf)).toBe(true);
			expect(await store.count('file_parts', { conversation: sri.id })).toBe(1);
		});

		it('goes with everything else when the person has their data erased, also while it is being fetched', async () => {
			const { slow, free } = slowly(pdf);
			const it = house({ a: [bytes(png)], b: [slow] });
			const sri = new Person('telegram');
			await it.send(sri, 'a');
			await it.run();
			await it.send(sri, 'b');
			const waiting = (await it.all(sri)).find(({ state }) => state === 'waiting');
			const fetching = it.conversations.file(waiting?._id ?? '');
			await expect.poll(() => it.asked.length).toBe(2);
			await it.say(sri, 'hapus data saya');
			free();
			await fetching;
			it.clock.forward(200_000);
			await it.conversations.sweep();
			await it.run(12, 61 * MINUTE);
			expect(await it.all(sri)).toEqual([]);
			expect(await store.count('file_parts', { conversation: sri.id })).toBe(0);
			expect(it.telegram.textsTo(sri.address).at(-1)).toBe('Data Anda sudah dihapus.');
		});

		it('nobody fills the disk: beyond the limit of a day nothing more is fetched, and tomorrow it is', async () => {
			const it = house({ a: [bytes(pdf)] });
			const sri = new Person('telegram');
			await it.send(sri, 'a');
			await it.run();
			const [one] = await it.all(sri);
			const earlier = Array.from({ length: 38 }, (_, n) => ({ ...one!, _id: `${sri.id}#-${n}`, rev: 1, seq: -n }));
			await store.insert('files', earlier);
			for (let sent = 0; sent < 3; sent++) await it.send(sri, 'a');
			await it.run();
			const states = (await it.all(sri)).map(({ state, reason }) => reason ?? state);
			expect(states.slice(-3)).toEqual(['kept', 'too_many', 'too_many']);
			expect(it.asked).toHaveLength(2);
			it.clock.forward(25 * 60 * MINUTE);
			await it.send(sri, 'a');
			await it.run();
			expect((await it.all(sri)).at(-1)).toMatchObject({ state: 'kept' });
		});

		it('a process that cannot fetch for a channel leaves the file to another one', async () => {
			const it = world(store);
			const sri = new Person('telegram');
			const file = { source: 'a', name: null, size: null };
			await it.conversations.receive(sri.inbound({ kind: 'media', media: 'photo', caption: null, file }));
			await it.conversations.settled(sri.id);
			await it.queues.run();
			expect([...(await it.files.of(sri.id, 0, 9)).values()]).toMatchObject([{ state: 'waiting', tries: 0 }]);
			const other = world(store, { beside: it, fetch: async () => bytes(pdf) });
			it.clock.forward(2 * MINUTE);
			await it.queues.run();
			expect([...(await other.files.of(sri.id, 0, 9)).values()]).toMatchObject([{ state: 'kept' }]);
		});
	});
}
