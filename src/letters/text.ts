import type { Letter } from './matter.ts';
import { longDate } from './words.ts';

/** Longest body of a letter, in UTF-16 units: two pages. */
export const longestLetter = 6_000;

/** "Bogor, 25 November 2026": what stands above the address. `place` is where it is written, or null; `today` is an ISO date. */
export function datedAt(place: string | null, today: string): string {
	return `${place ?? '(tempat)'}, ${longDate(today)}`;
}

/**
 * The letter as a message that can be copied by hand. Name and address stay blank: the person writes them, Hakku keeps neither.
 *
 * @param dated - see {@link datedAt}.
 */
export function letterText(letter: Letter, dated: string): string {
	return [
		dated,
		`Kepada Yth.\n${letter.to}\ndi tempat`,
		`Perihal: ${letter.subject}`,
		'Saya yang bertanda tangan di bawah ini:\nNama: (nama lengkap)\nAlamat: (alamat)\nTelepon: (boleh dikosongkan)',
		letter.body,
		'Hormat saya,\n\n(tanda tangan dan nama)',
	].join('\n\n');
}
