import { expect, it } from 'vitest';
import { Conversation } from '../house.ts';

it('call runs another flow and goes on where it was called', () => {
	const talk = new Conversation({
		uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { call: dalam, next: b }\n  b: { say: Kembali. }',
		dalam:
			'flow: dalam\ntitle: Dalam\nstart: a\nnodes:\n  a: { ask: { text: Siapa?, into: uji.nama }, next: b }\n  b: { end: {} }',
	});
	expect(talk.say('halo')).toEqual(['Selamat datang', 'Siapa?']);
	expect(talk.say('Ayu')).toEqual(['Kembali.']);
});

it('call of itself without end is stopped: the person is told, an admin sees where, a human looks', () => {
	const talk = new Conversation({
		uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { say: Lagi., next: b }\n  b: { call: uji, next: a }',
	});
	const texts = talk.say('halo');
	expect(texts.length).toBeLessThanOrEqual(14);
	expect(texts.at(-1)).toBe('[problem]');
	expect(talk.events.some((event) => event.kind === 'problem' && event.flow === 'uji')).toBe(true);
	expect(talk.events.some(({ kind }) => kind === 'handoff')).toBe(true);
});
