import { describe, expect, it } from 'vitest';
import { withPhones } from '../../src/channels/web/phones.ts';

const directory = ['0811-1129-129', '021-3103613', '129', '112', '119'];
const calls = (text: string) =>
	withPhones(text, directory)
		.filter((piece) => piece.call !== null)
		.map((piece) => `${piece.text} → ${piece.call}`);

describe('numbers that can be dialled', () => {
	it('are those of the directory, as they stand there', () => {
		expect(calls('SAPA 129 (telepon 129, WhatsApp 0811-1129-129)')).toEqual([
			'129 → 129',
			'0811-1129-129 → 08111129129',
		]);
		expect(calls('Kantor: 021-3103613.')).toEqual(['021-3103613 → 0213103613']);
	});

	it.each([
		'Pasal 112 KUHP',
		'Rp 129',
		'Rp1.129.112',
		'UU 119/2011',
		'tahun 2024',
		'nomor antrean 45',
		'3507112911900001',
	])('are not in “%s”', (text) => {
		expect(calls(text)).toEqual([]);
	});

	it('are valid numbers of Indonesia written in other ways', () => {
		expect(calls('WA +62 812-3456-7890 ya')).toEqual(['+62 812-3456-7890 → +6281234567890']);
	});

	it('never lose a letter of the text', () => {
		const text = 'Telepon 112 atau 119.\nAtau 0811-1129-129 👍';
		expect(
			withPhones(text, directory)
				.map((piece) => piece.text)
				.join(''),
		).toBe(text);
	});
});
