/** The most of a message that is read: its beginning, and its end, where a danger may stand. In UTF-16 units. */
const HEAD = 2000;
const TAIL = 500;

/** Bounds a hostile text so that reading costs the same however long it is. */
export function cap(text: string): string {
	return text.length <= HEAD + TAIL ? text : `${text.slice(0, HEAD)} ${text.slice(-TAIL)}`;
}

const invisible = /\p{Cf}|\p{Cs}|\p{Co}|\u034f|\u20e3|[\ufe00-\ufe0f]/gu;
const plain = /^[ -~]*$/u;
const latinAccents = /(\p{Script=Latin})\p{M}+/gu;

/**
 * One way of writing for what looks the same: NFKC, lower case, no invisible or control marks, single blanks, and Latin
 * letters without accents. Vowel signs of other scripts (Thai, Bengali …) are letters there, and stay.
 */
export function clean(text: string): string {
	// Most messages hold nothing but these, and this is ten times as quick.
	if (plain.test(text)) return text.toLowerCase().replace(/ {2,}/gu, ' ').trim();
	return text
		.normalize('NFKC')
		.replace(/[\s\p{Z}\p{Cc}]+/gu, ' ')
		.replace(invisible, '')
		.toLowerCase()
		.normalize('NFD')
		.replace(latinAccents, '$1')
		.normalize('NFC')
		.trim();
}

/** Canonical form for comparing keywords and labels; a text of symbols only keeps them, so that a star can be a choice. */
export function key(text: string): string {
	const cleaned = clean(cap(text));
	const words = cleaned
		.replace(/['’‘`´]/gu, '')
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
		.trim();
	return /[\p{L}\p{N}]/u.test(words) ? words : cleaned;
}
