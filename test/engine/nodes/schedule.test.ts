import { expect, it } from 'vitest';
import { Conversation } from '../house.ts';

it('schedule opens a flow later, once', () => {
	const talk = new Conversation({
		uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { schedule: { id: kabar, in: 3d, flow: nanti } }',
		nanti: 'flow: nanti\ntitle: Nanti\nstart: a\nnodes:\n  a: { say: Bagaimana kabarnya? }',
	});
	talk.say('halo');
	expect(talk.events.at(-1)).toEqual({
		kind: 'effect',
		effect: { kind: 'set_timer', timer: 'kabar', due: talk.now + 3 * 86_400_000 },
	});
	expect(talk.send({ kind: 'timer', timer: 'kabar' })).toEqual(['Bagaimana kabarnya?']);
	expect(talk.send({ kind: 'timer', timer: 'kabar' })).toEqual([]);
});

it('schedule stays silent while a human speaks with the person', () => {
	const talk = new Conversation({
		uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { schedule: { id: kabar, in: 3d, flow: menu }, next: b }\n  b: { handoff: { reason: x } }',
	});
	talk.say('halo');
	expect(talk.send({ kind: 'timer', timer: 'kabar' })).toEqual([]);
});

it('schedule of a flow that finds nothing to say leaves the open question alone', () => {
	const talk = new Conversation({
		uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { schedule: { id: jaga, in: 10m, flow: nanti }, next: b }\n  b: { ask: { text: Siapa?, into: uji.nama } }',
		nanti: 'flow: nanti\ntitle: Nanti\nstart: a\nnodes:\n  a: { end: {} }',
	});
	talk.say('halo');
	expect(talk.send({ kind: 'timer', timer: 'jaga' })).toEqual([]);
	talk.say('Ayu');
	expect(talk.fact('uji.nama')).toBe('Ayu');
});
