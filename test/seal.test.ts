import { describe, expect, it } from 'vitest';
import { createSeal } from '../src/seal.ts';

const key = (fill: number) => new Uint8Array(32).fill(fill);
const secret = Buffer.from('rahasia yang tidak boleh terbaca');

describe('what is kept under HAKKU_KEY', () => {
	it('cannot be read from the data, and comes back whole', () => {
		const seal = createSeal(key(1));
		const kept = seal.seal(secret, 'whatsapp:creds');
		expect(Buffer.from(kept).includes(secret)).toBe(false);
		expect(Buffer.from(seal.open(kept, 'whatsapp:creds'))).toEqual(secret);
		expect(Buffer.from(seal.seal(secret, 'whatsapp:creds'))).not.toEqual(Buffer.from(kept));
	});

	it.each([
		['another key', (kept: Uint8Array) => createSeal(key(2)).open(kept, 'a')],
		['another record', (kept: Uint8Array) => createSeal(key(1)).open(kept, 'b')],
		['one changed bit', (kept: Uint8Array) => createSeal(key(1)).open(kept.with(kept.length - 1, 7), 'a')],
		['a part of it', (kept: Uint8Array) => createSeal(key(1)).open(kept.subarray(0, 20), 'a')],
		['nothing', () => createSeal(key(1)).open(new Uint8Array(), 'a')],
	])('does not open with %s', (_, open) => {
		expect(() => open(createSeal(key(1)).seal(secret, 'a'))).toThrow(expect.objectContaining({ code: 'key.wrong' }));
	});

	it('says that the key is missing', () => {
		const kept = createSeal(key(1)).seal(secret, 'a');
		expect(() => createSeal(null).open(kept, 'a')).toThrow(expect.objectContaining({ code: 'key.missing' }));
	});

	it('opens what was written before there was a key', () => {
		const kept = createSeal(null).seal(secret, 'a');
		expect(Buffer.from(createSeal(key(1)).open(kept, 'a'))).toEqual(secret);
		expect(createSeal(null).closed).toBe(false);
	});
});
