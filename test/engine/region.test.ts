import { describe, expect, it } from 'vitest';
import { Conversation } from './house.ts';

const flow = {
	uji: `flow: uji
title: Uji
start: a
nodes:
  a: { ask: { text: Tinggal di mana?, into: uji.tempat, skip: true }, next: b }
  b: { say: "Di {uji.tempat}." }`,
};

function asked(): Conversation {
	const talk = new Conversation(flow);
	talk.say('halo');
	return talk;
}

const choices = (talk: Conversation) =>
	talk.events.flatMap((event) => (event.kind === 'message' && event.question ? event.choices : []));

describe('where somebody lives, in their own words', () => {
	it('one place: its code is kept, its name is shown', () => {
		const talk = asked();
		expect(talk.say('kota bogor')).toEqual(['Dicatat: Kota Bogor', 'Di Kota Bogor.']);
		expect(talk.fact('uji.tempat')).toBe('3271');
	});

	it('several places: asks which, takes a tap, a number or a word', () => {
		for (const [answer, code] of [
			['1', '3201'],
			['yang kota', '3271'],
			['Kabupaten Bogor', '3201'],
			['kab', '3201'],
			['depok', '3276'],
		] as const) {
			const talk = asked();
			expect(talk.say('bogor')).toEqual(['[region_which]']);
			expect(choices(talk).map(({ label }) => label)).toEqual(['Kabupaten Bogor', 'Kota Bogor', 'Tidak tahu']);
			talk.say(answer);
			expect(talk.fact('uji.tempat'), answer).toBe(code);
		}
		const talk = asked();
		talk.say('bogor');
		talk.tap('3271');
		expect(talk.fact('uji.tempat')).toBe('3271');
	});

	it('a slip of the finger is offered, not taken for granted', () => {
		const talk = asked();
		expect(talk.say('depokk')).toEqual(['[region_which]']);
		expect(talk.fact('uji.tempat')).toBeUndefined();
	});

	it('no place that is known: asks again, and keeps the places it offered', () => {
		const talk = asked();
		expect(talk.say('negeri antah')).toEqual(['[not_a_region]', 'Tinggal di mana?']);
		talk.say('bogor');
		talk.say('negeri antah');
		expect(choices(talk).map(({ id }) => id)).toContain('3271');
	});

	it('may be skipped before and after places were offered', () => {
		const talk = asked();
		talk.say('lewati');
		expect(talk.fact('uji.tempat')).toBe('declined');
		const offered = asked();
		offered.say('bogor');
		offered.say('tidak tahu');
		expect(offered.fact('uji.tempat')).toBe('declined');
	});

	it('is undone by going back', () => {
		const talk = asked();
		talk.say('bogor');
		talk.say('kembali');
		expect(talk.texts().at(-1)).toBe('Tinggal di mana?');
		talk.say('cibinong');
		expect(talk.fact('uji.tempat')).toBe('320101');
	});
});
