import { createHash } from 'node:crypto';

/** Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O, U, so that a number survives a bad telephone line. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What people say on the phone: `K7QM-4XPD`, forty bits of the id's SHA-256. The same id always has the same number. */
export function caseNumber(id: string): string {
	const bytes = createHash('sha256').update(id).digest();
	let number = '';
	for (let position = 0; position < 8; position++) {
		if (position === 4) number += '-';
		const bit = position * 5;
		const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
		number += ALPHABET[(pair >> (11 - (bit & 7))) & 31];
	}
	return number;
}

/** A number as somebody typed or dictated it, in the form that is stored: `k7qm 4xpd` → `K7QM-4XPD`, O as 0, I and L as 1. */
export function readCaseNumber(typed: string): string | null {
	const plain = typed.toUpperCase().replace(/[\s-]/gu, '').replace(/O/gu, '0').replace(/[IL]/gu, '1');
	if (plain.length !== 8 || [...plain].some((letter) => !ALPHABET.includes(letter))) return null;
	return `${plain.slice(0, 4)}-${plain.slice(4)}`;
}
