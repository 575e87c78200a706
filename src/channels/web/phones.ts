import { findPhoneNumbersInText } from 'libphonenumber-js';
import type { Knowledge } from '../../knowledge/index.ts';

/** Where the rights that somebody was told can be had on one page; a text that names it makes it a link. */
export const sheetPath = '/chat/catatan.pdf';
/** Where a letter of the conversation is, as `/<place of its line>.pdf`. */
export const letterPath = '/chat/surat';

/** A piece of a text; `call` is set where it is a number that can be dialled. */
export interface Piece {
	readonly text: string;
	readonly call: string | null;
}

/** Words after which a short number (112, 129) is a telephone number and not, say, an article of a law. */
const beforeShort = /(?:\(|telepon|telp\.?|hubungi|nomor|hotline|call|phone|number|whatsapp|wa|sms|ke)[\s:]*$/i;

/**
 * Splits a text of ours into plain pieces and telephone numbers: those of the directory, and others that are valid in Indonesia.
 * Short numbers count only where the words before them say that they are one.
 */
export function withPhones(text: string, directory: readonly string[]): readonly Piece[] {
	const found: { start: number; end: number; call: string }[] = [];
	const free = (start: number, end: number) => found.every((other) => end <= other.start || start >= other.end);
	const edge = (index: number) => !/[\d.]/.test(text[index] ?? '');
	for (const number of directory) {
		for (let start = text.indexOf(number); start >= 0; start = text.indexOf(number, start + number.length)) {
			const end = start + number.length;
			const alone = edge(start - 1) && !/\d/.test(text[end] ?? '');
			const meant = number.length > 5 || beforeShort.test(text.slice(Math.max(0, start - 20), start));
			if (alone && meant && free(start, end)) found.push({ start, end, call: number.replace(/[^\d+]/g, '') });
		}
	}
	for (const { startsAt: start, endsAt: end, number } of findPhoneNumbersInText(text, 'ID')) {
		if (/^[+0(]/.test(text.slice(start)) && free(start, end)) found.push({ start, end, call: number.number });
	}
	found.sort((a, b) => a.start - b.start);
	const pieces: Piece[] = [];
	let at = 0;
	for (const { start, end, call } of found) {
		if (start > at) pieces.push({ text: text.slice(at, start), call: null });
		pieces.push({ text: text.slice(start, end), call });
		at = end;
	}
	if (at < text.length) pieces.push({ text: text.slice(at), call: null });
	return pieces;
}

/** Numbers of the directory as they are written, longest first, so that 021-129 is not read as 129. */
export const directoryNumbers = (knowledge: Knowledge): readonly string[] =>
	[...new Set([...knowledge.services.values()].flatMap((service) => service.phones.map((phone) => phone.number)))]
		.filter((number) => number.length > 1)
		.sort((a, b) => b.length - a.length);
