import { describe, expect, it } from 'vitest';
import { Conversation } from '../house.ts';

const flow = (branch: string) => ({
	uji: `flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { ask: { text: Berapa?, into: uji.jumlah, skip: true }, next: b }\n  b: { branch: ${branch} }\n  ya: { say: Ya }\n  entah: { say: Entah }\n  lain: { say: Lain }`,
});

describe('branch', () => {
	it.each([
		['uji.jumlah >= 3', '4', 'Ya'],
		['uji.jumlah >= 3', '2', 'Lain'],
		['uji.jumlah >= 3', 'lewati', 'Entah'],
		['uji.jumlah < 3', 'lewati', 'Entah'],
		['uji.jumlah < 3 || true', 'lewati', 'Ya'],
		['uji.jumlah < 3 && false', 'lewati', 'Lain'],
	])('B13: %s after %j says %s', (when, answer, said) => {
		const talk = new Conversation(flow(`[{ when: '${when}', goto: ya }, { unknown: entah }, { goto: lain }]`));
		talk.say('halo');
		expect(talk.say(answer)).toEqual([said]);
	});

	it('takes the plain way when nothing is known and no `unknown` is given', () => {
		const talk = new Conversation(flow(`[{ when: 'uji.jumlah > 3', goto: ya }, { goto: lain }]`));
		talk.say('halo');
		expect(talk.say('lewati')).toEqual(['Lain']);
	});
});
