import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCases } from '../../src/cases/index.ts';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import type { Store } from '../../src/store/index.ts';
import { HandQueues, HandSignals, notedLog } from '../conversation/surroundings.ts';
import { handoff } from '../conversation/tiny-play.ts';
import { template } from '../embedded.ts';

let store: Store;
beforeAll(async () => {
	({ store } = await openEmbeddedStore({ template }));
});
afterAll(() => store.close());

const now = Date.UTC(2026, 2, 2, 3);
let opened = 0;

function desk() {
	const queues = new HandQueues(() => now);
	const signals = new HandSignals();
	const cases = createCases({ store, queues, signals, log: notedLog().log, sensitivity: () => 'low' });
	/** Gives every claim an outcome, as a worker must before closing. */
	const settle = async (id: string, at = now) => {
		for (const { right } of (await cases.get(id))!.claims)
			await cases.moveClaim(id, { right, to: 'withdrawn', reason: 'tidak mau' }, 'sari', `w ${right}`, at);
	};
	return {
		queues,
		settle,
		signals,
		cases,
		open: (part: Parameters<typeof handoff>[0] = {}, at = now) => {
			const conversation = `web:w${++opened}`;
			const id = `${conversation}@1`;
			return cases.open({ id, conversation, person: `p${opened}`, handoff: handoff(part), words: ['beras habis'], at });
		},
	};
}

