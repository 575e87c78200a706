import { describe, expect, it } from 'vitest';
import { datedAt, draftLetter, letterText, longestLetter } from '../../src/letters/index.ts';
import { drawLetter } from '../../src/sheets/index.ts';
import { shippedKnowledge } from '../knowledge/shipped.ts';
import { pagesOf, wordsOf } from './reading.ts';

const knowledge = await shippedKnowledge();
const letter = draftLetter(
	{
		kind: 'ombudsman_report',
		institution: 'RSUD Cibinong',
		service: 'berobat, anak sesak napas',
		refusedOn: '2026-11-02',
		reason: 'kartu BPJS tidak aktif',
		money: 'uang muka 2 juta',
		papers: 'rujukan',
		failures: ['no_service', 'payment_asked'],
		needs: ['health'],
		right: knowledge.rights.get('jkn-darurat') ?? null,
		earlier: { on: '2026-11-05', to: 'bagian pengaduan RSUD Cibinong', answered: false },
	},
	knowledge,
);
const dated = datedAt('Kabupaten Bogor', '2026-11-25');
const madeAt = Date.parse('2026-11-25');

describe('a letter on paper', () => {
	it('stands on one page with place, date, address, grounds, requests and a place to sign', async () => {
		const pdf = await drawLetter(letter, dated, madeAt);
		expect(pagesOf(pdf)).toBe(1);
		const words = wordsOf(pdf);
		for (const part of [
			'Kabupaten Bogor, 25 November 2026',
			'Ombudsman Republik Indonesia',
			'Perihal: Laporan dugaan maladministrasi',
			'Nama:',
			'UU 17/2023 pasal 174 ayat (2)',
			'tanda tangan',
		])
			expect(words).toContain(part);
	});

	it('goes over more pages when it is long, and keeps its last words with the signature', async () => {
		const body = Array.from({ length: 60 }, (_, at) => `Paragraf ${at} ${'kata '.repeat(15)}`)
			.join('\n\n')
			.slice(0, longestLetter);
		const pdf = await drawLetter({ ...letter, body: `${body}\n\nKalimat terakhir.` }, dated, madeAt);
		expect(pagesOf(pdf)).toBeGreaterThan(1);
		expect(wordsOf(pdf)).toMatch(/Kalimat terakhir\.\s*Hormat saya,/u);
	});

	it('can be copied by hand from the chat, with name and address left to the person', () => {
		const text = letterText(letter, dated);
		expect(text).toMatch(/^Kabupaten Bogor, 25 November 2026\n\nKepada Yth\.\nOmbudsman/u);
		expect(text).toContain('Nama: (nama lengkap)');
		expect(text.length).toBeLessThan(4_096);
	});
});
