import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseNumber, readCaseNumber } from '../../src/cases/index.ts';

describe('a case number', () => {
	it('is the same for the same case, and short enough for the telephone', () => {
		expect(caseNumber('telegram:123@1')).toBe(caseNumber('telegram:123@1'));
		fc.assert(
			fc.property(fc.string(), (id) => {
				expect(caseNumber(id)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
			}),
		);
	});

	it('is the first forty bits of the SHA-256 (here of nothing: e3b0c44298)', () => {
		expect(caseNumber('')).toBe('WERC-8GMR');
	});

	it('is understood however it is typed or dictated', () => {
		fc.assert(
			fc.property(fc.string(), (id) => {
				const number = caseNumber(id);
				expect(readCaseNumber(number)).toBe(number);
				const dictated = number.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
				expect(readCaseNumber(dictated)).toBe(number);
			}),
		);
		for (const wrong of ['', 'K7QM', 'K7QM-4XPU', 'K7QM-4XPDD', "' OR 1=1"]) expect(readCaseNumber(wrong)).toBeNull();
	});
});
