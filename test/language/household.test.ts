import { expect, it } from 'vitest';
import { householdIn, isAlone, isOnlyPeople } from '../../src/language/index.ts';

/** Of children and the old it is clear that they are not pregnant. */
const of = (hubungan: string, umur: number) =>
	umur < 10 || umur >= 60 ? { hubungan, umur, hamil: false } : { hubungan, umur };
const anak = (umur: number) => of('anak', umur);

it.each([
	['anak 2, umur 5 sama 8, ibu saya lumpuh', [anak(5), anak(8), { hubungan: 'orang_tua', disabilitas: true }]],
	[
		'saya 34, suami 40, anak 5 dan 8, ibu 70 lumpuh',
		[
			{ hubungan: 'saya', umur: 34 },
			{ hubungan: 'pasangan', umur: 40, hamil: false },
			anak(5),
			anak(8),
			{ ...of('orang_tua', 70), disabilitas: true },
		],
	],
	['anak saya 3 tahun', [anak(3)]],
	['anak 2, umur 5', [anak(5), { hubungan: 'anak' }]],
	['anak 3', [{ hubungan: 'anak' }, { hubungan: 'anak' }, { hubungan: 'anak' }]],
	['2 anak umur 5 dan 8 tahun', [anak(5), anak(8)]],
	['dua orang anak, yang kecil 3 tahun', [anak(3), { hubungan: 'anak' }]],
	['anak saya 2, yang kecil 3 tahun', [anak(3), { hubungan: 'anak' }]],
	['anak pertama 12 tahun, kedua 7 tahun, bayi 5 bulan', [anak(12), anak(7), anak(0)]],
	['istri lagi hamil umur 28', [{ hubungan: 'pasangan', hamil: true, umur: 28 }]],
	['istri tidak hamil', [{ hubungan: 'pasangan', hamil: false }]],
	['suami meninggal, anak 2', [{ hubungan: 'anak' }, { hubungan: 'anak' }]],
	['saya tidak punya suami, anak umur 9 SD', [{ hubungan: 'saya' }, { ...anak(9), sekolah: 'sd' }]],
	['nenek 81 th gak bisa jalan', [{ ...of('kakek_nenek', 81), disabilitas: true, dibantu: true }]],
	['me 30 and my two kids aged 4 and 6', [{ hubungan: 'saya', umur: 30 }, anak(4), anak(6)]],
	['sy umur 41 th, bpk 72', [{ hubungan: 'saya', umur: 41 }]],
	['lima ratus ribu', []],
	['', []],
])('who lives at home is heard in %j', (text, people) => {
	expect(householdIn(text, 'answer')).toEqual(people);
});

it.each([
	['beras habis bu, anak saya 2 umur 5 sama 8', [anak(5), anak(8)]],
	['Ibu, tolong, PKH saya berhenti sejak 3 bulan', []],
	['ibu saya 70 tahun lumpuh', [{ ...of('orang_tua', 70), disabilitas: true }]],
	['kata ibu RT harus bayar 50 ribu', []],
	['anak tetangga umur 5', []],
	['saya hamil 5 bulan', [{ hubungan: 'saya', hamil: true }]],
	['anak saya sakit', []],
	['sudah 3 tahun saya menunggu', []],
	['saya kerja di pabrik 20 tahun', []],
	['anak saya sudah 2 tahun putus sekolah', []],
	['ibu saya sakit sejak 5 tahun lalu', []],
])('a story names only those who are plainly theirs: %j', (text, people) => {
	expect(householdIn(text, 'story')).toEqual(people);
});

it('a very long list is cut, and nothing throws', () => {
	expect(householdIn('anak 12, adik 12, cucu 12, keponakan 12', 'answer').length).toBeLessThanOrEqual(30);
	for (const text of ['anak '.repeat(5_000), '9'.repeat(9_000), 'umur umur, tahun 5 5 5', '😀 anak ٣ umur ٥']) {
		expect(Array.isArray(householdIn(text, 'answer'))).toBe(true);
	}
});

it('a list of people is told from a list with more in it', () => {
	expect(isOnlyPeople('saya 31, istri 29 hamil, anak 4 tahun')).toBe(true);
	for (const text of ['anak saya 13 tahun hamil', 'anak saya dipukul', 'suami saya mau bunuh diri', '', '5'])
		expect(isOnlyPeople(text)).toBe(false);
});

it('somebody who lives alone is everybody; somebody with a house of their own is not alone', () => {
	expect(isAlone('tetangga saya nenek umur 80 tinggal sendirian')).toBe(true);
	expect(isAlone('kami tinggal di rumah sendiri')).toBe(false);
});
