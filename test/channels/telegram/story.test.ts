import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandWords } from '../../../src/channels/telegram/index.ts';
import type { Play } from '../../../src/engine/index.ts';
import { step } from '../../../src/engine/index.ts';
import { HakkuError } from '../../../src/errors.ts';
import { compileRelease, readAreas, readFolder } from '../../../src/releases/index.ts';
import { eventually, openWorld } from './world.ts';

const { files } = await readFolder('.');
const { release } = await compileRelease(files, '2026-02-10', await readAreas());
if (release === null) throw new Error('the shipped release does not compile');
const play: Play = async (...given) => step(release, ...given);

describe('a conversation on Telegram', () => {
	let world: Awaited<ReturnType<typeof openWorld>>;
	let away = false;
	let slow: { readonly address: string; readonly until: Promise<void> } | null = null;
	beforeAll(async () => {
		world = await openWorld({
			play,
			received: async ({ address }) => {
				if (address === slow?.address) await slow.until;
				if (away) throw new HakkuError('store.unavailable', 'away');
			},
		});
	});
	afterAll(() => world.close());

	it('begins with the start button, and goes on by buttons', async () => {
		const sri = world.person();
		sri.write('/start poster-rw05');
		await eventually(() => expect(sri.screen.at(-1)?.buttons.length).toBeGreaterThan(0));
		const asked = sri.screen.at(-1);
		const label = asked?.buttons.flat()[0]?.text ?? '';
		const before = sri.screen.length;
		sri.tap(label);
		await eventually(() => expect(sri.screen.length).toBeGreaterThan(before));
		await eventually(() => expect(asked?.buttons.flat().map(({ text }) => text)).toEqual([`✓ ${label}`]));
		expect(await world.transcript(sri.id)).toContain(`citizen: ${label}`);
	});

	it('a second tap on the same button counts once, and both are answered at once (B01)', async () => {
		const sri = world.person();
		sri.write('halo');
		await eventually(() => expect(sri.screen.at(-1)?.buttons.length).toBeGreaterThan(0));
		const asked = sri.screen.at(-1);
		const button = asked?.buttons.flat()[0];
		if (!asked || !button) throw new Error('no button');
		const toasts = world.fake.toasts.length;
		sri.press(asked.message_id, button.callback_data);
		sri.press(asked.message_id, button.callback_data);
		await eventually(() => expect(world.fake.toasts.length).toBe(toasts + 2));
		await eventually(() => expect(world.fake.pending).toEqual([]));
		await world.conversations.settled(`telegram:${sri.id}`);
		const said = (await world.transcript(sri.id)).filter((line) => line === `citizen: ${button.text}`);
		expect(said).toHaveLength(1);
	});

	it('a tap on an old button gets a friendly note and the open question again', async () => {
		const sri = world.person();
		sri.write('halo');
		await eventually(() => expect(sri.screen.at(-1)?.buttons.length).toBeGreaterThan(0));
		const old = sri.screen.at(-1);
		const data = old?.buttons.flat()[0]?.callback_data ?? '';
		sri.write('1');
		await eventually(() => expect(sri.screen.at(-1)).not.toBe(old));
		await world.conversations.settled(`telegram:${sri.id}`);
		const before = sri.screen.length;
		sri.press(old?.message_id ?? 0, data);
		await eventually(() => expect(sri.screen.length).toBeGreaterThan(before));
		expect(world.fake.toasts.at(-1)?.text).toContain('sudah lama');
	});

	it('a button that nobody made does nothing but say so', async () => {
		const sri = world.person();
		sri.write('halo');
		await eventually(() => expect(sri.screen.length).toBeGreaterThan(0));
		await world.conversations.settled(`telegram:${sri.id}`);
		const lines = (await world.transcript(sri.id)).length;
		for (const data of ['c:1:0:AAAAAAAA', 'c:99:0:AAAAAAAA', 'hapus data', 'c:-1:0:x']) sri.press(1, data);
		await eventually(() => expect(world.fake.pending).toEqual([]));
		expect(await world.transcript(sri.id)).toHaveLength(lines);
	});

	it('commands are set in Indonesian and English, and each stands for a word that the flows know', () => {
		expect(world.fake.commands.get('')?.map(({ command }) => command)).toEqual([
			...['start', 'menu', 'bantuan', 'petugas', 'berhenti', 'hapus_data'],
		]);
		expect(world.fake.commands.get('en')?.map(({ command }) => command)).toContain('delete_data');
		for (const word of commandWords) expect([...release.flows.byWord.keys()], word).toContain(word);
	});

	it('a choice is picked as people write it, and by no sentence that holds its number; words work in any dress (B14)', async () => {
		for (const way of ['1.', '1)', '1️⃣', 'LABEL', '“label”', 'nomor 1 ya kak']) {
			const sri = world.person();
			sri.write('halo');
			await eventually(() => expect(sri.screen.at(-1)?.buttons.length).toBeGreaterThan(0));
			await world.conversations.settled(`telegram:${sri.id}`);
			const label = sri.screen.at(-1)?.buttons.flat()[0]?.text ?? '';
			const before = await world.document(sri.id);
			sri.write(way.replace('LABEL', label.toUpperCase()).replace('label', label.toLowerCase()));
			await eventually(async () => expect((await world.document(sri.id))?.seq).toBeGreaterThan((before?.seq ?? 0) + 1));
			const question = (await world.document(sri.id))?.session?.question?.id.split('#')[0];
			expect(question, way).not.toBe(before?.session?.question?.id.split('#')[0]);
		}
		for (const word of ['BANTUAN ', '\u00a0bantuan', '\u200bbantuan', '\u200fbantuan', 'bantuan 🙏', '/bantuan']) {
			const sri = world.person();
			sri.write('halo');
			await eventually(() => expect(sri.screen.at(-1)?.buttons.length).toBeGreaterThan(0));
			await world.conversations.settled(`telegram:${sri.id}`);
			const question = (await world.document(sri.id))?.session?.question?.id.split('#')[0];
			const said = sri.screen.length;
			sri.write(word);
			await eventually(() => expect(sri.screen.length).toBeGreaterThan(said));
			await world.conversations.settled(`telegram:${sri.id}`);
			expect((await world.document(sri.id))?.session?.question?.id.split('#')[0], word).toBe(question);
			expect(sri.texts.slice(said).join(' '), word).toMatch(/bantu|Hakku/);
		}
		const sri = world.person();
		sri.write('halo');
		await eventually(() => expect(sri.screen.at(-1)?.buttons.length).toBeGreaterThan(0));
		await world.conversations.settled(`telegram:${sri.id}`);
		const open = (await world.document(sri.id))?.session?.question?.id.split('#')[0];
		const said = sri.screen.length;
		sri.write('when is the first payment day?');
		await eventually(() => expect(sri.screen.length).toBeGreaterThan(said));
		await world.conversations.settled(`telegram:${sri.id}`);
		const { question, consented } = (await world.document(sri.id))?.session ?? {};
		expect(question?.id, 'the same question, put once more').toContain(open);
		expect(consented).toBeNull();
	});

	it('a voice note, a sticker and a contact get a hint and keep the question open; a caption counts (B18)', async () => {
		const sri = world.person();
		sri.send({ voice: { file_id: 'v', file_unique_id: 'v', duration: 3 } });
		await eventually(() => expect(sri.screen.length).toBeGreaterThan(0));
		await world.conversations.settled(`telegram:${sri.id}`);
		const open = (await world.document(sri.id))?.session?.question?.id;
		const before = sri.screen.length;
		sri.send({ sticker: { file_id: 's', file_unique_id: 's', type: 'regular', width: 1, height: 1 } });
		await eventually(() => expect(sri.screen.length).toBeGreaterThan(before));
		await world.conversations.settled(`telegram:${sri.id}`);
		const still = (await world.document(sri.id))?.session?.question?.id;
		expect(still?.split('#')[0]).toBe(open?.split('#')[0]);
		sri.send({ contact: { phone_number: '628999', first_name: 'Orang lain', user_id: 1 } });
		sri.send({ photo: [], caption: '1' });
		await eventually(async () => expect(await world.transcript(sri.id)).toContain('citizen: [foto] 1'));
		await world.conversations.settled(`telegram:${sri.id}`);
		expect(await world.transcript(sri.id)).toContain('citizen: [kontak]');
		expect((await world.document(sri.id))?.session?.question?.id.split('#')[0]).not.toBe(open?.split('#')[0]);
	});

	it('a changed message is written down as changed and answers nothing (B19)', async () => {
		const sri = world.person();
		const first = sri.write('halo');
		await eventually(() => expect(sri.screen.length).toBeGreaterThan(0));
		await world.conversations.settled(`telegram:${sri.id}`);
		const [said, question] = [sri.screen.length, (await world.document(sri.id))?.session?.question?.id];
		sri.edit(first, 'halo semua');
		sri.edit(first, 'halo semua');
		await eventually(() => expect(world.fake.pending).toEqual([]));
		await world.conversations.settled(`telegram:${sri.id}`);
		const lines = await world.transcript(sri.id);
		expect(lines.filter((line) => line === 'citizen: ✎ (diubah) halo semua')).toHaveLength(1);
		expect(sri.screen).toHaveLength(said);
		expect((await world.document(sri.id))?.session?.question?.id).toBe(question);
	});

	it('in a group, says once that this is no place for a story, and hears nothing', async () => {
		const group = -100_123;
		const chat = { id: group, type: 'supergroup', title: 'RW 05' };
		const from = { id: 5, is_bot: false, first_name: 'Eko' };
		const was = { status: 'left', user: world.fake.bot };
		world.fake.bring({
			my_chat_member: { chat, from, date: 0, old_chat_member: was, new_chat_member: { ...was, status: 'member' } },
		});
		for (const text of ['saya lapar', '/start', '/menu'])
			world.fake.bring({ message: { message_id: 1, date: 0, chat, from, text } });
		await eventually(() => expect(world.fake.pending).toEqual([]));
		await eventually(() => expect(world.fake.shown.filter((one) => one.chat === group)).toHaveLength(1));
		expect(await world.document(group)).toBeNull();
	});

	it('an update is acknowledged only once it is durable, and others are not held up by order', async () => {
		const [sri, eko] = [world.person(), world.person()];
		away = true;
		const confirmed = world.fake.confirmed;
		sri.write('satu');
		sri.write('menu');
		eko.write('halo');
		const failed = () => world.lines.filter((line) => line.includes('could not be taken in')).length;
		await eventually(() => expect(failed()).toBeGreaterThanOrEqual(4));
		expect(world.fake.confirmed).toBe(confirmed);
		expect(await world.document(sri.id)).toBeNull();
		away = false;
		await eventually(() => expect(world.fake.pending).toEqual([]));
		await eventually(() => expect(eko.screen.length).toBeGreaterThan(0));
		await world.conversations.settled(`telegram:${sri.id}`);
		const said = (await world.transcript(sri.id)).filter((line) => line.startsWith('citizen'));
		expect(said).toEqual(['citizen: satu', 'citizen: menu']);
	});

	it('somebody whose message takes long to take in holds up nobody else', async () => {
		const [sri, eko] = [world.person(), world.person()];
		let free = (): void => undefined;
		const until = new Promise<void>((resolve) => {
			free = resolve;
		});
		slow = { address: String(sri.id), until };
		sri.write('satu');
		sri.write('dua');
		await eventually(() => expect(world.fake.pending).toHaveLength(2));
		const [first = 0] = world.fake.pending;
		eko.write('halo');
		await eventually(() => expect(eko.screen.length).toBeGreaterThan(0));
		eko.write('menu');
		await eventually(() => expect(eko.screen.length).toBeGreaterThan(1));
		expect(world.fake.confirmed).toBeLessThan(first);
		expect(await world.document(sri.id)).toBeNull();
		slow = null;
		free();
		await eventually(() => expect(world.fake.pending).toEqual([]));
		await eventually(async () =>
			expect((await world.transcript(sri.id)).filter((line) => line.startsWith('citizen'))).toEqual([
				'citizen: satu',
				'citizen: dua',
			]),
		);
	});

	it('an update that is delivered twice is answered once (B01)', async () => {
		const sri = world.person();
		const message = sri.write('halo');
		await eventually(() => expect(sri.screen.length).toBeGreaterThan(0));
		await world.conversations.settled(`telegram:${sri.id}`);
		const said = sri.screen.length;
		world.fake.bring({ message });
		await eventually(() => expect(world.fake.pending).toEqual([]));
		await world.conversations.settled(`telegram:${sri.id}`);
		expect(sri.screen).toHaveLength(said);
	});
});
