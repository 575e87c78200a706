import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Member } from '../../../fakes/telegram/forum.ts';
import { eventually } from '../world.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
let sari: Member;
beforeAll(async () => {
	office = await openOffice();
	sari = await office.worker('sari');
});
afterAll(() => office.close());

const toast = () => office.fake.toasts.at(-1)?.text ?? '';
const answersTo = ({ message_id }: Record<string, unknown>) =>
	office.fake.shown.filter(({ answers }) => answers === message_id).map(({ text }) => text);
/** All that stands in the group now. */
const inGroup = () =>
	[
		...office.fake.shown.filter(({ chat }) => chat === office.fake.forum.id).map(({ text }) => text),
		...office.fake.forum.open.map(({ name }) => name),
	].join('\n');

describe('what stands in the staff group', () => {
	it('is of a sensitive case only the number and how urgent it is; its words and answers stay at the desk', async () => {
		const { sri, topic, id, number } = await office.opened('bahaya', 'saya takut pulang');
		expect(topic.name).toBe(`🔴 ${number}`);
		expect(office.card(topic)?.text).toContain(`🔴 BAHAYA · Kasus ${number}\n`);
		expect(office.card(topic)?.text).toContain('Kasus ini peka');
		sari.tap(topic, 'Ambil');
		await eventually(() => expect(office.card(topic)?.text).toContain('Pemegang: sari'));
		sri.write('dia pulang sebentar lagi');
		await eventually(() => expect(office.texts(topic)).toContain('Ada pesan baru dari warga. Baca di meja petugas.'));
		const before = sri.screen.length;
		const message = sari.write(topic, '/balas Telepon saya');
		await eventually(() => expect(answersTo(message)[0]).toContain('Kasus ini peka'));
		await office.quiet(id);
		for (const hidden of ['takut', 'pulang', 'menyakiti', 'food']) expect(inGroup()).not.toContain(hidden);
		expect((await office.cases.view(id, 'sari', 1))?.notes).toEqual([]);
		expect(sri.screen).toHaveLength(before);
	});

	it('goes when a case turns out to be sensitive: its topic is deleted with every word, and begins anew without them', async () => {
		const { sri, topic, id } = await office.opened('petugas', 'beras habis semua');
		sri.write('kami berlima');
		await eventually(() => expect(inGroup()).toContain('kami berlima'));
		await office.cases.raise(id, ['violence'], 'seen', Date.now());
		await eventually(() => expect(topic.deleted).toBe(true));
		const anew = await eventually(async () => {
			const kept = await office.store.get('telegram_topics', id);
			const found = office.fake.forum.open.find((one) => one.id === kept?.topic);
			if (found === undefined || kept?.card === null) throw new Error('not yet');
			return found;
		});
		await office.quiet(id);
		expect(office.card(anew)?.text).toContain('Kasus ini peka');
		for (const hidden of ['beras', 'berlima', 'kekerasan']) expect(inGroup()).not.toContain(hidden);
	});

	it('goes when the person has their data erased, and so does all that is kept of it', async () => {
		const { sri, topic, id } = await office.opened('petugas', 'rumah bocor sekali');
		sri.write('hapus data saya');
		await office.settled(sri);
		await eventually(() => expect(topic.deleted).toBe(true));
		expect(inGroup()).not.toContain('bocor');
		await eventually(async () => expect(await office.store.get('telegram_topics', id)).toBeNull());
		await eventually(async () => {
			const left = await office.store.find('telegram_topics', { topic: topic.id });
			expect(left).toEqual([]);
		});
	});
});

