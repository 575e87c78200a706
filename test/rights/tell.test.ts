import { describe, expect, test } from 'vitest';
import type { Value } from '../../src/expressions/index.ts';
import type { Knowledge } from '../../src/knowledge/index.ts';
import { explain, judgeRights, type Outcome, tell } from '../../src/rights/index.ts';
import { fixtureKnowledge } from '../knowledge/fixture.ts';

const asOf = '2026-02-01';
const path = 'knowledge/rights/sembako.yaml';
const fits: Record<string, Value> = { 'keluarga.desil': 3, 'bantuan.sekarang': 'belum' };

function outcomeOf(knowledge: Knowledge, values: Record<string, Value> = fits, right = 'sembako'): Outcome {
	const outcome = judgeRights(knowledge, values, { asOf, declined: new Set() }).find((each) => each.right.id === right);
	if (outcome === undefined) throw new Error(`no outcome for ${right}`);
	return outcome;
}
const knowledge = fixtureKnowledge();
const told = (values = fits, day = asOf, language: 'id' | 'en' = 'id') =>
	tell(outcomeOf(knowledge, values), language, day, knowledge);

describe('a right is told so that a person can use it', () => {
	test('what, why, papers, where, cost, how long, figure, door after a refusal, source and date', () => {
		expect(told()).toBe(
			[
				'Program Sembako\nAnda bisa diusulkan. Jatahnya terbatas, jadi belum pasti diterima.',
				'Uang untuk bahan makanan.',
				'Mengapa:\n- Desil Anda 1 sampai 4.\n- Anda belum menerima Sembako.',
				'Besarnya: Rp200.000 per bulan',
				'Yang dibawa: Kartu Keluarga',
				'Belum punya: Kartu Keluarga: Urus di Dukcapil, gratis.',
				'Ke mana: Dinas sosial',
				'Caranya: Minta diusulkan lewat kantor desa.',
				'Biaya: Gratis',
				'Lamanya: Diperbarui tiap tiga bulan.',
				'Perlu diketahui: Nama harus ada di DTSEN.',
				'Kalau ditolak: Hubungi pusat pengaduan. (paling lambat 30 hari kerja sejak ditolak)',
				'Hubungi: Call center Kemensos (telepon 171, WhatsApp 0887-7171-171, telepon 119 ekstensi 8)',
				'Sumber: Judul s1, per 15 Januari 2026.',
			].join('\n\n'),
		);
	});

	test('in English too', () => {
		const text = told(fits, asOf, 'en');
		expect(text).toContain('You may be proposed for this.');
		expect(text).toContain('within 30 working days of the refusal');
		expect(text).toContain('Source: Judul s1, as of 15 January 2026.');
		expect(text).not.toMatch(/Anda|Kalau|Biaya/);
	});

	test('help with limited places is never promised; an entitlement is a right', () => {
		expect(told()).not.toContain('hak Anda');
		const local = outcomeOf(knowledge, { 'orang.lahir': '1950-01-01', 'tempat.wilayah': '3204' }, 'kartu-bandung');
		expect(tell(local, 'id', asOf, knowledge)).toContain('Ini hak Anda.');
		const proposed = fixtureKnowledge({
			[path]: (text) => text.replace('receipt: allocated', 'receipt: proposed_by_official'),
		});
		expect(tell(outcomeOf(proposed), 'id', asOf, proposed)).toContain('Hanya petugas yang bisa mengusulkan');
	});

	test('while something is open, the open questions are named', () => {
		const text = told({});
		expect(text).toContain('Anda mungkin bisa diusulkan.');
		expect(text).toContain('Yang belum diketahui:\n- Desil berapa keluarga Anda?\n- Bantuan apa yang sudah diterima?');
	});

	test('a "not yet" comes with its reason, a way out and how to object', () => {
		const text = told({ 'keluarga.desil': 8 });
		expect(text).toContain('Ini bukan keputusan');
		expect(text).toContain('Desil Anda di atas 4.');
		expect(text).toContain('Yang bisa dilakukan: Minta data diperbarui di desa.');
		expect(text).toContain('Kalau menurut Anda ini keliru: Hubungi pusat pengaduan.');
		expect(text).not.toContain('Yang dibawa');
	});

	test('what is not meant for this person is said shortly, without inviting an objection', () => {
		const text = told({ 'bantuan.sekarang': 'sembako' });
		expect(text).toBe('Program Sembako\nIni tampaknya bukan untuk keadaan Anda.\n\nAnda sudah menerima Sembako.');
	});
});

describe('what is not sure is not said', () => {
	test('a figure is shown up to its recheck date; after it, it is hidden and the text says so', () => {
		expect(told(fits, '2026-04-15')).toContain('Rp200.000');
		const later = told(fits, '2026-04-16');
		expect(later).not.toContain('Rp200.000');
		expect(later).toMatch(
			/Belum kami pastikan lagi sejak \p{L}+ \d{4}, jadi tidak kami sebut\. Tanyakan angka terbaru ke /u,
		);
	});

	test('a figure of a disputed source is hidden, a figure to come is not mentioned', () => {
		const disputed = fixtureKnowledge({
			[path]: (text) =>
				text
					.replace('recheck_days: 90\n    sources: [s1]', 'recheck_days: 90\n    sources: [s2]')
					.replace('seen-press', 'conflict'),
		});
		const explanation = explain(outcomeOf(disputed), 'id', asOf, disputed);
		expect(explanation).toMatchObject({ amounts: [], refused: null });
		expect(explanation.rechecking).not.toBeNull();
		const future = fixtureKnowledge({ [path]: (text) => text.replace("from: '2024-01-01'", "from: '2026-03-01'") });
		expect(explain(outcomeOf(future), 'id', asOf, future)).toMatchObject({ amounts: [], rechecking: null });
	});

	test('an unchecked service is neither a place to go nor a door after a refusal', () => {
		const unchecked = fixtureKnowledge({
			[path]: (text) =>
				text
					.replace('services: [dinas-sosial]', 'services: [diragukan, dinas-sosial]')
					.replace('service: kemensos-171', 'service: diragukan'),
		});
		const text = tell(outcomeOf(unchecked), 'id', asOf, unchecked);
		expect(text).not.toContain('1500');
		expect(text).not.toContain('Kalau ditolak');
		expect(text).toContain('Ke mana: Dinas sosial');
	});
});

describe('a message fits a small screen', () => {
	const long = (words: number) =>
		Array.from({ length: words }, (_, i) => `kata${i}`)
			.join(' ')
			.slice(0, 999);

	test.each([0, 40, 150])('texts of %i words each stay under 1,500 characters, and whole where they can', (words) => {
		const wordy = fixtureKnowledge({
			[path]: (text) =>
				text.replaceAll(/id: [A-Z][^,}"]*[,.]? ?(?=, en|})/g, (match) => (words === 0 ? match : `id: ${long(words)}`)),
		});
		for (const values of [fits, {}, { 'keluarga.desil': 8 }]) {
			const text = tell(outcomeOf(wordy, values), 'id', asOf, wordy);
			expect(text.length).toBeLessThanOrEqual(words === 0 ? 900 : 1500);
			expect(text).toContain('Sumber');
		}
	});

	test('no line is markup', () => {
		expect(told()).not.toMatch(/[*_~`<>#]/);
	});
});
