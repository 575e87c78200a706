import { cap, clean } from './clean.ts';
import { date } from './date.ts';
import { asciiDigits } from './digits.ts';
import { type IdentityNumber, identityNumbers } from './identity.ts';
import { institutionsIn, type NamedInstitution } from './institutions.ts';
import { number } from './number.ts';

/** What a message says of sums, people, time, numbers and places. Nothing here may be logged. */
export interface Entities {
	/** Rupiah. */
	amounts: number[];
	/** People: "anak 3", "5 orang". */
	counts: number[];
	/** Years of age. */
	ages: number[];
	/** ISO days. */
	dates: string[];
	numbers: IdentityNumber[];
	institutions: NamedInstitution[];
	/** What may be the name of the place where somebody lives, longest first. */
	places: string[];
}

const figure = String.raw`(?<!\d)\d[\d.,]*`;
const amount = new RegExp(
	String.raw`(?:\brp\.? ?(${figure})(?: ?(ribu|rb|rbu|jt|juta|k|miliar|m))?|(${figure}|\b(?:se|dua |tiga |empat |lima |enam |tujuh |delapan |sembilan |sepuluh |setengah )) ?(ribu|rb|rbu|jt|juta|miliar)(?:an|nya)?)(?![\p{L}])`,
	'gu',
);
const age =
	/(?:\b(?:umur|usia|umurnya|usianya|aged?)(?: (?:saya|anak|dia|sy))? (\d{1,3})(?! ?(?:bulan|bln|minggu|hari))|(?<![\d.,])(\d{1,3}) ?(?:tahun|thn|th|years? old|yo)(?= |$|[.,!?]))/gu;
const lasting =
	/(?:\b(?:sudah|udah|sdh|udh|selama|sejak|lebih|hampir|nunggak|pernah|menikah|nikah|kerja|for)(?: \p{L}+)?) $/u;
const people =
	/(?:\b(?:anak|cucu|adik|tanggungan|anggota keluarga|keluarga|jiwa|penghuni)(?: (?:saya|sy|kami|ku|ada|cuma|masih|saya ada))? (\d{1,2})(?! ?(?:tahun|thn|th|sd|smp|sma|bulan|bln|kali|juta|jt|ribu|rb|hari))(?!\d|[.,/]\d)|(?<![\d.,])(\d{1,2}) ?(?:orang|jiwa|anak|anggota|kids|children|people|cucu)(?![\p{L}]))/gu;
const written =
	/(?<!\d)\d{1,2} ?[/-] ?\d{1,2} ?[/-] ?\d{2,4}(?!\d)|(?<!\d)\d{1,2} (?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|jan|feb|mar|apr|jun|jul|agu|agt|sep|okt|nov|des)[a-z]*(?: \d{4})?/gu;
const lives =
	/(?<![\p{L}])(?:tinggal(?:nya)? (?:saya |sekarang )?di|domisili (?:di)?|alamat (?:saya |rumah )?(?:di)?|rumah (?:saya|kami|sy) (?:di|ada di)|warga|(?:saya|sy|aku|kami) (?:dari|asal|orang|di|berasal dari)|asal (?:saya )?(?:dari)?|i live in|we live in|from) ?((?:[\p{L}'-]+ ?){1,6})/gu;
const longestPlace = 4;

const all = (text: string, pattern: RegExp): string[] =>
	[...text.matchAll(pattern)].flatMap((match) => match[1] ?? match[2] ?? []);

function amountsIn(text: string): number[] {
	return [...text.matchAll(amount)].flatMap(([, rupiah, unit, plain, size]) => {
		const value = number(`${(rupiah ?? plain ?? '').trim()}${plain === 'se' ? '' : ' '}${unit ?? size ?? ''}`.trim());
		return value === null || value < 100 ? [] : [value];
	});
}

function agesIn(text: string): number[] {
	return [...text.matchAll(age)].flatMap((match) => {
		const years = Number(match[1] ?? match[2]);
		const lasts = match[1] === undefined && lasting.test(text.slice(0, match.index));
		return years > 120 || lasts ? [] : [years];
	});
}

function placesIn(text: string): string[] {
	const found = new Set<string>();
	for (const [, said = ''] of text.matchAll(lives)) {
		const words = said.trim().split(' ');
		for (let size = Math.min(longestPlace, words.length); size > 0; size--) {
			for (let from = 0; from + size <= words.length; from++) found.add(words.slice(from, from + size).join(' '));
		}
	}
	return [...found];
}

/**
 * Reads entities from a message; an empty list where there are none. Digits of NIK, KK and telephones count as nothing else.
 *
 * @param today - ISO day, for dates without a year and the century of a birth.
 */
export function entitiesIn(text: string, today: string): Entities {
	const numbers = identityNumbers(text, today);
	let rest = asciiDigits(clean(cap(text)));
	for (const { from, to } of numbers) rest = rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to);
	return {
		amounts: amountsIn(rest),
		counts: all(rest, people).map(Number),
		ages: agesIn(rest),
		dates: [...rest.matchAll(written)].flatMap(([day]) => date(day, today) ?? []),
		numbers,
		institutions: institutionsIn(text),
		places: placesIn(rest),
	};
}
