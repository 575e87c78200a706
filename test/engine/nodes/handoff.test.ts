import { expect, it } from 'vitest';
import { Conversation, compile } from '../house.ts';

it('handoff gives the whole picture and ends the bot’s conversation', () => {
	const talk = new Conversation({
		uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { ask: { text: Siapa?, into: uji.nama }, next: b }\n  b: { handoff: { reason: "{uji.nama} minta tolong", priority: urgent } }',
	});
	talk.say('beras di rumah habis');
	talk.say('Ayu');
	expect(talk.events.at(-1)).toMatchObject({
		kind: 'handoff',
		handoff: {
			priority: 2,
			reason: 'Ayu minta tolong',
			needs: ['food'],
			facts: { 'uji.nama': { value: 'Ayu' } },
			language: 'id',
		},
	});
	expect(talk.session).toMatchObject({ stack: [], question: null, suspended: [] });
});

it('handoff with something after it is refused', () => {
	const { findings } = compile({
		uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { handoff: { reason: x }, next: b }\n  b: { say: Mati. }',
	});
	expect(findings).toContainEqual(expect.objectContaining({ code: 'flow.next.dead', severity: 'error', line: 5 }));
});
