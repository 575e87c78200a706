import { describe, expect, it } from 'vitest';
import { entitiesIn } from '../../src/language/entities.ts';
import { identityNumbers } from '../../src/language/identity.ts';
import { institutionsIn } from '../../src/language/institutions.ts';
import { maskNumbers, withoutIdentity } from '../../src/language/mask.ts';

const today = '2025-08-17';

describe('sums, people and time in a message', () => {
	it.each([
		['disuruh bayar 50 ribu', [50_000]],
		['dimintai Rp 1.500.000 sama pegawai', [1_500_000]],
		['uang pangkal 2 juta dan spp 150rb', [2_000_000, 150_000]],
		['utang 4,1 jt', [4_100_000]],
		['dapat dua ratus ribu sebulan', []],
		['anak saya 3 orang', []],
		['rw 12 rt 3', []],
	])('finds the rupiah of "%s"', (text, amounts) => {
		expect(entitiesIn(text, today).amounts).toEqual(amounts);
	});

	it.each([
		['anak saya 3', [3]],
		['keluarga kami 5 orang', [5]],
		['janda anak 2, yang besar umur 7', [2]],
		['anak 7 tahun belum sekolah', []],
		['saya punya 2 anak', [2]],
	])('finds how many people "%s" names', (text, counts) => {
		expect(entitiesIn(text, today).counts).toEqual(counts);
	});

	it.each([
		['ibu saya umur 70', [70]],
		['anak 7 tahun dan 12 thn', [7, 12]],
		['sudah 3 tahun nganggur', []],
		['bayi umur 7 bulan', []],
		['my mother is 66 years old', [66]],
	])('finds the ages in "%s"', (text, ages) => {
		expect(entitiesIn(text, today).ages).toEqual(ages);
	});

	it.each([
		['disuruh kembali 3/4/2024', ['2024-04-03']],
		['lahir 12 Mei 1990 di Garut', ['1990-05-12']],
		['rt 3/4', []],
	])('finds the days in "%s"', (text, dates) => {
		expect(entitiesIn(text, today).dates).toEqual(dates);
	});
});

describe('numbers that name a person', () => {
	it.each([
		['NIK saya 3174014107900003', 'nik', true, '1990-07-01'],
		['nik 3174 0101 0585 0002', 'nik', true, '1985-05-01'],
		['no kk 3174010105120002 ya', 'kk', true, null],
		['KK: 3174014107900003', 'nik', true, '1990-07-01'],
		['nik 9999010105850002', 'nik', false, null],
		['nik 3174013002900003', 'nik', false, null],
		['nik 3174010105850000', 'nik', false, null],
	])('reads "%s"', (text, kind, sound, born) => {
		expect(identityNumbers(text, today)).toMatchObject([{ kind, sound, born }]);
	});

	it('reads telephone numbers in every way they are written', () => {
		for (const text of ['0812-3456-7890', '+62 812 3456 7890', '6281234567890', 'wa 081234567890 ya'])
			expect(identityNumbers(text, today)).toMatchObject([{ kind: 'phone', digits: '081234567890' }]);
	});

	it('takes no other long number for one', () => {
		for (const text of ['rekening 1234567890', 'token 12345678901234567890', 'rp 1.500.000', ''])
			expect(identityNumbers(text, today)).toEqual([]);
	});

	it('never counts their digits as sums, people or ages', () => {
		const read = entitiesIn('NIK 3174014107900003 hp 081234567890', today);
		expect({ ...read, numbers: read.numbers.length }).toEqual({
			amounts: [],
			counts: [],
			ages: [],
			dates: [],
			numbers: 2,
			institutions: [],
			places: [],
		});
	});

	it('hides them from whoever reads, all but the last three digits', () => {
		expect(maskNumbers('nik 3174014107900003, hp 0812-3456-7890, anak 3, Rp 1.500.000')).toBe(
			'nik •••••••••••••003, hp •••••••••890, anak 3, Rp 1.500.000',
		);
	});

	it.each([
		['nama saya Siti Rahma, nik 3174014107900003', 'nama saya [nama], nik [nomor]'],
		['perkenalkan budi dari bekasi', 'perkenalkan [nama] dari bekasi'],
		['Bu Siti Aminah minta uang', 'Bu [nama] minta uang'],
		['rumah di jl Melati 5 rt 03', 'rumah di [alamat] [alamat]'],
		['email saya a.b@c.id atau http://x.id/y', 'email saya [alamat] atau [alamat]'],
		['nama saya tidak ada di dtsen', 'nama saya tidak ada di dtsen'],
		['listrik mati, anak saya 3', 'listrik mati, anak saya 3'],
	])('leaves nobody in "%s"', (text, without) => {
		expect(withoutIdentity(text)).toBe(without);
	});
});

describe('institutions in a message', () => {
	it.each([
		['ditolak RSUD cibinong', 'RSUD Cibinong'],
		['disuruh pulang sama rumah sakit hermina bekasi karena penuh', 'RS Hermina Bekasi'],
		['puskesmas cilincing minta bayar', 'Puskesmas Cilincing'],
		['di kelurahan tugu utara dipersulit', 'Kelurahan Tugu Utara'],
		['dinsos bilang kuota habis', 'Dinas Sosial'],
		['dinas sosial kota bandung', 'Dinas Sosial Kota Bandung'],
		['anak saya ditolak SDN 2 Cilincing', 'SDN 2 Cilincing'],
		['sd negeri 05 pagi menahan rapor', 'SD Negeri 05'],
		['kantor bpjs bekasi nolak', 'BPJS Kesehatan Bekasi'],
		['lapor ke polsek cakung', 'Polsek Cakung'],
	])('finds the one that "%s" names', (text, name) => {
		expect(institutionsIn(text)).toMatchObject([{ name, named: true }]);
	});

	it.each([
		['ditolak rumah sakit', 'RS'],
		['puskesmas minta uang', 'Puskesmas'],
	])('knows that "%s" names none', (text, name) => {
		expect(institutionsIn(text)).toMatchObject([{ name, named: false }]);
	});

	it.each(['anak saya masih sd', 'min mau tanya', 'saya man', 'iya benar'])('finds none in "%s"', (text) => {
		expect(institutionsIn(text)).toEqual([]);
	});

	it('reads whatever comes, quickly', () => {
		const began = performance.now();
		entitiesIn('rumah sakit '.repeat(20_000), today);
		entitiesIn('1 '.repeat(50_000), today);
		withoutIdentity('1-'.repeat(2_000));
		expect(performance.now() - began).toBeLessThan(500);
	});
});

describe('where somebody says they live', () => {
	it.each([
		['saya tinggal di jakarta utara bu', 'jakarta utara'],
		['kami warga kabupaten garut', 'kabupaten garut'],
		['I live in bekasi', 'bekasi'],
	])('"%s"', (text, place) => {
		expect(entitiesIn(text, today).places).toContain(place);
	});

	it('is not where they were turned away', () => {
		expect(entitiesIn('ditolak rsud cibinong', today).places).toEqual([]);
	});
});
