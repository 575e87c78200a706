import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Member } from '../../../fakes/telegram/forum.ts';
import { eventually } from '../world.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
let sari: Member;
let ani: Member;
beforeAll(async () => {
	office = await openOffice();
	[sari, ani] = [await office.worker('sari'), await office.worker('ani')];
});
afterAll(() => office.close());

const kinds = async (id: string) => (await office.cases.view(id, 'sari', 1))?.events.map(({ kind }) => kind) ?? [];
const notes = async (id: string) => (await office.cases.view(id, 'sari', 1))?.notes.map(({ text }) => text) ?? [];
/** What the bot said below somebody's message. */
const answersTo = ({ message_id }: Record<string, unknown>) =>
	office.fake.shown.filter(({ answers }) => answers === message_id).map(({ text }) => text);
const toast = () => office.fake.toasts.at(-1)?.text ?? '';

/** A case that sari has taken from its card. */
async function taken(...before: readonly string[]) {
	const opened = await office.opened('petugas', ...before);
	sari.tap(opened.topic, 'Ambil');
	await eventually(() => expect(office.card(opened.topic)?.text).toContain('Pemegang: sari'));
	await office.quiet(opened.id);
	return opened;
}

describe('a case in the staff group', () => {
	it('is a topic with a card; whoever takes it first has it, by the same event as at the desk', async () => {
		const { topic, id, number } = await office.opened();
		expect(topic.name).toBe(`🟢 ${number} · food`);
		expect(office.card(topic)?.text).toContain(`🟢 Biasa · Kasus ${number}\nKebutuhan: food\n`);
		expect(office.card(topic)?.text).toMatch(/⏳ Harus diambil sebelum .*\d\d\.\d\d\nPemegang: belum ada/);
		const before = office.fake.toasts.length;
		sari.tap(topic, 'Ambil');
		ani.tap(topic, 'Ambil');
		await eventually(() => expect(office.fake.toasts).toHaveLength(before + 2));
		const told = office.fake.toasts.slice(before).map(({ text }) => text);
		expect(told[0]).toContain('Anda pegang');
		expect(told[1]).toBe('Sudah diambil sari.');
		await eventually(() => expect(office.card(topic)?.text).toContain('Pemegang: sari'));
		expect((await office.store.get('cases', id))?.assignee).toBe('sari');
		expect((await kinds(id)).filter((kind) => kind === 'claimed')).toHaveLength(1);
		expect(
			office
				.card(topic)
				?.buttons.flat()
				.map(({ text }) => text),
		).toEqual(['Tunda', 'Selesai', 'Buka di meja ↗']);
	});

	it('shows what the person says in order and once, and what Hakku says in short', async () => {
		const { sri, topic, id } = await taken('beras habis');
		for (const text of ['Bu, saya di depan', 'kantor kelurahan', '@sari *tebal* <b>x</b>']) sri.write(text);
		await office.settled(sri);
		await eventually(() => expect(office.texts(topic)).toContain('💬 Warga\n@sari *tebal* <b>x</b>'));
		await office.quiet(id);
		const said = office.texts(topic).filter((text) => text.startsWith('💬 Warga\n') && !text.endsWith('petugas'));
		expect(said).toEqual([
			'💬 Warga\nBu, saya di depan',
			'💬 Warga\nkantor kelurahan',
			'💬 Warga\n@sari *tebal* <b>x</b>',
		]);
		const begun = office.texts(topic).filter((text) => text.startsWith('💬 Warga, sebelum'));
		expect(begun).toEqual(['💬 Warga, sebelum kasus dibuka\nberas habis']);
	});

	it('a reply to the person’s words is sent to them once, however often Telegram brings it, and shows how it fared', async () => {
		const { sri, topic, id } = await taken();
		sri.write('Saya sudah di kelurahan');
		const words = await eventually(() => {
			const found = office.fake.forum.said(topic).find(({ text }) => text.includes('sudah di kelurahan'));
			expect(found).toBeDefined();
			return found;
		});
		const message = sari.write(topic, 'Tunggu di situ ya Bu', words);
		office.fake.bring({ message });
		await eventually(() => expect(sri.texts).toContain('Tunggu di situ ya Bu'));
		await eventually(() => expect(office.fake.forum.reactions.get(Number(message.message_id))).toBe('👍'));
		const command = sari.write(topic, '/balas@hakku_uji_bot  Bawa KTP ya');
		await eventually(() => expect(office.fake.forum.reactions.get(Number(command.message_id))).toBe('👍'));
		office.fake.bring({ message });
		await office.settled(sri);
		await office.quiet(id);
		expect(sri.texts.filter((text) => text === 'Tunggu di situ ya Bu')).toHaveLength(1);
		expect(sri.texts.filter((text) => text === 'Bawa KTP ya')).toHaveLength(1);
		expect((await kinds(id)).filter((kind) => kind === 'answered')).toHaveLength(2);
		expect(office.texts(topic).filter((text) => text.startsWith('✉️'))).toEqual([]);
		await office.handover.reply(id, 'sari', { id: 'desk-1', text: 'Dari meja' });
		await eventually(() => expect(office.texts(topic)).toContain('✉️ sari, dari meja\nDari meja'));
	});

	it('any other message is a note, with a photo or without, and never reaches the person (B36)', async () => {
		const { sri, topic, id } = await taken();
		const before = sri.screen.length;
		const card = office.card(topic);
		for (const under of [undefined, card]) {
			const message = sari.write(topic, 'Hati-hati, suaminya di rumah', under);
			await eventually(() => expect(office.fake.forum.reactions.get(Number(message.message_id))).toBe('✍'));
			office.fake.bring({ message });
		}
		const heard = office.fake.forum.said(topic).find(({ text }) => text.startsWith('💬'));
		const photo = sari.send(topic, { photo: [], caption: 'catatan dengan foto' }, heard);
		const voice = sari.send(topic, { voice: { file_id: 'x', file_unique_id: 'x', duration: 1 } });
		const wrong = sari.write(topic, '/tutup');
		const empty = sari.write(topic, '/balas   ');
		for (const one of [photo, voice, wrong, empty]) await eventually(() => expect(answersTo(one)).toHaveLength(1));
		await office.settled(sri);
		expect(await notes(id)).toEqual(['Hati-hati, suaminya di rumah', 'Hati-hati, suaminya di rumah']);
		expect(sri.screen).toHaveLength(before);
		expect((await office.transcript(sri.id)).join()).not.toContain('atan dengan foto');
	});

	it('an edit changes nothing of what was sent, and whoever edits is told so once', async () => {
		const { sri, topic } = await taken();
		const message = sari.write(topic, '/balas Datang jam 8');
		await eventually(() => expect(sri.texts).toContain('Datang jam 8'));
		sari.edit(message, '/balas Datang jam 9');
		sari.edit(message, '/balas Datang jam 10');
		await office.settled(sri);
		await eventually(() => expect(answersTo(message)).toHaveLength(1));
		expect(answersTo(message)[0]).toContain('Perubahan ini tidak tercatat');
		expect(sri.texts.join()).not.toContain('jam 9');
	});

	it('only who has the case answers the person; the reason is said below the message, in the desk’s words', async () => {
		const { sri, topic, id } = await taken();
		const message = ani.write(topic, '/balas Saya saja yang bantu');
		await eventually(() => expect(answersTo(message)[0]).toContain('sedang dipegang petugas lain'));
		ani.tap(topic, 'Tunda');
		await eventually(() => expect(toast()).toContain('Ambil dulu kasusnya'));
		expect(sri.texts.join()).not.toContain('Saya saja');
		expect((await office.store.get('telegram_topics', id))?.replies).toEqual([]);
	});

	it('is put off with a choice of days, and not while the person waits for an answer', async () => {
		const { sri, topic, id } = await taken();
		sari.tap(topic, 'Tunda');
		await eventually(() =>
			expect(
				office
					.card(topic)
					?.buttons.flat()
					.map(({ text }) => text),
			).toContain('Besok pagi'),
		);
		sari.tap(topic, '3 hari');
		await eventually(() => expect(toast()).toContain('Warga sedang menunggu jawaban'));
		sari.write(topic, '/balas Besok kami kabari ya');
		await eventually(async () => expect((await office.store.get('cases', id))?.waiting_since).toBeNull());
		sari.tap(topic, 'Tunda');
		await eventually(() =>
			expect(
				office
					.card(topic)
					?.buttons.flat()
					.map(({ text }) => text),
			).toContain('Besok pagi'),
		);
		sari.tap(topic, 'Besok');
		await eventually(() => expect(office.card(topic)?.text).toContain('💤 Ditunda sampai'));
		expect(
			office
				.card(topic)
				?.buttons.flat()
				.map(({ text }) => text),
		).toContain('Tunda');
		expect(await kinds(id)).toContain('snoozed');
		sri.write('ada kabar?');
		await eventually(() => expect(office.card(topic)?.text).not.toContain('💤'));
	});

	it('with a right that has no outcome yet it is closed at the desk; then its topic is closed, and the person has Hakku again', async () => {
		const { sri, topic, id, number } = await taken();
		sari.tap(topic, 'Selesai');
		await eventually(() => expect(toast()).toContain('Masih ada hak yang belum punya hasil'));
		await eventually(() =>
			expect(
				office
					.card(topic)
					?.buttons.flat()
					.find(({ url }) => url !== undefined)?.url,
			).toBe(`https://hakku.example/desk/cases/${number}#tutup`),
		);
		const outcomes = [{ right: 'pkh', to: 'obtained' }] as const;
		await office.handover.close(id, 'sari', { result: 'obtained', note: '', outcomes });
		await eventually(() => expect(topic.closed).toBe(true));
		expect(office.card(topic)?.text).toContain('✅ Kasus sudah ditutup.');
		expect(
			office
				.card(topic)
				?.buttons.flat()
				.map(({ text }) => text),
		).toEqual(['Buka di meja ↗']);
		await office.settled(sri);
		await eventually(() => expect(sri.texts).toContain('Hakku kembali menemani Anda.'));
		sri.write('halo lagi');
		await office.settled(sri);
		await office.quiet(id);
		expect(office.texts(topic).join()).not.toContain('halo lagi');
		expect((await office.store.get('telegram_topics', id))?.state).toBe('closed');
	});

	it('whose rights all have an outcome is closed from its card', async () => {
		const { topic, id } = await taken();
		await office.cases.moveClaim(id, { right: 'pkh', to: 'withdrawn', reason: 'tidak jadi' }, 'sari', 'x', Date.now());
		sari.tap(topic, 'Selesai');
		await eventually(() => expect(toast()).toContain('Bagaimana akhirnya?'));
		await eventually(() =>
			expect(
				office
					.card(topic)
					?.buttons.flat()
					.map(({ text }) => text),
			).toContain('Dirujuk'),
		);
		sari.tap(topic, 'Dirujuk');
		await eventually(() => expect(topic.closed).toBe(true));
		expect((await office.store.get('cases', id))?.closing?.result).toBe('referred');
	});
});