describe('somebody in the group whose Telegram is nobody’s', () => {
	it('can tap and write what they like: nothing happens, and only they are told why', async () => {
		const { sri, topic, id } = await office.opened();
		const [eko, private_] = [office.fake.forum.member(), office.fake.forum.member()];
		office.fake.closed.add(eko.id);
		eko.tap(topic, 'Ambil');
		await eventually(() => expect(toast()).toContain('Hanya petugas yang akunnya tersambung'));
		const before = sri.screen.length;
		const message = eko.write(topic, '/balas Transfer dulu ke rekening ini');
		await eventually(() => expect(answersTo(message)[0]).toContain('belum tersambung dengan akun petugas'));
		private_.write(topic, 'halo');
		await eventually(() => expect(office.fake.person(private_.id).texts[0]).toContain('belum tersambung'));
		const as = { sender_chat: { id: office.fake.forum.id, type: 'supergroup' }, text: '/balas Anonim' };
		const anonymous = sari.send(topic, as);
		await eventually(() => expect(answersTo(anonymous)[0]).toContain('atas nama grup'));
		await office.quiet(id);
		expect(sri.screen).toHaveLength(before);
		expect((await office.store.get('cases', id))?.assignee).toBeNull();
		expect((await office.cases.view(id, 'sari', 1))?.notes).toEqual([]);
	});

	it('is anybody again once the account is unlinked, disabled or has a new password', async () => {
		await office.worker('tono');
		const tono = office.fake.forum.member(600_002);
		const { topic, id } = await office.opened();
		await office.store.removeAll('staff_links', { user: 'tono' });
		tono.tap(topic, 'Ambil');
		await eventually(() => expect(toast()).toContain('Hanya petugas yang akunnya tersambung'));
		const code = await office.links.code('tono', Date.now());
		expect((await office.links.link('600002', code, Date.now())).result).toBe('linked');
		const user = await office.store.get('users', 'tono');
		if (user !== null) await office.store.replace('users', { ...user, disabled: true });
		expect(await office.links.userOf('600002')).toBeNull();
		expect((await office.store.get('cases', id))?.assignee).toBeNull();
	});

	it('does nothing with a forged button, and a worker who may not see a case nothing with a real one', async () => {
		const { topic, id, number } = await office.opened();
		const card = office.card(topic);
		if (card === undefined) throw new Error('no card');
		for (const data of ['s:take:XXXX-XXXX', `s:until.365:${number}`, `s:close.lunas:${number}`, 's:', 'c:1:0:AAAAAAAA'])
			sari.press(card, data);
		await eventually(() => expect(office.fake.pending).toEqual([]));
		await eventually(() => expect(toast()).toContain('tidak berlaku'));
		const narrow = await office.worker('narrow');
		const part = { team: 'lain', areas: [], needs: [], languages: [], capacity: 5 };
		await office.store.insert('staff', [
			{ _id: 'narrow', rev: 1, ...part, presence: 'online', seen_at: 0, scope: 'self' },
		]);
		narrow.tap(topic, 'Ambil');
		await eventually(() => expect(toast()).toContain('bukan untuk Anda'));
		expect((await office.store.get('cases', id))?.assignee).toBeNull();
	});
});

describe('a code', () => {
	it('works once, in time, for one account; wrong ones are counted, and none reaches a conversation', async () => {
		const now = Date.now();
		const late = await office.links.code('sari', now - 11 * 60_000);
		expect((await office.links.link('777', late, now)).result).toBe('wrong');
		const code = await office.links.code('sari', now);
		expect(JSON.stringify(await office.store.find('staff_links', { user: 'sari' }))).not.toContain(code);
		const other = await office.worker('rina');
		expect((await office.links.link(String(other.id), code, now)).result).toBe('taken');
		expect((await office.links.link('777', code, now)).result).toBe('linked');
		expect((await office.links.link('778', code, now)).result).toBe('wrong');
		expect(await office.links.userOf(String(sari.id))).toBeNull();
		const results = [];
		for (let tries = 0; tries < 10; tries++)
			results.push((await office.links.link('779', `petugas_${'x'.repeat(43)}`, now)).result);
		expect(results.at(-1)).toBe('wait');
		expect(await office.document(other.id)).toBeNull();
	});
});

describe('an alert by Telegram', () => {
	const alert = {
		...{ id: 'a1', title: 'Bahaya · kasus K7QM-4XPD', text: 'Belum diambil.', path: '/desk/cases/K7QM-4XPD' },
		...{ url: 'https://hakku.example/desk/cases/K7QM-4XPD', danger: true, language: 'id' as const },
	};

	it('comes to the private chat of whoever linked theirs, word for word, and says when it cannot', async () => {
		const budi = await office.worker('budi');
		const user = await office.store.get('users', 'budi');
		if (user === null) throw new Error('no budi');
		const { mean } = office.room;
		expect(await mean.ready(user)).toBe(true);
		await mean.send(user, alert);
		expect(office.fake.person(budi.id).texts.at(-1)).toBe(`${alert.title}\n${alert.text}\n${alert.url}`);
		office.fake.next('sendMessage', { kind: 'answer', code: 429, description: 'Too Many Requests', retry_after: 9 });
		await expect(mean.send(user, alert)).rejects.toMatchObject({ failure: 'unreachable', lasting: false });
		office.fake.closed.add(budi.id);
		await expect(mean.send(user, alert)).rejects.toMatchObject({ failure: 'address', lasting: true });
		await office.links.unlink('budi');
		expect(await mean.ready(user)).toBe(false);
	});
});
