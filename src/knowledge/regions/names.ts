import type { Text } from '../types.ts';

/**
 * An area as the official list writes it: the Ministry of Home Affairs' code without dots (the first digits of a NIK), and its name.
 * 2 digits: province · 4: regency or city · 6: district.
 */
export interface Area {
	code: string;
	name: string;
}

export type RegionKind = 'province' | 'regency' | 'city' | 'district';

/** A province, regency, city or district. */
export interface Region {
	code: string;
	kind: RegionKind;
	/** As it stands in a sentence: "Kota Bogor", "Kecamatan Tanjung Priok, Kota Jakarta Utara". */
	name: Text;
	/** Its name alone, without "kabupaten" or "kota". */
	bare: string;
}

const kindWords = /^(KABUPATEN|KOTA)( ADMINISTRASI)? /;
const abbreviations: ReadonlySet<string> = new Set(['DKI']);

/** Names every area of the list; one whose regency is missing is left out. */
export function nameRegions(areas: readonly Area[]): Map<string, Region> {
	const regions = new Map<string, Region>();
	for (const { code, name } of areas.toSorted((a, b) => a.code.length - b.code.length)) {
		const written = name.trim().replace(/^DAERAH ISTIMEWA /i, 'DI ');
		if (code.length === 2) {
			regions.set(code, { code, kind: 'province', bare: properly(written), name: both(properly(written)) });
		} else if (code.length === 4) {
			const bare = properly(written.replace(kindWords, ''));
			const city = written.startsWith('KOTA ');
			const text = { id: `${city ? 'Kota' : 'Kabupaten'} ${bare}`, en: `${bare} ${city ? 'City' : 'Regency'}` };
			regions.set(code, { code, kind: city ? 'city' : 'regency', bare, name: text });
		} else {
			const parent = regions.get(code.slice(0, 4));
			if (parent === undefined) continue;
			const bare = properly(written);
			const text = { id: `Kecamatan ${bare}, ${parent.name.id}`, en: `${bare} district, ${parent.name.en}` };
			regions.set(code, { code, kind: 'district', bare, name: text });
		}
	}
	return regions;
}

function both(name: string): Text {
	return { id: name, en: name };
}

/** The list writes in capitals; people do not. */
function properly(name: string): string {
	return name
		.split(' ')
		.map((word) =>
			abbreviations.has(word) || word === 'DI'
				? word
				: word.toLowerCase().replace(/(^|[-.(/'])\p{L}/gu, (start) => start.toUpperCase()),
		)
		.join(' ');
}
