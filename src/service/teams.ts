import type { NeedId } from '../knowledge/index.ts';
import type { Calendar, Service, Team } from './types.ts';

/** What decides who serves a case. */
export interface Whereabouts {
	/** Code of an area; null: nobody knows. */
	readonly area: string | null;
	readonly needs: readonly NeedId[];
	readonly language: string;
}

/**
 * The team that serves this place, need and language: the one whose area fits closest, then whose needs are the most particular, then
 * the first of the file. What nobody serves goes to the fallback, so there is always one.
 */
export function teamFor(service: Service, where: Whereabouts): Team {
	let best: { team: Team; fit: number } | null = null;
	for (const team of service.teams) {
		const fit = fitOf(team, where);
		if (fit !== null && (best === null || fit > best.fit)) best = { team, fit };
	}
	return best?.team ?? fallbackTeam(service);
}

function fallbackTeam({ teams, fallback }: Service): Team {
	const team = teams.find(({ id }) => id === fallback) ?? teams[0];
	if (team === undefined) throw new Error('a service has no team');
	return team;
}

/** The team of this id; one that is no longer in the file is the fallback. */
export function teamOf(service: Service, id: string): Team {
	return service.teams.find((team) => team.id === id) ?? fallbackTeam(service);
}

export function calendarOf(service: Service, team: Team): Calendar {
	const calendar = service.calendars.get(team.calendar);
	if (calendar === undefined) throw new Error(`team ${team.id} has no calendar`);
	return calendar;
}

/** How closely a list of area codes fits a place: 0 everywhere, more digits are closer; null: not at all. */
export function areaFit(areas: readonly string[], area: string | null): number | null {
	if (areas.length === 0) return 0;
	if (area === null) return null;
	const fitting = areas.filter((code) => area.startsWith(code)).map((code) => code.length);
	return fitting.length === 0 ? null : Math.max(...fitting);
}

function fitOf(team: Team, { area, needs, language }: Whereabouts): number | null {
	const byArea = areaFit(team.areas, area);
	if (byArea === null) return null;
	if (team.needs.length > 0 && !needs.some((need) => team.needs.includes(need))) return null;
	if (team.languages.length > 0 && !team.languages.includes(language)) return null;
	return byArea * 4 + (team.needs.length > 0 ? 2 : 0) + (team.languages.length > 0 ? 1 : 0);
}
