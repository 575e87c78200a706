import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personOf } from '../../src/cli/person.ts';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import type { CollectionName, Store } from '../../src/store/index.ts';
import { template } from '../embedded.ts';
import { helped } from './tiny-play.ts';
import { Person, world } from './world.ts';

let store: Store;
beforeAll(async () => {
	({ store } = await openEmbeddedStore({ template }));
});
afterAll(() => store.close());

const everything: readonly CollectionName[] = [
	'conversations',
	'messages',
	'people',
	'cases',
	'case_events',
	'case_notes',
];

async function allThatIsKept(): Promise<string> {
	let kept = '';
	for (const collection of everything)
		for await (const document of store.scan(collection)) kept += `${JSON.stringify(document)}\n`;
	return kept;
}

describe('somebody who asks us to stop', () => {
	it('B29: reads one confirmation, and after it only answers to what they write themselves', async () => {
		const one = world(store);
		const sri = new Person();
		await one.say(sri, 'ingatkan', 'stop');
		expect(await one.document(sri)).toMatchObject({ opted_out: true, timers: [] });
		one.clock.forward(48 * 3_600_000);
		await one.conversations.sweep();
		await one.say(sri, 'halo');
		expect(one.web.textsTo(sri.address)).toEqual(['Baik, besok.', 'Kami berhenti.', '3: halo']);
		await one.say(sri, 'mulai', 'ingatkan');
		one.clock.forward(48 * 3_600_000);
		await one.conversations.sweep();
		expect(one.web.textsTo(sri.address).slice(-3)).toEqual(['Kita lanjut.', 'Baik, besok.', 'Bagaimana kabarnya?']);
	});

	it('is not written to by a worker either, until they write again', async () => {
		const one = world(store);
		const sri = new Person();
		await one.say(sri, 'petugas');
		const caseId = (await one.document(sri)).mode.case!;
		await one.handover.claim(caseId, 'bu-sari');
		await one.say(sri, 'stop');
		await one.handover.reply(caseId, 'bu-sari', { id: 'r1', text: 'Baik, kami berhenti menulis.' });
		await one.conversations.settled(sri.id);
		const more = { id: 'r2', text: 'Satu lagi …' };
		await expect(one.handover.reply(caseId, 'bu-sari', more)).rejects.toMatchObject({ code: 'case.forbidden' });
		one.clock.forward(1_000);
		await one.say(sri, 'maaf, boleh tanya?');
		expect(await one.handover.reply(caseId, 'bu-sari', more)).toBe('accepted');
		await one.handover.close(caseId, 'bu-sari', helped);
		await one.conversations.settled(sri.id);
		expect(one.web.textsTo(sri.address)).not.toContain('Hakku kembali menemani Anda.');
		expect(await one.document(sri)).toMatchObject({ mode: { state: 'bot' }, pending_since: null });
	});
});

