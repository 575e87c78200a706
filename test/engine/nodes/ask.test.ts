import { describe, expect, it } from 'vitest';
import { Conversation } from '../house.ts';

const ask = (value: string, after = '{ say: Selesai }') => ({
	uji: `flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { ask: ${value}, next: b }\n  b: ${after}\n  c: { say: Menyerah }`,
});
const classes = ask(
	`{ text: Kelas?, choices: [${[5, 6, 7, 8, 9].map((n) => `{ id: k${n}, label: Kelas ${n}, goto: ${n === 5 ? 'c' : 'b'} }`).join(', ')}] }`,
);

function opened(flows: Record<string, string>): Conversation {
	const talk = new Conversation(flows);
	talk.say('halo');
	return talk;
}

describe('ask', () => {
	it('shows its choices and takes a tap, once', () => {
		const talk = opened(ask('{ text: Seberapa sering?, into: uji.sering }'));
		expect(talk.events.at(-1)).toMatchObject({
			kind: 'message',
			choices: [
				{ id: 'sering', label: 'Sering' },
				{ id: 'tidak', label: 'Tidak pernah' },
			],
		});
		const question = talk.session?.question?.id ?? '';
		expect(talk.tap('sering')).toEqual(['Selesai']);
		expect(talk.fact('uji.sering')).toBe('sering');
		expect(talk.tap('tidak', question)).toEqual(['[old_button]', 'Ini menu.']);
		expect(talk.fact('uji.sering')).toBe('sering');
	});

	it.each(['sering bu', 'Sering kok, Pak', '1 ya kak', 'tiap hari, min'])(
		'understands the first choice said with courtesy as %j',
		(text) => {
			const talk = opened(ask('{ text: Seberapa sering?, into: uji.sering }'));
			talk.say(text);
			expect(talk.fact('uji.sering')).toBe('sering');
		},
	);

	it.each(['1', '1.', '1)', '1️⃣', 'Sering', 'SERING!', ' sering ', 'tiap hari', 'often', 'nomor 1', 'yang 1'])(
		'B14: understands the first choice written as %j',
		(text) => {
			const talk = opened(ask('{ text: Seberapa sering?, into: uji.sering }'));
			expect(talk.say(text)).toEqual(['Selesai']);
			expect(talk.fact('uji.sering')).toBe('sering');
		},
	);

	it('B14: asks back when a number is one choice’s position and another one’s label', () => {
		const talk = opened(classes);
		expect(talk.say('5')).toEqual(['Kelas 9 atau Kelas 5?', 'Kelas?']);
		expect(talk.say('Kelas 5')).toEqual(['Menyerah']);
	});

	it('B14: lets no sentence pick a choice because of a word in it', () => {
		const talk = opened(classes);
		expect(talk.say('when is the first payment day?')).toEqual(['[not_a_choice]', 'Kelas?']);
		expect(talk.say('anak saya dulu di kelas 6 tapi sekarang berhenti')).toEqual(['[not_a_choice]', 'Kelas?']);
	});

	it('understands a label with one wrong letter, but not a short one', () => {
		const talk = opened(ask('{ text: Seberapa sering?, into: uji.sering }'));
		expect(talk.say('serign')).toEqual(['Selesai']);
	});

	it.each([
		['Rp 1.500.000', '[number]'],
		['4 orang', 4],
		['dua', 2],
	])('B16: takes %j as a number within its bounds', (text, value) => {
		const talk = opened(ask('{ text: Berapa?, into: uji.jumlah }'));
		const answer = talk.say(text);
		if (typeof value === 'number') expect(talk.fact('uji.jumlah')).toBe(value);
		else expect(answer).toEqual(['antara 1 dan 30', 'Berapa?']);
	});

	it.each(['tidak ada', '3-4 juta', '1e3', 'banyak'])('B16: asks again for a number after %j', (text) => {
		const talk = opened(ask('{ text: Berapa?, into: uji.jumlah }'));
		expect(talk.say(text)).toEqual(['[not_a_number]', 'Berapa?']);
		expect(talk.fact('uji.jumlah')).toBeUndefined();
	});

	it('never takes a bare number as the position of "don’t know" where a number is asked for', () => {
		const talk = opened(ask('{ text: Berapa?, into: uji.jumlah, skip: true }'));
		talk.say('1');
		expect(talk.fact('uji.jumlah')).toBe(1);
	});

	it('takes a date with the day first and a yes in its own words', () => {
		const dated = opened(ask('{ text: Kapan?, into: uji.lahir }'));
		dated.say('3/4/2020');
		expect(dated.fact('uji.lahir')).toBe('2020-04-03');
		const yes = opened(ask('{ text: Sekolah?, into: uji.sekolah }'));
		yes.say('iya bu');
		expect(yes.fact('uji.sekolah')).toBe(true);
	});

	it('takes "don’t know" as an answer where it may be skipped', () => {
		const talk = opened(ask('{ text: Seberapa sering?, into: uji.sering, skip: true }'));
		expect(talk.say('tidak tahu')).toEqual(['Selesai']);
		expect(talk.fact('uji.sering')).toBe('declined');
	});

	it('B18: keeps the question open after a voice note, says what is expected, and offers a human in the end', () => {
		const talk = opened(ask('{ text: Berapa?, into: uji.jumlah, retries: 1 }'));
		const voice = { kind: 'media', media: 'voice', caption: null } as const;
		expect(talk.send(voice)).toEqual(['[media_not_read]', 'Berapa?']);
		expect(talk.send(voice)).toEqual(['[ask_human_offer]', 'Berapa?']);
		expect(talk.send({ kind: 'media', media: 'photo', caption: '4 orang' })).toEqual(['Selesai']);
		expect(talk.fact('uji.jumlah')).toBe(4);
	});

	it('goes where `on_exhausted` says when nothing fits', () => {
		const talk = opened(ask('{ text: Berapa?, into: uji.jumlah, retries: 0, on_exhausted: c }'));
		expect(talk.say('banyak')).toEqual(['Menyerah']);
	});

	it('hears a story: its needs and its meaning', () => {
		const talk = opened(ask('{ text: Cerita?, listen: true }', '{ say: "Tentang {hakku.needs}." }'));
		expect(talk.say('beras di rumah habis')).toEqual(['Tentang soal food.']);
	});

	it('shows a choice with a condition only when it holds', () => {
		const talk = opened(
			ask(
				'{ text: Apa?, choices: [{ id: x, label: X, goto: b }, { id: y, label: Y, goto: b, when: "uji.jumlah > 3" }] }',
			),
		);
		expect(talk.session?.question?.choices).toEqual(['x']);
	});

	it('reminds once after the time it says, and not after an answer', () => {
		const talk = opened(ask('{ text: Siapa?, into: uji.nama, remind: [24h] }'));
		const timer = talk.events.flatMap((event) =>
			event.kind === 'effect' && event.effect.kind === 'set_timer' ? [event.effect] : [],
		)[0];
		expect(timer?.due).toBe(talk.now + 24 * 3_600_000);
		expect(talk.send({ kind: 'timer', timer: timer?.timer ?? '' })).toEqual(['Siapa?']);
		talk.say('Ayu');
		expect(talk.send({ kind: 'timer', timer: timer?.timer ?? '' })).toEqual([]);
	});
});
