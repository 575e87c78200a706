import { describe, expect, it } from 'vitest';
import { Conversation } from './house.ts';

const handed = {
	uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { say: Petugas menyusul., next: b }\n  b: { handoff: { reason: Minta petugas } }',
};

function queued(): Conversation {
	const talk = new Conversation(handed);
	expect(talk.say('halo')).toEqual(['Selamat datang', 'Petugas menyusul.']);
	return talk;
}

describe('while a human has the conversation', () => {
	it.each(['menu', '2', 'halo bu', 'beras di rumah habis', 'kembali'])('B32: the bot is silent after %j', (text) => {
		const talk = queued();
		expect(talk.say(text)).toEqual([]);
		expect(talk.events).toEqual([]);
	});

	it('obeys "stop" and "delete my data", which are rights', () => {
		const talk = queued();
		expect(talk.say('STOP')).toEqual(['Kami diam.']);
		expect(talk.say('hapus data')).toEqual(['Yakin hapus?']);
		expect(talk.say('ya')).toEqual(['Terhapus.']);
		expect(talk.session).toBeNull();
	});

	it('speaks again when a worker gives the conversation back', () => {
		const talk = queued();
		talk.mode = 'bot';
		expect(talk.send({ kind: 'returned' })).toEqual(['Hakku kembali.']);
		expect(talk.say('halo')).toEqual(['Ini menu.']);
	});
});

describe('the word for danger while a human has the conversation', () => {
	it('is answered each time, and tells the humans', () => {
		const talk = queued();
		for (const word of ['BAHAYA', 'bahaya!']) {
			expect(talk.say(word)).toEqual(['Telepon Polisi 110 (telepon 110)']);
			expect(talk.events).toContainEqual({ kind: 'effect', effect: { kind: 'danger', danger: [] } });
		}
	});
});
