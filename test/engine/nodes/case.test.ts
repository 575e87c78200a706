import { expect, it } from 'vitest';
import { Conversation } from '../house.ts';

it('case records who refused, and the hand-over carries it', () => {
	const talk = new Conversation({
		uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { ask: { text: Siapa?, into: uji.nama }, next: b }\n  b: { case: { refusal: { institution: uji.nama, asked: uji.jumlah } }, next: c }\n  c: { handoff: { reason: Ditolak } }',
	});
	talk.say('halo');
	talk.say('RSUD');
	const refusal = { institution: 'RSUD', service: null, reason: null, asked: null };
	expect(talk.events).toContainEqual({ kind: 'effect', effect: { kind: 'refusal', refusal } });
	expect(talk.events.at(-1)).toMatchObject({ kind: 'handoff', handoff: { refusal } });
});
