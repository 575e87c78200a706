import { untestedPhones } from './review.ts';
import { isShown } from './sources.ts';
import type { Confidence, Knowledge, NeedId } from './types.ts';

/** What stands in knowledge/ on a day, counted. */
export interface Inventory {
	rights: { shown: number; withheld: number; national: number; local: number; ended: number };
	/** Rights that may be shown, for each need. */
	by_need: Readonly<Record<NeedId, number>>;
	/** Sources by how far they were checked; a source that several records name counts in each. */
	sources: Readonly<Record<Confidence, number>>;
	freshness: {
		/** Shown rights by the days since somebody last read the whole record. */
		rights: { up_to_90: number; up_to_365: number; older: number };
		/** Dated figures: told, hidden because they are past their recheck date, hidden because their source is in doubt. */
		amounts: { fresh: number; stale: number; withheld: number };
		/** Shown services with a telephone: rung within 90 days, or not. */
		phones: { tested: number; untested: number };
	};
	organizations: number;
	services: { shown: number; withheld: number };
	facts: number;
}

/** Counts rights, sources and freshness as of an ISO date. */
export function inventory(knowledge: Knowledge, asOf: string): Inventory {
	const rights = [...knowledge.rights.values()];
	const services = [...knowledge.services.values()];
	const shown = rights.filter((right) => !right.withheld);
	const age = (date: string) => (Date.parse(asOf) - Date.parse(date)) / 86_400_000;
	const needs = [...knowledge.needs.keys()].map(
		(need) => [need, shown.filter((right) => right.needs.includes(need)).length] as const,
	);
	const amounts = rights.flatMap((right) =>
		right.amounts.map((amount) => {
			const cited = right.sources.filter((source) => amount.sources.includes(source.id));
			if (!cited.every((source) => isShown(source.confidence))) return 'withheld';
			return age(amount.checked_on) <= amount.recheck_days ? 'fresh' : 'stale';
		}),
	);
	const ringing = services.filter((service) => !service.withheld && service.phones.length > 0);
	const untested = ringing.filter((service) => untestedPhones(service, asOf).length > 0).length;
	const ages = shown.map((right) => age(right.checked_on));
	return {
		rights: {
			shown: shown.length,
			withheld: rights.length - shown.length,
			national: rights.filter((right) => right.level === 'nasional').length,
			local: rights.filter((right) => right.level !== 'nasional').length,
			ended: rights.filter((right) => right.status === 'ended').length,
		},
		by_need: Object.fromEntries(needs) as Record<NeedId, number>,
		sources: countSources(knowledge),
		freshness: {
			rights: {
				up_to_90: ages.filter((days) => days <= 90).length,
				up_to_365: ages.filter((days) => days > 90 && days <= 365).length,
				older: ages.filter((days) => days > 365).length,
			},
			amounts: {
				fresh: amounts.filter((kind) => kind === 'fresh').length,
				stale: amounts.filter((kind) => kind === 'stale').length,
				withheld: amounts.filter((kind) => kind === 'withheld').length,
			},
			phones: { tested: ringing.length - untested, untested },
		},
		organizations: knowledge.organizations.size,
		services: {
			shown: services.filter((service) => !service.withheld).length,
			withheld: services.filter((service) => service.withheld).length,
		},
		facts: knowledge.facts.size,
	};
}

function countSources({ rights, services }: Knowledge): Record<Confidence, number> {
	const counts: Record<Confidence, number> = {
		'seen-official': 0,
		'seen-press': 0,
		'seen-weak': 0,
		conflict: 0,
		unverified: 0,
	};
	for (const record of [...rights.values(), ...services.values()]) {
		for (const source of record.sources) counts[source.confidence]++;
	}
	return counts;
}
