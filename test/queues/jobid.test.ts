import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeId, encodeId } from '../../src/queues/jobid.ts';

it('writes any text as an id that no backend refuses, and reads it back', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom('first', 'second'), (id, place) => {
			const written = encodeId(id, place);
			expect(written).not.toMatch(/[:\0]/);
			expect(`${Number.parseInt(written, 10)}`).not.toBe(written);
			expect(decodeId(written)).toBe(id);
		}),
	);
});

it('keeps the two places of an id apart', () => {
	expect(encodeId('x', 'first')).not.toBe(encodeId('x', 'second'));
	expect(encodeId('again-x', 'first')).not.toBe(encodeId('x', 'second'));
});
