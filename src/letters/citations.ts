import type { Knowledge } from '../knowledge/index.ts';

/** A law that a text names: "UU 25/2009", with the article where one stands beside it. */
export interface Citation {
	readonly law: string;
	/** Article numbers, in the order of the text; empty when none is named. */
	readonly articles: readonly string[];
}

const names: readonly (readonly [RegExp, string])[] = [
	[/^(?:uu|undang[- ]undang)$/iu, 'UU'],
	[/^(?:pp|peraturan pemerintah)$/iu, 'PP'],
	[/^(?:perpres|peraturan presiden)$/iu, 'Perpres'],
	[/^(?:perma|peraturan mahkamah agung)$/iu, 'Perma'],
];

const law =
	/\b(undang[- ]undang|uu|peraturan pemerintah|pp|peraturan presiden|perpres|peraturan mahkamah agung|perma|permen[a-z]*)(?: republik indonesia| ri)? ?(?:nomor|no\.?)? ?(\d{1,3}[a-z]?) ?(?:\/|tahun) ?(\d{4})/giu;
const articles = /\bpasal ?(\d{1,3}[a-z]?)(?:(?: ?,| ?dan| ?dan pasal| ?, pasal| ?-) ?(\d{1,3}[a-z]?))*/giu;

/** Every law that a text cites, however it is written: "UU 25/2009 pasal 44", "Undang-Undang Nomor 25 Tahun 2009". */
export function citationsIn(text: string): readonly Citation[] {
	const found = [...text.matchAll(law)];
	return found.map((match, at) => {
		const after = text.slice(match.index + match[0].length, found[at + 1]?.index ?? text.length);
		const sentence = after.slice(0, Math.max(0, after.search(/[.;\n]|$/u)));
		const name = match[1] ?? '';
		const short = names.find(([pattern]) => pattern.test(name))?.[1] ?? name;
		const numbers = [...sentence.matchAll(articles)].flatMap((one) => one[0].match(/\d{1,3}[a-z]?/giu) ?? []);
		return { law: `${short} ${match[2]}/${match[3]}`, articles: numbers.map((number) => number.toUpperCase()) };
	});
}

/**
 * What an edited letter cites. `withheld`: laws that knowledge/ marks unchecked or disputed, which may not leave. `unknown`: laws that
 * knowledge/ does not know; whoever approves the letter vouches for them.
 */
export function checkCitations(
	text: string,
	{ grounds }: Pick<Knowledge, 'grounds'>,
): { readonly withheld: readonly string[]; readonly unknown: readonly string[] } {
	const known = { shown: new Set<string>(), withheld: new Set<string>() };
	for (const ground of grounds.values()) {
		for (const one of places(citationsIn(ground.law))) known[ground.withheld ? 'withheld' : 'shown'].add(one);
	}
	const named = places(citationsIn(text));
	const isShown = (place: string) =>
		known.shown.has(place) ||
		(!place.includes(' pasal ') && [...known.shown].some((one) => one.startsWith(`${place} `)));
	const withheld = named.filter((place) => known.withheld.has(place) && !known.shown.has(place));
	return { withheld, unknown: named.filter((place) => !isShown(place) && !withheld.includes(place)) };
}

/** `UU 25/2009 pasal 40`, one for each article; the law alone where no article is named. */
function places(citations: readonly Citation[]): readonly string[] {
	const all = citations.flatMap((one) =>
		one.articles.length === 0 ? [one.law] : one.articles.map((article) => `${one.law} pasal ${article}`),
	);
	return [...new Set(all)];
}
