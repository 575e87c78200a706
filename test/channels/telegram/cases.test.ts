import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Play } from '../../../src/engine/index.ts';
import { tinyPlay } from '../../conversation/tiny-play.ts';
import { eventually, openWorld } from './world.ts';

const DAY = 86_400_000;
const classes = ['Kelas 5', 'Kelas 6', 'Kelas 7', 'Kelas 8', 'Kelas 9'];

/** The tiny conversation, with one more line that has buttons of its own. */
const play: Play = async (session, input, context) => {
	const result = await tinyPlay(session, input, context);
	if (input.kind !== 'text' || input.text !== 'kelas') return result;
	const choices = classes.map((label, index) => ({ id: `k${index + 5}`, label }));
	return { ...result, events: [{ kind: 'message', text: 'Kelas?', choices, question: 'q1', always: false }] };
};

let world: Awaited<ReturnType<typeof openWorld>>;
const time = { ahead: 0 };
beforeAll(async () => {
	world = await openWorld({ play, now: () => Date.now() + time.ahead });
});
afterAll(() => world.close());

const settled = async (id: number) => {
	await eventually(() => expect(world.fake.pending).toEqual([]));
	await world.conversations.settled(`telegram:${id}`);
};

/** Somebody whose case a worker has. */
async function held() {
	const sri = world.person();
	sri.write('petugas');
	await settled(sri.id);
	const caseId = (await world.document(sri.id))?.mode.case ?? '';
	await world.handover.claim(caseId, 'bu-sari');
	time.ahead += 1_000;
	return { sri, caseId };
}

describe('with a worker there', () => {
	it('hears nothing from the bot on Telegram, by words, commands, old buttons or timers (B32)', async () => {
		const sri = world.person();
		sri.write('kelas');
		await settled(sri.id);
		const old = sri.screen.at(-1)?.buttons.flat()[0];
		sri.write('ingatkan');
		sri.write('petugas');
		await settled(sri.id);
		const caseId = (await world.document(sri.id))?.mode.case ?? '';
		const closings = sri.texts.filter((text) => text === 'Petugas akan menghubungi Anda.');
		expect(closings, 'one closing text').toHaveLength(1);
		await world.handover.claim(caseId, 'bu-sari');
		time.ahead += 1_000;
		const before = sri.texts.length;
		for (const text of ['menu', '/menu', '2']) sri.write(text);
		sri.press(sri.screen[0]?.message_id ?? 0, old?.callback_data ?? '');
		await settled(sri.id);
		time.ahead += DAY;
		await world.conversations.sweep();
		await world.conversations.timer(`telegram:${sri.id}`, 'kabar');
		await settled(sri.id);
		expect(sri.texts).toHaveLength(before);
		const lines = await world.transcript(sri.id);
		expect(lines.slice(-4)).toEqual(['citizen: menu', 'citizen: menu', 'citizen: 2', 'citizen: Kelas 5']);
		expect(await world.cases.get(caseId)).toMatchObject({ waiting_since: expect.any(Number) });
	});

	it('a message that is changed waits for the worker as changed, and nothing else happens (B19)', async () => {
		const { sri, caseId } = await held();
		const first = sri.write('anak saya 3');
		await settled(sri.id);
		await world.handover.reply(caseId, 'bu-sari', { id: 'r1', text: 'Baik, Bu.' });
		await settled(sri.id);
		expect((await world.cases.get(caseId))?.waiting_since).toBeNull();
		time.ahead += 1_000;
		const before = sri.texts.length;
		sri.edit(first, 'anak saya 4');
		await settled(sri.id);
		expect((await world.transcript(sri.id)).at(-1)).toBe('citizen: ✎ (diubah) anak saya 4');
		expect(sri.texts).toHaveLength(before);
		expect(await world.cases.get(caseId)).toMatchObject({ waiting_since: expect.any(Number) });
	});
});

describe('a reminder to three people, of whom the second blocked the bot (B09)', () => {
	it('reaches the other two; the second’s timers stop, the worker sees it, and a new message brings them back', async () => {
		const [ani, eko] = [world.person(), world.person()];
		const { sri: budi, caseId } = await held();
		for (const one of [ani, eko]) {
			one.write('ingatkan');
			await settled(one.id);
		}
		const blocked = { kind: 'answer', code: 403, description: 'Forbidden: bot was blocked by the user' } as const;
		world.fake.next('sendMessage', blocked, ({ chat_id }) => Number(chat_id) === budi.id);
		time.ahead += DAY;
		await Promise.all([
			world.conversations.sweep(),
			world.handover.reply(caseId, 'bu-sari', { id: 'r2', text: 'Bagaimana, Pak?' }),
		]);
		for (const one of [ani, eko, budi]) await settled(one.id);
		for (const one of [ani, eko]) await eventually(() => expect(one.texts.at(-1)).toBe('Bagaimana kabarnya?'));
		expect((await world.cases.get(caseId))?.unreachable).toMatch(/blocked/);
		expect(await world.document(budi.id)).toMatchObject({ timers: [], pending_since: null });
		const tried = world.fake.calls.filter(
			({ method, fields }) => method === 'sendMessage' && Number(fields.chat_id) === budi.id,
		).length;
		time.ahead += DAY;
		await world.conversations.sweep();
		await settled(budi.id);
		const again = world.fake.calls.filter(
			({ method, fields }) => method === 'sendMessage' && Number(fields.chat_id) === budi.id,
		).length;
		expect(again, 'no endless retry').toBe(tried);
		budi.write('saya kembali');
		await settled(budi.id);
		expect((await world.cases.get(caseId))?.unreachable).toBeNull();
		await world.handover.reply(caseId, 'bu-sari', { id: 'r3', text: 'Selamat datang lagi.' });
		await settled(budi.id);
		expect(budi.texts.at(-1)).toBe('Selamat datang lagi.');
	});
});
