import type { FactDeclaration, Region, Text } from '../knowledge/index.ts';
import type { Meaning } from './answer.ts';
import type { Choice } from './flow.ts';
import { plain } from './template.ts';
import type { Turn } from './turn.ts';

/** A place that people type in their own words, rather than pick from a short list. */
export function isTypedRegion(fact: FactDeclaration): boolean {
	return fact.type === 'region' && fact.choices.length === 0;
}

/** What a typed place means: one, several to choose from, or none that is known. `shown` are the places just offered. */
export function regionMeant(turn: Turn, text: string, shown: readonly Choice[]): Meaning {
	const { regions } = turn.release.knowledge;
	const offered = shown.flatMap(({ id }) => regions.byCode.get(id) ?? []);
	const meant = regions.find(text, offered);
	if (meant.found === 'one') return { means: 'value', value: meant.region.code };
	if (meant.found === 'several')
		return { means: 'places', choices: meant.regions.map((region) => placeChoice(turn, region)) };
	return { means: 'nothing', hint: meant.found === 'many' ? 'region_many' : 'not_a_region' };
}

/** The places that the open question offers, by their codes. */
export function placeChoices(turn: Turn, codes: readonly string[]): readonly Choice[] {
	const { byCode } = turn.release.knowledge.regions;
	return codes.flatMap((code) => {
		const region = byCode.get(code);
		return region === undefined ? [] : [placeChoice(turn, region)];
	});
}

function placeChoice(turn: Turn, region: Region): Choice {
	const label = labelOf(region);
	const { language } = turn.release;
	const keys = [label.id, label.en].map((words) => language.key(words)).filter((key) => key !== '');
	return { id: region.code, label: plain(label), keys: new Set(keys), goto: undefined, when: null };
}

/** Provinces are called like cities in them: only there is the kind said. */
function labelOf({ kind, name }: Region): Text {
	return kind === 'province' ? { id: `Provinsi ${name.id}`, en: `${name.en} province` } : name;
}
