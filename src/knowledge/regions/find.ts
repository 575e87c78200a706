import { distance } from 'fastest-levenshtein';
import type { Region, RegionKind } from './names.ts';

/** What somebody's words say about where they live. */
type FoundRegion =
	| { found: 'one'; region: Region }
	/** A few places may be meant; or one, misspelt. To be asked which. */
	| { found: 'several'; regions: readonly Region[] }
	/** More than a person wants to read. */
	| { found: 'many' }
	| { found: 'none' };

/** Every region by code, and what people call it. */
export interface Regions {
	readonly byCode: ReadonlyMap<string, Region>;
	/** Matches a typed answer. `among` are places that were just offered: "yang kota" is then enough to tell them apart. */
	find(text: string, among?: readonly Region[]): FoundRegion;
}

/** As many as can be offered at once. */
const most = 6;

/** What people write before a name, and which kind of place it says. */
const kinds: ReadonlyMap<string, readonly RegionKind[]> = new Map([
	['provinsi', ['province']],
	['propinsi', ['province']],
	['prov', ['province']],
	['kabupaten', ['regency']],
	['kab', ['regency']],
	['kota', ['city']],
	['kotamadya', ['city']],
	['kodya', ['city']],
	['kecamatan', ['district']],
	['kec', ['district']],
	['regency', ['regency']],
	['city', ['city']],
	['province', ['province']],
	['district', ['district']],
]);

/** One place that the words name: all regions of that name. */
interface Naming {
	regions: readonly Region[];
	/** The words said which kind it is. */
	kindSaid: boolean;
}

/** Builds the matcher once; finding then takes some microseconds. `also` maps a code to other names people use. */
export function findRegions(
	byCode: ReadonlyMap<string, Region>,
	also: ReadonlyMap<string, readonly string[]>,
): Regions {
	const names = new Map<string, Region[]>();
	const add = (name: string, region: Region) => {
		const known = names.get(name) ?? [];
		if (!known.includes(region)) names.set(name, [...known, region]);
	};
	for (const region of byCode.values()) {
		for (const name of [region.bare, ...(also.get(region.code) ?? [])]) {
			const words = wordsOf(name).join(' ');
			add(words, region);
			if (words.includes(' ')) add(words.replaceAll(' ', ''), region);
		}
	}
	const longest = Math.max(1, ...[...names.keys()].map((name) => name.split(' ').length));
	const large = [...names].filter(([, regions]) => regions.some(({ kind }) => kind !== 'district'));

	/** Official names write some in one word that people write in two: Pematangsiantar. */
	const named = (words: readonly string[]) => names.get(words.join(' ')) ?? names.get(words.join(''));

	function namings(words: readonly string[]): { named: Naming[]; left: number } {
		const named: Naming[] = [];
		let left = 0;
		for (let at = 0; at < words.length; ) {
			const [naming, length] = longestAt(words, at);
			if (naming !== null) named.push(naming);
			else if (!fillers.has(words[at] ?? '') && !kinds.has(words[at] ?? '')) left++;
			at += length;
		}
		return { named, left };
	}

	/** The longest name that begins here, with or without the word for its kind before it. */
	function longestAt(words: readonly string[], at: number): [Naming | null, number] {
		const kind = kinds.get(words[at] ?? '');
		const start = kind === undefined ? at : at + 1;
		for (let length = Math.min(longest, words.length - at); length > 0; length--) {
			const whole = named(words.slice(at, at + length));
			const after = kind === undefined ? undefined : named(words.slice(start, at + length));
			const ofKind = after?.filter((region) => kind?.includes(region.kind)) ?? [];
			if (ofKind.length > 0) return [{ regions: ofKind, kindSaid: true }, length];
			if (whole !== undefined) return [{ regions: whole, kindSaid: false }, length];
			if (after !== undefined) return [{ regions: after, kindSaid: false }, length];
		}
		return [null, 1];
	}

	return {
		byCode,
		find(text, among = []) {
			const words = wordsOf(text.slice(0, 200));
			const narrowed = narrow(words, among);
			if (narrowed !== null) return { found: 'one', region: narrowed };
			if (words.every((word) => fillers.has(word) || kinds.has(word))) return { found: 'none' };
			const { named, left } = namings(words);
			const meant = together(named);
			if (meant.length === 0) return misspelt(words, large);
			const told =
				left === 0
					? meant
					: meant.filter(
							(region) => region.kind !== 'district' || named.length > 1 || named.some(({ kindSaid }) => kindSaid),
						);
			return offered(preferred(told, named));
		},
	};
}

