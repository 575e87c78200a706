import { asciiDigits } from './digits.ts';

/** What `maskNumbers` leaves. */
const hidden = /•{2,}\d*/gu;
const longNumber = /(?<!\d)\+?\d(?:[ .-]?\d){6,}(?!\d)/gu;
const electronic = /\S+@\S+|(?:https?:\/\/|www\.)\S+|(?<![\p{L}\d])@[\w.]{3,}/giu;
/** Words after which a name stands, and words that are none. */
const named =
	/(?<![\p{L}])((?:[Nn]ama(?:ku|nya)?(?: (?:saya|sy|aku|kami|anak saya|ibu|bapak|lengkap))?(?: (?:adalah|itu|yaitu))?|[Pp]erkenalkan|[Bb]ernama|[Aa]tas nama|[Mm]y name is|[Aa]\.?n\.)[ :]+)(?!(?:masih|ada|tidak|tdk|gak|ga|belum|sudah|di|ke|beda|salah|dan|yang|yg|sama|saya|nama)(?![\p{L}]))[\p{L}'’]+(?: \p{Lu}[\p{L}'’]+){0,4}/gu;
const titled =
	/(?<![\p{L}])((?:[Pp]ak|[Bb]u|[Bb]apak|[Ii]bu|[Mm]bak|[Mm]as|[Kk]ak|Mr|Mrs|Ms|[Hh]aji|[Hh]j|[Uu]sta[dz])\.? )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){0,3}/gu;
const address =
	/(?<![\p{L}[])(?:[Jj]ln?|[Jj]alan|[Gg]g|[Gg]ang|[Rr][TtWw]|[Bb]lok|[Nn]o)\.? ?(?:\p{Lu}\p{L}*|\d+)(?:[ /]\p{Lu}\p{L}*|[ /]\d+)*/gu;
/** A sum with its thousands apart is no number of anybody. */
const sum = /^\d{1,3}(?:\.\d{3})+$/u;

const hiding = (hide: (digits: string) => string) => (number: string) =>
	sum.test(number) ? number : hide(number.replace(/\D/gu, ''));

/** Hides all but the last three digits of numbers with seven digits or more: NIK, KK, telephones, accounts. */
export function maskNumbers(text: string): string {
	return asciiDigits(text).replace(
		longNumber,
		hiding((digits) => `${'•'.repeat(digits.length - 3)}${digits.slice(-3)}`),
	);
}

/**
 * A message without who wrote it: numbers, addresses, links and names become a word in brackets. Names are found by the words
 * before them ("nama saya", "Bu"), so one that stands alone may stay: whoever keeps the text has it read by a person.
 */
export function withoutIdentity(text: string): string {
	return asciiDigits(text.normalize('NFKC'))
		.replace(electronic, '[alamat]')
		.replace(hidden, '[nomor]')
		.replace(
			longNumber,
			hiding(() => '[nomor]'),
		)
		.replace(address, '[alamat]')
		.replace(named, (_all, words: string) => `${words}[nama]`)
		.replace(titled, (_all, title: string) => `${title}[nama]`);
}