describe('somebody who asks for their data to be deleted', () => {
	it('leaves nothing behind but the confirmation and what cannot be traced to them', async () => {
		const one = world(store);
		const sri = new Person('telegram', '628120000001');
		await one.say(sri, 'setuju', 'saya Sri dari Cilacap, beras habis', 'petugas');
		const { person, mode } = await one.document(sri);
		await one.handover.claim(mode.case!, 'bu-sari');
		await one.cases.note(mode.case!, 'bu-sari', { id: 'n1', text: 'Sri tinggal sendiri' }, one.clock.now);
		await one.handover.reply(mode.case!, 'bu-sari', { id: 'r1', text: 'Halo Bu Sri' });
		await one.say(sri, 'alamat saya di Cilacap', 'hapus data saya');
		one.clock.forward(200_000);
		await one.conversations.sweep();

		expect(await one.lines(sri)).toEqual(['hakku: Data Anda sudah dihapus. (sent)']);
		const bare = await one.document(sri);
		expect(bare).toMatchObject({
			session: null,
			mode: { state: 'bot', case: null },
			effects: [],
			words: [],
			timers: [],
		});
		const kept = await allThatIsKept();
		for (const trace of ['Sri', 'Cilacap', person, mode.case!])
			expect(kept, `${trace} is still there`).not.toContain(trace);
		expect(kept).toContain('"result":"erased"');
		expect((await one.people.exportOf(bare.person))?.conversations[0]?.messages).toHaveLength(1);
		expect(one.logged.join()).not.toMatch(/Sri|Cilacap|628120000001/);
	});

	it('is a new person when they write again, and an old message that comes again stays old', async () => {
		const one = world(store);
		const sri = new Person();
		const first = sri.inbound({ kind: 'text', text: 'halo' });
		await one.conversations.receive(first);
		await one.say(sri, 'setuju', 'hapus data saya');
		const before = await one.document(sri);
		await one.conversations.receive(first);
		await one.say(sri, 'halo lagi');
		expect(await one.lines(sri)).toEqual([
			'hakku: Data Anda sudah dihapus. (sent)',
			'citizen: halo lagi',
			'hakku: 1: halo lagi (sent)',
		]);
		one.clock.forward(200_000);
		await one.conversations.sweep();
		expect(await one.lines(sri)).toHaveLength(3);
		expect((await one.document(sri)).person).toBe(before.person);
	});

	it('is rid also of a line that another process was just filing', async () => {
		const one = world(store);
		const sri = new Person();
		await one.say(sri, 'rahasia saya');
		const [late] = await one.conversations.transcript(sri.id, 0);
		await one.say(sri, 'hapus data saya');
		await store.insert('messages', [late!]);
		one.clock.forward(200_000);
		await one.conversations.sweep();
		expect(await one.lines(sri)).toEqual(['hakku: Data Anda sudah dihapus. (sent)']);
	});

	it('frees a conversation whose answers were held back: what was said before does not leave any more', async () => {
		const one = world(store);
		const sri = new Person();
		one.web.answers.push({ result: 'later', after: 60_000, reason: 'offline' });
		await one.say(sri, 'rahasia saya', 'hapus data saya');
		one.clock.forward(300_000);
		await one.conversations.sweep();
		expect(one.web.textsTo(sri.address)).toEqual(['Data Anda sudah dihapus.']);
	});
});

describe('what is kept of a person', () => {
	it('can be shown to them in full', async () => {
		const one = world(store);
		const sri = new Person();
		await one.say(sri, 'setuju', 'beras habis sekali', 'petugas');
		const { person, mode } = await one.document(sri);
		await one.cases.report(mode.case!, 'intake', { food: 1 }, 5);
		const { number } = (await one.cases.get(mode.case!))!;
		const shown = await one.people.exportOf(person);
		expect(shown).toMatchObject({
			consent: { given: true, wording: 'v1' },
			conversations: [{ id: sri.id, needs: ['food'], rights: { pkh: 'likely' } }],
			cases: [{ number, status: 'open', words: ['beras habis sekali', 'petugas'] }],
			reports: [{ moment: 'intake', answers: { food: 1 }, at: 5 }],
		});
		expect(await personOf(store, number.toLowerCase().replace('-', ' '))).toEqual(shown);
		await expect(personOf(store, 'K7QM-4XPD')).rejects.toThrow('Nothing is kept under the number "K7QM-4XPD".');
		await expect(personOf(store, '../x')).rejects.toThrow('Nothing is kept');
		await one.say(sri, 'hapus data saya');
		await expect(personOf(store, number)).rejects.toThrow('Nothing is kept');
		expect(shown?.conversations[0]?.messages.map((message) => message.text)).toEqual([
			'setuju',
			'Terima kasih.',
			'beras habis sekali',
			'2: beras habis sekali',
			'petugas',
			'Petugas akan menghubungi Anda.',
		]);
		expect(await one.people.exportOf('nobody')).toBeNull();
	});
});
