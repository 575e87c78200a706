import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { digest } from '../../http/index.ts';

/**
 * The second step of a sign-in: a six-digit code of an app (TOTP, RFC 6238: SHA-1, 30 seconds, the apps' common form), or one of ten
 * recovery codes that each work once.
 */
const step = 30;
const codes = 10;
/** Crockford's letters without those that look like another: a code is copied from paper. */
const letters = '23456789abcdefghjkmnpqrstvwxyz';

function totp(secret: string, account: string): TOTP {
	return new TOTP({ issuer: 'Hakku', label: account, secret: Secret.fromBase32(secret), period: step, digits: 6 });
}

/** 160 random bits in base32, as apps take them. */
export function newSecret(): string {
	return new Secret({ size: 20 }).base32;
}

/** What the QR code says: `otpauth://totp/…`. */
export function enrolmentUri(secret: string, account: string): string {
	return totp(secret, account).toString();
}

/**
 * The time step whose code this is, within half a minute of `at` (epoch milliseconds); null when it is none. A step at or before `used`
 * is refused: a code that somebody saw over a shoulder works once.
 */
export function stepOf(secret: string, code: string, at: number, used: number): number | null {
	const digits = code.replace(/\s/gu, '');
	if (!/^\d{6}$/u.test(digits)) return null;
	const delta = totp(secret, '').validate({ token: digits, timestamp: at, window: 1 });
	if (delta === null) return null;
	const found = Math.floor(at / 1000 / step) + delta;
	return found > used ? found : null;
}

/** Ten codes to keep on paper, `ab3d-9xkm`; the store holds their hashes. */
export function newRecoveryCodes(): { readonly codes: readonly string[]; readonly hashes: readonly string[] } {
	const made = Array.from({ length: codes }, () => {
		const code = Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('');
		return `${code.slice(0, 4)}-${code.slice(4)}`;
	});
	return { codes: made, hashes: made.map(recoveryHash) };
}

export function recoveryHash(code: string): string {
	return digest(`recovery:${code.toLowerCase().replace(/[^a-z0-9]/gu, '')}`);
}
