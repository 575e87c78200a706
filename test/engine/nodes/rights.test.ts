import { describe, expect, it } from 'vitest';
import { Conversation } from '../house.ts';

const flow = {
	uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { rights: { needs: [food] }, next: b }\n  b: { say: Selesai. }',
};

function opened(): Conversation {
	const talk = new Conversation(flow);
	talk.say('halo');
	return talk;
}

describe('rights', () => {
	it('asks what can change the answer, tells the right, and goes on', () => {
		const talk = opened();
		expect(talk.texts().at(-1)).toBe('Berapa orang?');
		const told = talk.say('5');
		expect(told[0]).toBe('[rights_intro]');
		expect(told[1]).toContain('Hak uji');
		expect(told[1]).toContain('Keluarga Anda besar.');
		expect(told.at(-1)).toBe('Selesai.');
		expect(talk.session?.told).toEqual({ 'uji-hak': 'likely' });
	});

	it('never says a bare no: the reason and what can be done come with it', () => {
		const told = opened().say('2').join('\n');
		expect(told).toContain('Aturannya untuk keluarga besar.');
		expect(told).toContain('Tanyakan ke desa.');
	});

	it('takes "don’t know" and asks no more', () => {
		const talk = opened();
		talk.say('tidak tahu');
		expect(talk.session?.told).toEqual({ 'uji-hak': 'needs_info' });
	});

	it('asks again what was not understood, without using up its questions', () => {
		const talk = new Conversation({ uji: flow.uji.replace('needs: [food]', 'needs: [food], questions: 1') });
		talk.say('halo');
		for (const answer of ['entah apa', 'hmm apa']) expect(talk.say(answer).at(-1)).toBe('Berapa orang?');
		expect(talk.say('5').join('\n')).toContain('Keluarga Anda besar.');
	});
});
