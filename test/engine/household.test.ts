import { expect, it } from 'vitest';
import { Conversation, compile } from './house.ts';

const flow = {
	uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { rights: { needs: [care] }, next: b }\n  b: { say: Selesai. }',
};

function opened(): Conversation {
	const talk = new Conversation(flow);
	talk.say('halo');
	return talk;
}
const people = (talk: Conversation) => talk.session?.facts['uji.orang'];

it('who lives there is asked for when that answers several questions, said back, and decides them all', () => {
	const talk = opened();
	expect(talk.texts()).toEqual(['Selamat datang', 'Siapa serumah?']);
	expect(talk.say('suami 40 sama anak 3 tahun')).toEqual(['[people_more]']);
	expect(people(talk)).toMatchObject({ value: { all: null, people: [{ umur: 40 }, { hubungan: 'anak', umur: 3 }] } });
	expect(talk.say('semua').join('\n')).toContain('Ada yang dihitung.');
	expect(people(talk)).toMatchObject({
		value: { all: true, people: [{ hubungan: 'saya' }, { umur: 40 }, { umur: 3 }] },
	});
	expect(talk.session?.told).toEqual({ 'uji-rumah': 'likely' });
});

it('what the list leaves open is asked by single questions, and nothing is a no by default', () => {
	const talk = opened();
	talk.say('anak 9 tahun');
	expect(talk.say('semua')).toEqual(['Ada lansia?']);
	expect(talk.say('tidak').join('\n')).toContain('Tidak ada yang dihitung.');
});

it('more people may be added, and a list that is wrong is begun anew', () => {
	const talk = opened();
	talk.say('anak 9 tahun');
	talk.say('ibu 70');
	expect(people(talk)).toMatchObject({ value: { people: [{ umur: 9 }, { umur: 70 }] } });
	expect(talk.say('salah')).toEqual(['Siapa serumah?']);
	expect(people(talk)).toMatchObject({ value: { people: [], all: null } });
});

it('whoever lives alone says it with one tap', () => {
	const talk = opened();
	expect(talk.say('saya sendirian')).toEqual(['Ada lansia?']);
	expect(people(talk)).toMatchObject({ value: { all: true, people: [{ hubungan: 'saya' }] } });
});

it('skipped, it is declined and never asked again; single questions follow, which may be skipped too', () => {
	const talk = opened();
	expect(talk.say('lewati')).not.toContain('Siapa serumah?');
	expect(people(talk)?.status).toBe('declined');
	for (let turn = 0; turn < 3; turn++) talk.say('lewati');
	expect(talk.session?.told).toEqual({ 'uji-rumah': 'needs_info' });
});

it('skipped after some were named, those stay and nobody is made up', () => {
	const talk = opened();
	talk.say('anak 9 tahun');
	expect(talk.say('lewati')).not.toContain('[people_more]');
	expect(people(talk)).toMatchObject({ value: { all: false, people: [{ umur: 9 }] } });
});

it('words that name nobody are asked for again, and a story’s people are not asked for at all', () => {
	const talk = opened();
	expect(talk.say('hmm apa')).toContain('[people_not_heard]');
	const told = new Conversation({
		uji: 'flow: uji\ntitle: Uji\nstart: s\nnodes:\n  s: { ask: { listen: true, text: Cerita? }, next: a }\n  a: { rights: { needs: [care] }, next: b }\n  b: { say: Selesai. }',
	});
	told.say('halo');
	expect(told.say('beras habis, anak saya umur 3 tahun').join('\n')).toContain('Ada yang dihitung.');
});

it('back takes the whole answer back', () => {
	const talk = opened();
	talk.say('anak 3 tahun');
	talk.say('kembali');
	expect(people(talk)).toBeUndefined();
});

it('a flow can’t ask for it as if it were one word', () => {
	const { findings } = compile({
		uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { ask: { text: Siapa?, into: uji.orang } }',
	});
	expect(findings.map(({ code }) => code)).toContain('flow.ask.people');
});
