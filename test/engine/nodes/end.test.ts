import { expect, it } from 'vitest';
import { Conversation } from '../house.ts';

it('end returns to the flow that called', () => {
	const talk = new Conversation({ uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { end: {} }' });
	expect(talk.say('halo')).toEqual(['Selamat datang']);
	expect(talk.session?.stack).toEqual([]);
});
