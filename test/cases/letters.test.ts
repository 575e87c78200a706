import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCaseLetters, createCases } from '../../src/cases/index.ts';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import type { Store } from '../../src/store/index.ts';
import { HandQueues, HandSignals, notedLog } from '../conversation/surroundings.ts';
import { handoff } from '../conversation/tiny-play.ts';
import { template } from '../embedded.ts';
import { shippedKnowledge } from '../knowledge/shipped.ts';

const knowledge = await shippedKnowledge();
const now = Date.UTC(2026, 10, 25, 3);
const today = '2026-11-25';
let store: Store;
beforeAll(async () => {
	({ store } = await openEmbeddedStore({ template }));
});
afterAll(() => store.close());

let opened = 0;
async function refusedCase() {
	const signals = new HandSignals();
	const cases = createCases({ store, queues: new HandQueues(() => now), signals, log: notedLog().log });
	const letters = createCaseLetters({ store, signals, knowledge: () => knowledge });
	const conversation = `web:letters${++opened}`;
	const { _id: id } = await cases.open({
		id: `${conversation}@1`,
		conversation,
		person: `person${opened}`,
		handoff: handoff({ rights: { 'pungutan-dokumen': 'likely' }, refusal: null }),
		words: [],
		at: now,
	});
	await cases.claim(id, 'sari', now);
	const asked = {
		institution: 'Dukcapil Kota Bogor',
		service: 'KTP',
		reason: 'blangko habis',
		asked: 'uang: Rp50.000',
	};
	await cases.addRefusal(id, asked, 'e1', now);
	return {
		id,
		cases,
		letters,
		draft: (of = 'l1') =>
			letters.draft(id, 'sari', { id: of, kind: 'complaint', refusal: 'e1', right: 'pungutan-dokumen' }, today, now),
	};
}
const forbidden = (message: string) =>
	expect.objectContaining({ code: 'case.forbidden', message: expect.stringContaining(message) });

describe('a letter of a case', () => {
	it('is drafted from the refusal once, however often the button is pressed', async () => {
		const { id, letters, draft, cases } = await refusedCase();
		const first = await draft();
		expect(first).toMatchObject({ status: 'draft', to: 'Pimpinan Dukcapil Kota Bogor', made_by: 'sari' });
		expect(first.body).toContain('Saya dimintai uang: Rp50.000.');
		expect(first.body).toContain('UU 24/2013 pasal 79A');
		expect(await draft()).toEqual(first);
		expect(await letters.list(id)).toHaveLength(1);
		const kinds = (await cases.view(id, 'sari', now))?.events.filter(({ kind }) => kind === 'letter');
		expect(kinds).toHaveLength(1);
	});

	it('leaves only approved, and an edit takes the approval back', async () => {
		const { id, letters, draft } = await refusedCase();
		const { to, subject, body } = await draft();
		await expect(letters.sent(id, 'sari', 'l1', now)).rejects.toEqual(forbidden('belum disetujui'));
		expect(await letters.approve(id, 'sari', 'l1', false, now)).toMatchObject({
			status: 'approved',
			approved_by: 'sari',
		});
		const edited = await letters.edit(id, 'sari', 'l1', { to, subject, body: `${body}\n\nTambahan.` }, now);
		expect(edited).toMatchObject({ status: 'draft', approved_by: null, approved_at: null });
		await expect(letters.sent(id, 'sari', 'l1', now)).rejects.toEqual(forbidden('belum disetujui'));
		await letters.approve(id, 'sari', 'l1', false, now);
		expect(await letters.sent(id, 'sari', 'l1', now + 5)).toMatchObject({ status: 'sent', sent_at: now + 5 });
		expect(await letters.sent(id, 'sari', 'l1', now + 9)).toMatchObject({ sent_at: now + 5 });
		await expect(letters.edit(id, 'sari', 'l1', { to, subject, body }, now)).rejects.toEqual(
			forbidden('sudah dikirim'),
		);
	});

	it('is not approved with a law that knowledge marks unchecked, whoever vouches; with an unknown one only when somebody does', async () => {
		const { id, letters, draft } = await refusedCase();
		const { to, subject, body } = await draft();
		const write = (more: string) => letters.edit(id, 'sari', 'l1', { to, subject, body: `${body}\n\n${more}` }, now);
		await write('Menurut Undang-Undang Nomor 25 Tahun 2009 pasal 44 Anda wajib menjawab.');
		await expect(letters.approve(id, 'sari', 'l1', true, now)).rejects.toEqual(
			forbidden('belum diperiksa: UU 25/2009 pasal 44'),
		);
		await write('Menurut UU 1/1974 pasal 2 saya berhak.');
		await expect(letters.approve(id, 'sari', 'l1', false, now)).rejects.toEqual(forbidden('UU 1/1974 pasal 2'));
		expect(await letters.approve(id, 'sari', 'l1', true, now)).toMatchObject({ status: 'approved' });
	});

	it('is only for whoever holds the open case, about a refusal that is there', async () => {
		const { id, letters, draft, cases } = await refusedCase();
		const other = { id: 'x', kind: 'complaint', refusal: 'e1' } as const;
		await expect(letters.draft(id, 'dewi', other, today, now)).rejects.toEqual(forbidden('dipegang petugas lain'));
		await expect(letters.draft(id, 'sari', { ...other, refusal: 'tidak' }, today, now)).rejects.toEqual(
			forbidden('tidak ada'),
		);
		await draft();
		await expect(letters.approve(id, 'dewi', 'l1', false, now)).rejects.toEqual(forbidden('dipegang petugas lain'));
		await cases.moveClaim(id, { right: 'pungutan-dokumen', to: 'obtained' }, 'sari', 'm1', now);
		await cases.close(id, 'sari', { result: 'obtained', note: '' }, now);
		await expect(letters.approve(id, 'sari', 'l1', false, now)).rejects.toEqual(forbidden('sudah ditutup'));
	});

	it('is erased with its person', async () => {
		const { id, letters, draft, cases } = await refusedCase();
		await draft();
		await cases.erase(`person${opened}`, now);
		expect(await letters.list(id)).toEqual([]);
		expect(await store.count('case_letters', { case: id })).toBe(0);
	});
});
