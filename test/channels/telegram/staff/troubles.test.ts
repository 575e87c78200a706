import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Mishap } from '../../../fakes/telegram/server.ts';
import { eventually } from '../world.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
/** Milliseconds by which the office's clock is ahead. */
let ahead = 0;
beforeAll(async () => {
	office = await openOffice({ now: () => Date.now() + ahead, publicUrl: 'http://127.0.0.1:8080' });
	await office.worker('sari');
});
afterAll(() => office.close());
afterEach(() => {
	Object.assign(office.fake.forum, { status: 'administrator', isForum: true });
	office.fake.forum.rights = { can_manage_topics: true, can_delete_messages: true };
});

const answer = (code: number, description: string, retry_after?: number): Mishap => ({
	...{ kind: 'answer', code, description },
	...(retry_after !== undefined && { retry_after }),
});
const toGroup = (fields: Record<string, unknown>) => Number(fields.chat_id) === office.fake.forum.id;
const calls = (method: string) => office.fake.calls.filter((call) => call.method === method).length;

/** Somebody asks for a human; resolves to their case without waiting for its topic. */
async function asked() {
	const sri = office.person();
	sri.write('petugas');
	await office.settled(sri);
	return { sri, id: (await office.document(sri.id))?.mode.case ?? '' };
}

