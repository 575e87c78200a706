import { describe, expect, it } from 'vitest';
import { draftLetter, fittingGrounds, type Matter } from '../../src/letters/index.ts';
import { shippedKnowledge } from '../knowledge/shipped.ts';

const knowledge = await shippedKnowledge();
const right = (id: string) => knowledge.rights.get(id) ?? null;
const matter: Matter = {
	kind: 'complaint',
	institution: 'Dukcapil Kabupaten Bogor',
	service: 'KTP baru karena hilang',
	refusedOn: '2026-11-20',
	reason: 'harus lewat orang dalam',
	money: 'Rp50.000 untuk map',
	papers: null,
	failures: ['payment_asked'],
	needs: ['documents'],
	right: right('pungutan-dokumen'),
	earlier: null,
};

describe('a letter that answers a refusal', () => {
	it('says what happened, what the law says, and what is asked', () => {
		const { to, subject, body } = draftLetter(matter, knowledge);
		expect(to).toBe('Pimpinan Dukcapil Kabupaten Bogor');
		expect(subject).toBe('Pengaduan atas pelayanan');
		for (const part of [
			'Pada 20 November 2026 saya meminta pelayanan di Dukcapil Kabupaten Bogor.',
			'Alasan yang disampaikan kepada saya: "harus lewat orang dalam".',
			'Saya dimintai uang: Rp50.000 untuk map.',
			'1. UU 24/2013 pasal 79A: Pengurusan dan penerbitan dokumen kependudukan tidak dipungut biaya.',
			'yang sudah saya bayar dikembalikan',
			'jawaban tertulis',
		])
			expect(body).toContain(part);
	});

	it('never cites a law that is unchecked or disputed', () => {
		const withheld = [...knowledge.grounds.values()].filter((ground) => ground.withheld);
		expect(withheld.map(({ law }) => law)).toContain('UU 25/2009 pasal 44');
		for (const kind of ['complaint', 'objection', 'ombudsman_report'] as const) {
			for (const of of [null, ...knowledge.rights.values()]) {
				const grounds = fittingGrounds({ ...matter, kind, right: of }, knowledge);
				expect(grounds.filter((ground) => ground.withheld)).toEqual([]);
				const { body } = draftLetter({ ...matter, kind, right: of }, knowledge);
				for (const { law, says } of withheld) {
					expect(body).not.toContain(`${law}:`);
					expect(body).not.toContain(says.id);
				}
			}
		}
	});

	it('does not name a right that is itself withheld', () => {
		const withheld = [...knowledge.rights.values()].find((one) => one.withheld);
		if (withheld === undefined) throw new Error('no withheld right to try it with');
		expect(draftLetter({ ...matter, right: withheld }, knowledge).body).not.toContain(withheld.name.id);
	});

	it('claims what is owed, and asks for a fair look at what is given by quota', () => {
		expect(draftLetter(matter, knowledge).body).toContain('Ini menyangkut hak saya');
		const quota = draftLetter({ ...matter, right: right('pkh') }, knowledge).body;
		expect(quota).not.toContain('hak saya');
		expect(quota).toContain('diperiksa dan diproses dengan adil');
	});

	it('leaves room for what nobody told, and invents nothing', () => {
		const empty = { ...matter, institution: null, service: null, refusedOn: null, reason: null, money: null };
		const { to, body } = draftLetter({ ...empty, failures: [], right: null, needs: [] }, knowledge);
		expect(to).toBe('Pimpinan (nama kantor)');
		expect(body).toContain(
			'Pada (tanggal) saya meminta pelayanan di (nama kantor). Yang saya minta: (tulis yang diminta).',
		);
		expect(body).toContain('(tulis alasannya, atau "tidak ada")');
		expect(body).not.toContain('uang yang dipungut');
		expect(body).not.toContain('79A');
	});

	it('tells the Ombudsman that the office was asked first, and which kind of maladministration it seems to be', () => {
		const report = { ...matter, kind: 'ombudsman_report' as const, failures: ['no_service', 'undue_delay'] as const };
		const earlier = { on: '2026-11-05', to: 'bagian pengaduan', answered: false };
		const { to, body } = draftLetter({ ...report, earlier }, knowledge);
		expect(to).toBe('Ombudsman Republik Indonesia');
		expect(body).toContain(
			'Pada 5 November 2026 saya sudah mengadu kepada bagian pengaduan. Sampai hari ini belum dijawab.',
		);
		expect(body).toContain('dugaan maladministrasi: tidak memberikan pelayanan; penundaan berlarut.');
	});

	it('quotes words as words: no line of theirs becomes a paragraph, and a whole story is cut', () => {
		const reason = `sabar "ya"\n\n1. agar saya\n${'panjang sekali 👩‍👩‍👧 '.repeat(80)}`;
		const { body } = draftLetter({ ...matter, reason }, knowledge);
		expect(body).toContain(`"sabar 'ya' 1. agar saya panjang`);
		expect(body).toContain('…"');
		expect(body.length).toBeLessThan(2_500);
		expect(/\p{Surrogate}/u.test(body)).toBe(false);
	});
});
