import { describe, expect, it } from 'vitest';
import { Conversation } from '../house.ts';

const flow = (text: string) => ({
	uji: `flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { ask: { text: Siapa?, into: uji.nama }, next: b }\n  b: { say: ${JSON.stringify(text)} }`,
});

describe('say', () => {
	it('sends its text', () => {
		const talk = new Conversation(flow('Terima kasih.'));
		expect(talk.say('halo')).toEqual(['Selamat datang', 'Siapa?']);
		expect(talk.say('Ayu')).toEqual(['Terima kasih.']);
	});

	it('leaves out a line whose fact is not known', () => {
		const talk = new Conversation(flow('Halo {uji.nama}.\nAda {uji.jumlah} orang.\nLanjut.'));
		talk.say('halo');
		expect(talk.say('Ayu')).toEqual(['Halo Ayu.\nLanjut.']);
	});

	it.each([
		'Sri_Ayu*',
		'[tap](http://x.example)',
		'<b>Eko',
		'A$&B $$5',
		'{uji.nama}',
		'{service:uji-110}',
		'{{contact.phone}}',
	])('B26: puts a person’s words in letter for letter: %s', (words) => {
		const talk = new Conversation(flow('Halo {uji.nama}!'));
		talk.say('halo');
		expect(talk.say(words)).toEqual([`Halo ${words}!`]);
	});
});