describe('a staff group on a bad day', () => {
	it('429 holds the group as long as Telegram says, and nothing is made twice', async () => {
		const before = office.fake.forum.open.length;
		office.fake.next('createForumTopic', answer(429, 'Too Many Requests: retry after 1', 1));
		const { topic, id } = await office.opened();
		await office.quiet(id);
		expect(office.fake.forum.open).toHaveLength(before + 1);
		expect(topic.closed).toBe(false);
	});

	it.each([
		['status', { status: 'member' }, 'administrator'],
		['topics', { isForum: false }, 'has no topics'],
		['membership', { status: 'left' }, 'not in the group'],
	] as const)(
		'without its %s it says what to set; citizens are served, and all is made up for afterwards',
		async (_, wrong, said) => {
			Object.assign(office.fake.forum, wrong);
			expect(await office.room.check()).toBe(false);
			expect(office.room.trouble()).toContain(said);
			const { sri, id } = await asked();
			expect(sri.texts).toContain('Petugas akan menghubungi Anda.');
			expect(office.channel.trouble?.()).toBeNull();
			expect((await office.store.get('telegram_topics', id))?.topic ?? null).toBeNull();
			Object.assign(office.fake.forum, { status: 'administrator', isForum: true });
			expect(await office.room.check()).toBe(true);
			await eventually(async () => expect((await office.store.get('telegram_topics', id))?.card).toBeTruthy());
			expect(office.lines.filter((line) => line.includes('telegram.staff_group')).join()).toContain(said);
		},
	);

	it('when the answer to making a topic is lost, says that there may be a twin', async () => {
		const before = office.fake.forum.open.length;
		office.fake.next('createForumTopic', { kind: 'cut', when: 'after' });
		const { topic, id } = await office.opened();
		await office.quiet(id);
		expect(office.fake.forum.open).toHaveLength(before + 2);
		expect(office.texts(topic).join()).toContain('Mungkin ada topik kosong yang kembar');
	});

	it('when the answer to a message is lost, does not say it twice, and says that one may be missing', async () => {
		const { sri, topic, id } = await office.opened();
		await office.quiet(id);
		office.fake.next('sendMessage', { kind: 'cut', when: 'after' }, (fields) =>
			String(fields.text).includes('Warga\nsatu'),
		);
		sri.write('satu');
		await office.settled(sri);
		sri.write('dua');
		await eventually(() => expect(office.texts(topic)).toContain('💬 Warga\ndua'));
		await office.quiet(id);
		expect(office.texts(topic).filter((text) => text === '💬 Warga\nsatu')).toHaveLength(1);
		expect(office.texts(topic).filter((text) => text.includes('Mungkin ada pesan yang tidak tampil'))).toHaveLength(1);
	});

	it('what a process was sending when it died is not sent again: the doubt is said, and what came after is shown', async () => {
		const { sri, topic, id } = await office.opened();
		await office.quiet(id);
		const kept = await office.store.get('telegram_topics', id);
		const seq = (await office.document(sri.id))?.seq ?? 0;
		if (kept === null) throw new Error('no topic');
		const attempt = { does: 'say', about: 'line', to: seq + 1, message: null, state: null, at: Date.now() } as const;
		await office.store.replace('telegram_topics', { ...kept, attempt });
		sri.write('kalimat itu');
		await office.settled(sri);
		expect(office.texts(topic).join()).not.toContain('kalimat itu');
		ahead += 120_000;
		await office.working.sweep();
		sri.write('sesudahnya');
		await eventually(() => expect(office.texts(topic)).toContain('💬 Warga\nsesudahnya'));
		expect(office.texts(topic).join()).not.toContain('kalimat itu');
		expect(office.texts(topic).join()).toContain('Mungkin ada pesan yang tidak tampil');
	});

	it('what nobody queued is found by the sweeper, also the topic of somebody who was erased long after', async () => {
		const { topic, id } = await office.opened();
		await office.quiet(id);
		const document = await office.store.get('cases', id);
		if (document === null) throw new Error('no case');
		await office.store.replace('cases', { ...document, priority: 2 });
		await office.working.sweep();
		await eventually(() => expect(office.card(topic)?.text).toContain('🟠 Mendesak'));
		await eventually(() => expect(topic.name).toContain('🟠'));
		await office.quiet(id);
		const kept = await office.store.get('telegram_topics', id);
		if (kept !== null) await office.store.replace('telegram_topics', { ...kept, state: 'closed' });
		await office.store.remove('cases', id);
		await office.working.sweep();
		await eventually(() => expect(topic.deleted).toBe(true));
	});

	it('a topic that somebody deleted by hand is made anew while its case is open', async () => {
		const { sri, topic, id } = await office.opened();
		await office.quiet(id);
		topic.deleted = true;
		sri.write('masih di sini');
		await eventually(async () => {
			const anew = (await office.store.get('telegram_topics', id))?.topic;
			expect(anew).not.toBe(topic.id);
			const found = office.fake.forum.open.find((one) => one.id === anew);
			expect(found === undefined ? '' : office.texts(found).join()).toContain('masih di sini');
		});
	});

	it('a card that is as it should be already, or gone, holds nothing up', async () => {
		const { topic, id } = await office.opened();
		await office.quiet(id);
		office.fake.next('editMessageText', answer(400, 'Bad Request: message is not modified'), toGroup);
		await office.handover.claim(id, 'sari');
		await office.quiet(id);
		office.fake.next('editMessageText', answer(400, 'Bad Request: message to edit not found'), toGroup);
		await office.handover.release(id, 'sari');
		await eventually(() =>
			expect(office.fake.forum.said(topic).filter(({ buttons }) => buttons.length > 0)).toHaveLength(2),
		);
		const edits = calls('editMessageText');
		await office.working.sweep();
		await office.quiet(id);
		expect(calls('editMessageText')).toBe(edits);
	});

	it('whose bot may not delete keeps nothing new in an exposed topic, and says which right it lacks', async () => {
		const { sri, topic, id } = await office.opened();
		await office.quiet(id);
		office.fake.forum.rights.can_delete_messages = false;
		await office.cases.raise(id, ['violence'], 'seen', Date.now());
		await eventually(() => expect(office.room.trouble()).toContain('delete messages'));
		sri.write('jangan ditulis di sana');
		await office.settled(sri);
		expect(office.texts(topic).join()).not.toContain('jangan ditulis');
		office.fake.forum.rights.can_delete_messages = true;
		await office.room.check();
		await eventually(() => expect(topic.deleted).toBe(true));
	});

	it('a person who blocked the bot: the worker is told below the very reply', async () => {
		const { sri, topic, id } = await office.opened();
		const sari = office.fake.forum.member(600_001);
		sari.tap(topic, 'Ambil');
		await eventually(async () => expect((await office.store.get('cases', id))?.assignee).toBe('sari'));
		office.fake.closed.add(sri.id);
		const message = sari.write(topic, '/balas Halo Bu');
		await eventually(() => expect(office.fake.forum.reactions.get(Number(message.message_id))).toBe('💔'));
		const told = () => office.fake.shown.filter(({ answers }) => answers === message.message_id);
		await eventually(() =>
			expect(
				told()
					.map(({ text }) => text)
					.join(),
			).toContain('tidak sampai'),
		);
	});
});
