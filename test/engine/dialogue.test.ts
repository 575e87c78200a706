import { describe, expect, it } from 'vitest';
import { Conversation, compile } from './house.ts';

const two = {
	uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { ask: { text: Siapa?, into: uji.nama }, next: b }\n  b: { ask: { text: Berapa?, into: uji.jumlah }, next: c }\n  c: { say: Selesai. }',
};

function opened(flows: Record<string, string> = two): Conversation {
	const talk = new Conversation(flows);
	talk.say('halo');
	return talk;
}

describe('global words', () => {
	it.each(['STOP', 'stop.', ' berhenti ', 'ARRÊT', 'arret', 'توقف'])(
		'B29: %j in the middle of a question stops at once and is no answer',
		(word) => {
			const talk = opened();
			expect(talk.say(word)).toContain('Kami diam.');
			expect(talk.fact('uji.nama')).toBeUndefined();
			expect(talk.events).toContainEqual({ kind: 'effect', effect: { kind: 'opt_out', out: true } });
		},
	);

	it.each(['please don’t stop my food aid', 'jangan kirim tagihan ganda lagi', 'STOP 12345'])(
		'B29: %j is an ordinary answer',
		(text) => {
			const talk = opened();
			expect(talk.say(text)).toEqual(['Berapa?']);
			expect(talk.fact('uji.nama')).toBe(text);
		},
	);

	it.each(['BANTUAN ', '\u00a0bantuan', '\u200bbantuan', '\u200fbantuan', 'bantuan 🙏'])(
		'B14: %j opens help, and the question is asked again',
		(word) => {
			expect(opened().say(word)).toEqual(['Ini bantuan.', '[resume]', 'Siapa?']);
		},
	);

	it('gives the open question’s own choices the word first', () => {
		const talk = opened({
			uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { ask: { text: Apa?, choices: [{ id: menu, label: Menu makanan, goto: b }, { id: x, label: X, goto: b }] } }\n  b: { say: Dipilih. }',
		});
		expect(talk.say('menu')).toEqual(['Dipilih.']);
	});

	it('takes the same session up again after two interruptions', () => {
		const talk = opened();
		talk.say('Ayu');
		expect(talk.say('menu')).toEqual(['Ini menu.', '[resume]', 'Berapa?']);
		expect(talk.say('bantuan')).toEqual(['Ini bantuan.', '[resume]', 'Berapa?']);
		expect(talk.say('3')).toEqual(['Selesai.']);
	});

	it('changes the language', () => {
		const talk = opened();
		expect(talk.say('english')[0]).toBe('Language changed.');
	});
});

describe('back', () => {
	it('undoes the latest answer and asks its question again', () => {
		const talk = opened();
		talk.say('Ayu');
		expect(talk.say('kembali')).toEqual(['[back_done]', 'Siapa?']);
		expect(talk.fact('uji.nama')).toBeUndefined();
		talk.say('Budi');
		talk.say('3');
		expect(talk.fact('uji.nama')).toBe('Budi');
	});

	it('says so when there is nothing to undo, and asks again', () => {
		expect(opened().say('back')).toEqual(['[back_nothing]', 'Siapa?']);
	});

	it('brings back what an answer was before', () => {
		const talk = opened();
		talk.say('Ayu');
		talk.say('3');
		talk.send({ kind: 'timer', timer: 'x' });
		expect(talk.say('kembali')).toEqual(['[back_done]', 'Berapa?']);
		expect(talk.fact('uji.jumlah')).toBeUndefined();
		expect(talk.say('kembali')).toEqual(['[back_done]', 'Siapa?']);
	});
});

describe('a message that is no answer', () => {
	it('opens the flow for what it means when the question can’t use it', () => {
		const talk = opened({
			uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { ask: { text: Berapa?, into: uji.jumlah } }',
		});
		expect(talk.say('mau bicara dengan orang')).toEqual(['Petugas menyusul.']);
	});

	it('loses no need that was told in passing', () => {
		const talk = opened({
			uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { ask: { text: Sekolah?, into: uji.sekolah } }',
		});
		talk.say('kami tidak punya beras');
		expect(talk.session?.needs).toEqual(['food']);
		expect(talk.session?.question).not.toBeNull();
	});

	it.each(['', '   ', '🙏🙏', '\u200b', '\ud83d', '<script>alert(1)</script>'])(
		'keeps the question open after %j',
		(text) => {
			const talk = opened({
				uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { ask: { text: Berapa?, into: uji.jumlah } }',
			});
			expect(talk.say(text).at(-1)).toBe('Berapa?');
		},
	);

	it('survives a message of 100,000 characters and keeps its beginning', () => {
		const talk = opened();
		talk.say('beras habis '.repeat(10_000));
		expect(String(talk.fact('uji.nama')).length).toBeLessThanOrEqual(2000);
	});
});

describe('nothing open', () => {
	it('hears a story and says it back', () => {
		const talk = opened();
		talk.say('Ayu');
		talk.say('3');
		expect(talk.say('sekarang beras di rumah habis')).toEqual(['Tentang soal food.']);
	});

	it('answers a single word or a greeting with the menu', () => {
		const talk = opened();
		talk.say('Ayu');
		talk.say('3');
		expect(talk.say('halo')).toEqual(['Ini menu.']);
		expect(talk.say('hmm')).toEqual(['Ini menu.']);
	});
});

describe('a new person', () => {
	it('is welcomed whatever comes first, and their first words are kept in mind', () => {
		const talk = new Conversation(two);
		expect(talk.say('kami tidak punya beras')).toEqual(['Selamat datang', 'Siapa?']);
		expect(talk.session?.needs).toEqual(['food']);
	});

	it.each([
		['bahaya', 'Telepon Polisi 110 (telepon 110)'],
		['Petugas', 'Petugas menyusul.'],
		['STOP', 'Kami diam.'],
		['hapus data', 'Yakin hapus?'],
	])('who begins with %j is not kept waiting by a welcome', (word, text) => {
		expect(new Conversation(two).say(word)).toEqual([text]);
	});

	it('B18: is welcomed after a voice note too', () => {
		expect(new Conversation(two).send({ kind: 'media', media: 'voice', caption: null })).toEqual([
			'Selamat datang',
			'Siapa?',
		]);
	});
});

describe('a story in which a danger is only possible', () => {
	/** The danger flow asks one careful question; the message "… ragu" shows a danger that is only possible. */
	function careful(): Conversation {
		const { release } = compile({
			uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { call: cerita }',
			bahaya:
				'flow: bahaya\ntitle: Bahaya\nrole: danger\nstart: a\nnodes:\n  a: { ask: { text: Aman?, choices: [{ id: tidak, label: Tidak, goto: b }, { id: ya, label: Ya, goto: c }] } }\n  b: { handoff: { reason: x, priority: danger } }\n  c: { say: Syukurlah. }',
		});
		if (release === null) throw new Error('does not compile');
		const { language } = release;
		return new Conversation({
			...release,
			language: {
				...language,
				key: (text) => language.key(text),
				read: (text) => ({
					...language.read(text),
					danger: text.endsWith('ragu') ? [{ kind: 'violence', grade: 'possible', score: 0.4 }] : [],
				}),
			},
		});
	}

	it.each([
		['in answer to the question that listens', ['halo']],
		['when nothing is open', ['halo', 'beras di rumah habis']],
	])('is not asked for again %s', (_, before) => {
		const talk = careful();
		for (const text of before) talk.say(text);
		expect(talk.say('beras di rumah habis, ragu')).toEqual(['Aman?']);
		expect(talk.say('ya')).toEqual(['Syukurlah.', 'Tentang soal food.']);
	});
});
