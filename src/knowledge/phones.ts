import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Phone, Text } from './types.ts';

/** Three to five digits without a leading zero (112, 129, 1708), or a nationwide 1500 number. */
const shortCode = /^(?:[1-9]\d{2,4}|1500\d{3})$/;

/** A number that a telephone in Indonesia can dial: a short code, or one that the phone-number library knows. */
export function isDiallable(number: string): boolean {
	const digits = number.replace(/[\s.-]/g, '');
	return shortCode.test(digits) || parsePhoneNumberFromString(number, 'ID')?.isPossible() === true;
}

/** The number as people write it: 129, 1500-771, 0811-1129-129. */
function spoken(number: string): string {
	const digits = number.replace(/[\s.-]/g, '');
	if (shortCode.test(digits)) return digits.length === 7 ? `${digits.slice(0, 4)}-${digits.slice(4)}` : digits;
	return parsePhoneNumberFromString(number, 'ID')?.formatNational() ?? number;
}

const kinds: Readonly<Record<Phone['type'], Text>> = {
	voice: { id: 'telepon', en: 'phone' },
	whatsapp: { id: 'WhatsApp', en: 'WhatsApp' },
	sms: { id: 'SMS', en: 'text message' },
};

/** A service and how to reach it in one line: "SAPA 129 (telepon 129, WhatsApp 0811-1129-129)". */
export function serviceLine(name: Text, phones: readonly Phone[], url: string | null): Text {
	return { id: lineIn('id', name, phones, url), en: lineIn('en', name, phones, url) };
}

function lineIn(language: 'id' | 'en', name: Text, phones: readonly Phone[], url: string | null): string {
	const numbers = phones.map(({ type, number, extension }) => {
		const inside = extension === null ? '' : ` ${language === 'id' ? 'ekstensi' : 'extension'} ${extension}`;
		return `${kinds[type][language]} ${spoken(number)}${inside}`;
	});
	const reach = numbers.length > 0 ? numbers : url === null ? [] : [url];
	return reach.length === 0 ? name[language] : `${name[language]} (${reach.join(', ')})`;
}