describe('a case', () => {
	it('that is opened twice is one case with one event and one job', async () => {
		const { cases, open, queues } = desk();
		const first = await open();
		const { _id: id, conversation, person } = first;
		const again = await cases.open({
			id,
			conversation,
			person,
			handoff: handoff({ priority: 1 }),
			words: [],
			at: now + 9,
		});
		expect(again).toEqual(first);
		expect((await cases.view(id, 'sari', now))!.events.map((event) => event.kind)).toEqual(['opened', 'viewed']);
		expect(queues.of('escalations')).toHaveLength(1);
	});

	it('keeps the refusal that led to it, and one reported later once', async () => {
		const { cases, open } = desk();
		const refusal = { institution: 'Puskesmas', service: 'rawat jalan', reason: 'tidak punya KTP', asked: null };
		const { _id: id } = await open({ refusal });
		const later = { ...refusal, reason: null, asked: 'Rp50.000' };
		await cases.addRefusal(id, later, 'e1', now + 1);
		await cases.addRefusal(id, later, 'e1', now + 1);
		expect((await cases.get(id))!.refusals).toMatchObject([
			{ ...refusal, at: now },
			{ ...later, at: now + 1 },
		]);
	});

	it('stands in the queue by urgency, then by how long its person has waited for an answer', async () => {
		const { cases, open } = desk();
		const names = new Map<string, string>();
		const named = async (name: string, part: Parameters<typeof handoff>[0], at: number) => {
			const { _id } = await open(part, at);
			names.set(_id, name);
			return _id;
		};
		const answered = await named('answered, and waits again', { priority: 3 }, now - 9_000);
		await named('normal, new', { priority: 3 }, now - 100);
		await named('normal, old', { priority: 3 }, now - 5_000);
		const quiet = await named('answered, nobody waits', { priority: 3 }, now - 8_000);
		await named('urgent', { priority: 2 }, now);
		await named('danger, later', { priority: 1 }, now);
		await named('danger', { priority: 1 }, now - 1);
		for (const id of [answered, quiet]) {
			await cases.claim(id, 'sari', now - 4_000);
			await cases.answered(id, 'sari', `a ${id}`, now - 4_000);
		}
		await cases.citizenWrote(answered, 'e', now - 2_000);
		await cases.citizenWrote(answered, 'f', now);
		const queue = (await cases.queue(1_000)).flatMap((one) => names.get(one._id) ?? []);
		expect(queue).toEqual([
			'danger',
			'danger, later',
			'urgent',
			'normal, old',
			'answered, and waits again',
			'normal, new',
			'answered, nobody waits',
		]);
		expect(await cases.queue(2)).toHaveLength(2);
	});

	it('rises when danger shows, and is announced again', async () => {
		const { cases, open, queues } = desk();
		const { _id: id } = await open();
		await cases.raise(id, ['violence'], 'e1', now + 1);
		await cases.raise(id, ['violence'], 'e1', now + 1);
		await cases.raise(id, ['self_harm'], 'e2', now + 2);
		expect(await cases.get(id)).toMatchObject({ priority: 1, danger: ['violence', 'self_harm'] });
		expect((await cases.view(id, 'sari', now))!.events.filter((event) => event.kind === 'raised')).toHaveLength(2);
		const [calm, ...dangers] = queues.of('escalations').map((job) => job.options.priority!);
		expect(dangers).toHaveLength(2);
		for (const danger of dangers) expect(danger).toBeLessThan(calm!);
	});

	it('B04: taken by several workers at once is one worker’s', async () => {
		const { cases, open } = desk();
		const { _id: id } = await open();
		const users = Array.from({ length: 10 }, (_, at) => `worker-${at}`);
		const results = await Promise.all(users.map((user) => cases.claim(id, user, now)));
		expect(results.filter((result) => result.claimed)).toHaveLength(1);
		const by = (await cases.get(id))!.assignee;
		for (const result of results) if (!result.claimed) expect(result.by).toBe(by);
		expect((await cases.view(id, by!, now))!.events.filter((event) => event.kind === 'claimed')).toHaveLength(1);
	});

	it('refuses what its state does not allow, and says why', async () => {
		const { cases, open, settle } = desk();
		const { _id: id } = await open();
		const closing = { result: 'helped', note: 'beras diantar' };
		await expect(cases.close(id, 'sari', closing, now)).rejects.toMatchObject({
			code: 'case.forbidden',
			message: /belum diambil.*Ambil dulu/,
		});
		await cases.claim(id, 'sari', now);
		await expect(cases.close(id, 'joko', closing, now)).rejects.toMatchObject({ message: /petugas lain/ });
		await expect(cases.release(id, 'joko', now)).rejects.toMatchObject({ message: /petugas lain/ });
		await expect(cases.close(id, 'sari', closing, now)).rejects.toMatchObject({ message: /tanpa hasil/ });
		await settle(id);
		await cases.close(id, 'sari', closing, now);
		await cases.close(id, 'sari', closing, now + 5);
		await expect(cases.close(id, 'joko', closing, now)).rejects.toMatchObject({ message: /sudah ditutup/ });
		await expect(cases.claim(id, 'joko', now)).rejects.toMatchObject({ message: /sudah ditutup/ });
		await expect(cases.release(id, 'sari', now)).rejects.toMatchObject({ message: /sudah ditutup/ });
		for (const unknown of ['web:nobody@1', '../../secret', `x${'y'.repeat(5_000)}`, 'a\u0000', '\ud800'])
			await expect(cases.claim(unknown, 'sari', now)).rejects.toMatchObject({ code: 'case.forbidden' });
		expect(await cases.get('\ud800')).toBeNull();
		expect((await cases.get(id))!.closed_at).toBe(now);
	});

	it('misses no event in its trail, although a process died between the change and its event', async () => {
		const { cases, open } = desk();
		const { _id: id } = await open();
		const known = (await cases.get(id))!;
		await store.replace('cases', { ...known, assignee: 'sari', claimed_at: now + 1 });
		const seen = await cases.view(id, 'sari', now + 2);
		expect(seen!.events.map((event) => event.kind)).toEqual(['opened', 'claimed', 'viewed']);
		await cases.view(id, 'sari', now + 60_000);
		expect(
			(await cases.view(id, 'joko', now + 60_000))!.events.filter((event) => event.kind === 'viewed'),
		).toHaveLength(2);
	});

	it('does not wait for an answer that was given before its message was noted down', async () => {
		const { cases, open } = desk();
		const { _id: id } = await open();
		await cases.claim(id, 'sari', now);
		await cases.answered(id, 'sari', 'a1', now + 10);
		await cases.citizenWrote(id, 'e1', now + 5);
		expect((await cases.get(id))!.waiting_since).toBeNull();
		await cases.citizenWrote(id, 'e2', now + 15);
		expect((await cases.get(id))!.waiting_since).toBe(now + 15);
	});

	it('keeps a note once, however often the button is pressed', async () => {
		const { cases, open } = desk();
		const { _id: id } = await open();
		for (let press = 0; press < 3; press++) await cases.note(id, 'sari', { id: 'n1', text: '=1+1 <b>' }, now);
		const { notes, events } = (await cases.view(id, 'sari', now))!;
		expect(notes.map((note) => note.text)).toEqual(['=1+1 <b>']);
		expect(events.filter((event) => event.kind === 'noted')).toHaveLength(1);
		await expect(cases.note('web:nobody@9', 'sari', { id: 'n1', text: 'x' }, now)).rejects.toMatchObject({
			code: 'case.forbidden',
		});
	});

	it('B41: is queued whatever its conversation is called', async () => {
		const { cases, queues } = desk();
		const conversations = [
			'telegram:700000001',
			'700000001',
			'-1001234',
			'6281200000001:5@s.whatsapp.net',
			'case:12:30:00',
		];
		for (const conversation of conversations)
			await cases.open({
				id: `${conversation}@1`,
				conversation,
				person: conversation,
				handoff: handoff(),
				words: [],
				at: now,
			});
		expect(queues.of('escalations').map((job) => (job.data as { case: string }).case)).toEqual(
			conversations.map((conversation) => `${conversation}@1`),
		);
	});

	it('that a person had deleted stays as a count, under a name that leads nowhere', async () => {
		const { cases, open } = desk();
		const {
			_id: id,
			person,
			number,
		} = await open({
			refusal: { institution: 'Puskesmas', service: 'x', reason: 'kata Bu Sri', asked: null },
		});
		await cases.note(id, 'sari', { id: 'n', text: 'rahasia' }, now);
		await cases.erase(person, now);
		await cases.erase(person, now);
		expect(await cases.get(id)).toBeNull();
		expect(await store.find('cases', { number })).toEqual([]);
		expect(await store.count('case_notes', { case: id })).toBe(0);
		expect(await store.count('case_events', { case: id })).toBe(0);
		const bare = [];
		for await (const one of store.scan('cases')) if (one._id.startsWith('erased:')) bare.push(one);
		expect(bare).toHaveLength(1);
		expect(bare[0]).toMatchObject({
			conversation: '',
			person: '',
			status: 'closed',
			facts: [],
			words: [],
			reason: '',
			needs: ['food'],
			refusals: [{ institution: 'Puskesmas', service: null, reason: null, asked: null }],
		});
		await cases.erase('', now);
		expect((await cases.get(bare[0]!._id))!.status).toBe('closed');
	});
});