/** How people shorten parts of names. */
const shortened: ReadonlyMap<string, string> = new Map([
	['tj', 'tanjung'],
	['tg', 'tanjung'],
	['tjg', 'tanjung'],
	['kep', 'kepulauan'],
	['pd', 'pondok'],
	['ps', 'pasar'],
	['kp', 'kampung'],
	['gn', 'gunung'],
]);

/** Words that may stand around the name of a place and say nothing about it. */
const fillers: ReadonlySet<string> = new Set(
	'saya aku kami di dari daerah wilayah tinggal rumah orang sini sekarang ya bu pak kak mas mbak asli domisili itu yang ada ini i live in at the from of near dekat sekitar jl'.split(
		' ',
	),
);

function wordsOf(text: string): string[] {
	return text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.split(/[^a-z0-9]+/)
		.filter((word) => word !== '')
		.map((word) => shortened.get(word) ?? word);
}

/** "kota" or "yang kabupaten" after two places were offered. */
function narrow(words: readonly string[], among: readonly Region[]): Region | null {
	const said = words.filter((word) => !fillers.has(word));
	if (said.length === 0 || among.length === 0) return null;
	const fits = among.filter((region) => {
		const own = new Set([
			...wordsOf(`${region.name.id} ${region.name.en}`),
			...(region.kind === 'province' ? ['provinsi'] : []),
		]);
		return said.every((word) => own.has(word) || kinds.get(word)?.includes(region.kind));
	});
	return fits.length === 1 ? (fits[0] ?? null) : null;
}

/** Places named together lie in each other: "cibinong, kab bogor", "bogor jawa barat". The smallest is meant. */
function together(named: readonly Naming[]): readonly Region[] {
	let meant: readonly Region[] = [];
	for (const { regions } of named) {
		if (meant.length === 0) {
			meant = regions;
			continue;
		}
		const inside = new Set<Region>();
		for (const one of meant) {
			for (const other of regions) {
				if (one.code.startsWith(other.code)) inside.add(one);
				else if (other.code.startsWith(one.code)) inside.add(other);
			}
		}
		meant = inside.size > 0 ? [...inside] : [...new Set([...meant, ...regions])];
	}
	return meant;
}

/** A name alone means the regency or city of that name rather than a district somewhere. */
function preferred(regions: readonly Region[], named: readonly Naming[]): readonly Region[] {
	if (named.some(({ kindSaid }) => kindSaid)) return regions;
	const large = regions.filter(({ kind }) => kind !== 'district');
	return large.length > 0 ? large : regions;
}

function offered(regions: readonly Region[]): FoundRegion {
	const [first] = regions;
	if (first === undefined) return { found: 'none' };
	if (regions.length === 1) return { found: 'one', region: first };
	return regions.length > most ? { found: 'many' } : { found: 'several', regions };
}

/** A name with a slip or two in it is offered, never taken for granted. Districts are too many to guess among. */
function misspelt(words: readonly string[], large: readonly (readonly [string, readonly Region[]])[]): FoundRegion {
	const said = words.filter((word) => !fillers.has(word) && !kinds.has(word)).join(' ');
	if (said.length < 5 || said.length > 40) return { found: 'none' };
	const slips = said.length < 8 ? 1 : 2;
	const near = large.filter(([name]) => Math.abs(name.length - said.length) <= slips && distance(name, said) <= slips);
	const regions = [...new Set(near.flatMap(([, named]) => named.filter(({ kind }) => kind !== 'district')))];
	return regions.length === 0 || regions.length > most ? { found: 'none' } : { found: 'several', regions };
}
