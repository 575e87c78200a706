import { expect, it } from 'vitest';
import { Conversation } from '../house.ts';

const flow = (name: string) => ({
	uji: `flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { ask: { text: Siapa?, into: uji.nama }, next: b }\n  b: { effect: ${name}, next: c }\n  c: { say: Selesai. }`,
});

function after(name: string): Conversation {
	const talk = new Conversation(flow(name));
	talk.say('halo');
	talk.say('Ayu');
	return talk;
}

it('effect consent is remembered and passed on with its wording', () => {
	const talk = after('consent');
	expect(talk.session?.consented).toBe(true);
	expect(talk.events).toContainEqual({ kind: 'effect', effect: { kind: 'consent', given: true, wording: 'uji' } });
});

it('effect misread is passed on only with consent, and never where a danger showed', () => {
	const misread = expect.objectContaining({ effect: expect.objectContaining({ kind: 'misread' }) });
	expect(after('misread').events).not.toContainEqual(misread);
	const agreed = (first: string) => {
		const nodes = 'a: { effect: consent, next: b }\n  b: { ask: { text: Siapa?, into: uji.nama }, next: c }';
		const talk = new Conversation({
			uji: `flow: uji\ntitle: Uji\nstart: a\nnodes:\n  ${nodes}\n  c: { effect: misread, next: d }\n  d: { say: Selesai. }`,
		});
		talk.say('halo');
		talk.say(first);
		return talk;
	};
	expect(agreed('Ayu').events).toContainEqual(misread);
	expect(agreed('suami memukul saya').events).not.toContainEqual(misread);
});

it('effect erase leaves nothing, and says so', () => {
	const talk = after('erase');
	expect(talk.session).toBeNull();
	expect(talk.texts()).toEqual(['Selesai.']);
});

it('effect show_data shows every answer', () => {
	expect(after('show_data').texts()[0]).toBe('[data_title]\n• Siapa namanya? → Ayu');
});

it('effect send_sheet sends nothing while there is nothing to write down', () => {
	const talk = after('send_sheet');
	expect(talk.texts()[0]).toBe('[sheet_nothing]');
	expect(talk.events.some((event) => event.kind === 'message' && event.document)).toBe(false);
});

it('effect opt_out and opt_in are passed on', () => {
	expect(after('opt_out').events).toContainEqual({ kind: 'effect', effect: { kind: 'opt_out', out: true } });
	expect(after('opt_in').events).toContainEqual({ kind: 'effect', effect: { kind: 'opt_out', out: false } });
});

it.each([
	['STOP', ['Kami diam.']],
	['hapus data', ['Yakin hapus?']],
])('after %j nothing that was interrupted is asked again', (word, texts) => {
	const talk = new Conversation({
		uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { ask: { text: Siapa?, into: uji.nama } }',
	});
	talk.say('halo');
	expect(talk.say(word)).toEqual(texts);
	if (talk.session?.question) expect(talk.say('ya')).toEqual(['Terhapus.']);
});
