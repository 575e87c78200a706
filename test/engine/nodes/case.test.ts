import { expect, it } from 'vitest';
import { Conversation, compile } from '../house.ts';

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

const asking = (role: string, node: string, into = 'uji.nama') =>
	`flow: tanya\ntitle: Tanya\nrole: ${role}\nstart: a\nnodes:\n  a: { ask: { text: "Bagaimana {hakku.claim}?", into: ${into}, skip: true }, next: b }\n  b: { case: ${node}, next: c }\n  c: { say: Dicatat. }`;
const about = { case: 'web:1@1', claim: 'uji-hak', moment: null } as const;
const effects = (talk: Conversation) => talk.events.flatMap((event) => (event.kind === 'effect' ? [event.effect] : []));

it('case says how it went with the right that the office asked about, by its plain name, and what hinders', () => {
	const talk = new Conversation({ tanya: asking('follow_up', '{ claim: cannot, because: uji.nama }') });
	talk.say('halo');
	expect(talk.send({ kind: 'timer', timer: 'x', about })).toEqual(['Bagaimana Hak uji?']);
	talk.say('ongkos');
	expect(effects(talk)).toEqual([{ kind: 'claim', claim: 'uji-hak', answer: 'cannot', because: 'ongkos' }]);
	const quiet = new Conversation({ uji: asking('none', '{ claim: obtained }').replaceAll('tanya', 'uji') });
	quiet.say('halo');
	quiet.say('Ayu');
	expect(effects(quiet)).toEqual([]);
});

it('case knows for a week which right a refusal is about', () => {
	const talk = new Conversation({ tanya: asking('follow_up', '{ refusal: { reason: uji.nama } }') });
	talk.say('halo');
	talk.send({ kind: 'timer', timer: 'x', about });
	talk.say('penuh');
	expect(effects(talk)).toMatchObject([{ kind: 'refusal', refusal: { claim: 'uji-hak', reason: 'penuh' } }]);
	talk.send({ kind: 'timer', timer: 'x', about });
	talk.now += 8 * 24 * 3_600_000;
	talk.say('penuh');
	expect(effects(talk)).not.toHaveProperty('0.refusal.claim');
});

it('a self-report counts steps from three choices; a fact with another number of them is refused', () => {
	const { findings } = compile({ tanya: asking('self_report', '{ self_report: { food: uji.sering } }', 'uji.sering') });
	expect(findings).toMatchObject([{ code: 'flow.report.steps', severity: 'error' }]);
});

it('where others read the phone, what was open is not asked again when the office greets by itself', () => {
	const talk = new Conversation({
		uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { ask: { text: Beras habis?, into: uji.sekolah } }',
		tanya: 'flow: tanya\ntitle: Tanya\nrole: follow_up\nstart: a\nnodes:\n  a: { say: Halo. }',
	});
	talk.say('halo');
	expect(talk.send({ kind: 'timer', timer: 'x', about })).toEqual(['Halo.', '[resume]', 'Beras habis?']);
	const facts = { 'kontak.dibaca': { status: 'known', value: true, at: 1 } } as const;
	talk.session = { ...talk.session!, facts };
	expect(talk.send({ kind: 'timer', timer: 'x', about })).toEqual(['Halo.']);
});
