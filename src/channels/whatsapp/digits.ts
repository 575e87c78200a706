import { parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * The digits of a telephone number as everybody writes them. A Mexican mobile number reaches us with and without a 1 behind its
 * country code; both are one person. Everything else stays as WhatsApp says it.
 */
export function usualDigits(digits: string): string {
	const mexican = /^521(\d{10})$/.exec(digits);
	return mexican ? `52${mexican[1]}` : digits;
}

/** A telephone number as somebody types it (`0812 0000 0001`), in WhatsApp's digits; null when it is none. Indonesian unless it begins with +. */
export function typedNumber(text: string): string | null {
	const parsed = parsePhoneNumberFromString(text, 'ID');
	return parsed?.isPossible() ? usualDigits(parsed.number.slice(1)) : null;
}
