import type { Priority } from '../../cases/documents.ts';
import { caseLists, type ListFilter, type ListPlace, waitings } from '../../cases/index.ts';
import type { Knowledge, Region } from '../../knowledge/index.ts';

/** What an address asks of the queue, and what could not be read of it. */
export interface AskedFilter {
	readonly filter: ListFilter;
	/** The place as it was typed, when it names none or several. */
	readonly unclear: { readonly text: string; readonly regions: readonly Region[] } | null;
}

/** Longest name of a place that is looked up, in UTF-16 units. */
const longestPlace = 80;

/** Reads the queue's filters from an address. Whatever is not known filters nothing. */
export function readFilter(
	query: (name: string) => string | undefined,
	knowledge: Knowledge,
	languages: readonly string[],
): AskedFilter {
	const place = (query('area') ?? '').trim().slice(0, longestPlace);
	const coded = knowledge.regions.byCode.get(place);
	const found = place === '' || coded !== undefined ? null : knowledge.regions.find(place);
	const urgency = Number(query('urgency'));
	const language = query('language') ?? '';
	const one = coded ?? (found?.found === 'one' ? found.region : undefined);
	return {
		filter: {
			list: caseLists.find((list) => list === query('view')) ?? 'waiting',
			priority: urgency === 1 || urgency === 2 || urgency === 3 ? urgency : null,
			need: [...knowledge.needs.keys()].find((id) => id === query('need')) ?? null,
			area: one?.code ?? null,
			language: languages.includes(language) ? language : null,
			waits: waitings.find((who) => who === query('waits')) ?? null,
		},
		unclear:
			found === null || found.found === 'one'
				? null
				: { text: place, regions: found.found === 'several' ? found.regions : [] },
	};
}

/** The queue's address with these filters, beginning at a place. */
export function queueAddress(filter: ListFilter, from: ListPlace | null = null): string {
	const fields = [
		['view', filter.list],
		['urgency', filter.priority],
		['need', filter.need],
		['area', filter.area],
		['language', filter.language],
		['waits', filter.waits],
		['from', from === null ? null : placeText(from)],
	] as const;
	const asked = fields.flatMap(([name, value]) => (value === null ? [] : [[name, String(value)] as [string, string]]));
	return `/desk?${new URLSearchParams(asked)}`;
}

/** `2.1764060000000.K7QM-4XPD`, as it stands in the page's address. */
const placeText = ({ priority, at, number }: ListPlace): string => `${priority}.${at}.${number}`;

export function readPlace(text: string | undefined): ListPlace | null {
	const match = /^([0123])\.(\d{1,16})\.([A-Z0-9-]{1,20})$/.exec(text ?? '');
	return match ? { priority: Number(match[1]) as Priority | 0, at: Number(match[2]), number: match[3] ?? '' } : null;
}

/** Whether anything is narrowed. */
export const isNarrowed = ({ list: _, ...filters }: ListFilter) => Object.values(filters).some((one) => one !== null);

/** The same list without filters. */
export const widest = ({ list }: ListFilter): ListFilter => ({
	...{ list, priority: null, need: null, area: null, language: null, waits: null },
});
