import { expect, it } from 'vitest';
import { Conversation, compile } from '../house.ts';

const flow = (facts: string) => ({
	uji: `flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { set: { ${facts} }, next: b }\n  b: { say: "Ada {uji.jumlah} orang, {hakku.needs}." }`,
});

it('set stores what an expression gives', () => {
	const talk = new Conversation(flow(`uji.jumlah: '2 + 3', hakku.needs: '["food", "work"]'`));
	expect(talk.say('halo')).toEqual(['Selamat datang', 'Ada 5 orang, soal food dan soal work.']);
	expect(talk.session?.needs).toEqual(['food', 'work']);
});

it('set leaves a fact unknown when an unknown fact leaves the expression open', () => {
	const talk = new Conversation(flow(`uji.jumlah: 'uji.jumlah + 1'`));
	talk.say('halo');
	expect(talk.fact('uji.jumlah')).toBeUndefined();
});

it('set refuses an expression of another type than the fact', () => {
	expect(compile(flow(`uji.jumlah: '"lima"'`)).findings.map(({ code }) => code)).toContain('flow.set.type');
});
