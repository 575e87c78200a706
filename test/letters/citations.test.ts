import { describe, expect, it } from 'vitest';
import { checkCitations, citationsIn } from '../../src/letters/index.ts';
import { shippedKnowledge } from '../knowledge/shipped.ts';

const knowledge = await shippedKnowledge();

describe('the laws that an edited letter cites', () => {
	it.each([
		['menurut UU 25/2009 pasal 40 dan 42 saya berhak', 'UU 25/2009', ['40', '42']],
		['Undang-Undang Republik Indonesia Nomor 25 Tahun 2009 Pasal 44', 'UU 25/2009', ['44']],
		['UU No. 24 tahun 2013 pasal 79a', 'UU 24/2013', ['79A']],
		['uu 30/2014. Pasal lain', 'UU 30/2014', []],
		['Peraturan Presiden Nomor 76 Tahun 2013', 'Perpres 76/2013', []],
	])('are found in "%s"', (text, law, articles) => {
		expect(citationsIn(text)).toEqual([{ law, articles }]);
	});

	it('are refused where knowledge marks them unchecked, however they are written', () => {
		for (const text of ['UU 25/2009 pasal 44', 'Undang-Undang Nomor 25 Tahun 2009 pasal 40 dan 44'])
			expect(checkCitations(text, knowledge).withheld).toEqual(['UU 25/2009 pasal 44']);
	});

	it('pass where they are known and checked', () => {
		const text = 'UU 25/2009 pasal 40 dan 42: … UU 24/2013 pasal 79A: … Menurut UU 17/2023 …';
		expect(checkCitations(text, knowledge)).toEqual({ withheld: [], unknown: [] });
	});

	it('are named to the worker where knowledge does not know them', () => {
		expect(checkCitations('UU 1/1974 pasal 2 dan UU 25/2009 pasal 18', knowledge)).toEqual({
			withheld: [],
			unknown: ['UU 1/1974 pasal 2', 'UU 25/2009 pasal 18'],
		});
	});

	it('are none in a text without laws', () => {
		expect(citationsIn('Saya datang tanggal 5/2026 dan menunggu.')).toEqual([]);
	});
});
