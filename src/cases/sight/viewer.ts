import type { Service } from '../../service/index.ts';
import type { CaseDocument, Scope, StaffDocument } from '../documents.ts';
import { areasOf, isSensitive } from './marks.ts';

/** Somebody at the desk, and what they may see. */
export interface Viewer {
	/** User id. */
	readonly user: string;
	/** Supervisors; and admins where there is no supervisor, or nobody could look after sensitive cases. */
	readonly supervises: boolean;
	readonly scope: Scope;
	readonly team: string;
	/** Codes of areas, none inside another; for the scope `area`. */
	readonly areas: readonly string[];
	/** Teams whose on-call rota has them. */
	readonly onCall: readonly string[];
}

/** whole: everything · outline: that it is there and how urgent, so that somebody takes it · none: not theirs. */
export type Sighting = 'whole' | 'outline' | 'none';

/**
 * Reads what an account may see. Nobody narrowed it: all that is not sensitive. Somebody whose areas are nowhere named sees their team's;
 * a supervisor always sees at least their team's.
 */
export function viewerOf(
	user: { readonly _id: string; readonly name: string },
	supervises: boolean,
	staff: StaffDocument | null,
	service: Service,
): Viewer {
	const team = staff?.team ?? service.fallback;
	const theirs = service.teams.find(({ id }) => id === team);
	const named = (staff?.areas.length ? staff.areas : theirs?.areas) ?? [];
	const codes = [...new Set(named.map((code) => code.replace(/\D/gu, '')).filter((code) => code !== ''))];
	const areas = codes.filter((code) => !codes.some((other) => other !== code && code.startsWith(other)));
	const wanted = staff?.scope ?? 'all';
	const narrowed = wanted === 'area' && areas.length === 0 ? 'team' : wanted;
	return {
		user: user._id,
		supervises,
		scope: narrowed === 'self' && supervises ? 'team' : narrowed,
		team,
		areas,
		onCall: service.teams.filter(({ on_call }) => on_call.includes(user.name)).map(({ id }) => id),
	};
}

/** Whether a case lies where this account works; what it is about is another question. */
function inScope({ scope, team, areas }: Viewer, document: CaseDocument): boolean {
	switch (scope) {
		case 'all':
			return true;
		case 'team':
			return document.team === team;
		case 'area': {
			const its = areasOf(document.area);
			return its.length === 0 ? document.team === team : its.some((code) => areas.includes(code));
		}
		case 'self':
			return false;
	}
}

/**
 * What this account may see of a case: the one place that decides it. A case of violence, abuse or self-harm is read by whoever has it
 * and by supervisors; while nobody has it, others see its outline, or nobody could come to help.
 */
export function sightOf(viewer: Viewer, document: CaseDocument): Sighting {
	if (document.assignee === viewer.user) return 'whole';
	if (document.status === 'open' && document.rung === 3 && viewer.onCall.includes(document.team)) return 'whole';
	if (!inScope(viewer, document)) return 'none';
	if (viewer.supervises || !isSensitive(document)) return 'whole';
	return document.status === 'open' && document.assignee === null ? 'outline' : 'none';
}

/**
 * The same as marks: each way is a list of marks that a case must have, and a case that has all of one may be shown in a list. No case
 * is on two ways, but for one's own.
 */
export function waysOf({ user, supervises, scope, team, areas }: Viewer): readonly (readonly string[])[] {
	const base = supervises ? [] : ['listed'];
	const own = [`of:${user}`];
	switch (scope) {
		case 'all':
			return supervises ? [[]] : [base, [...own, 'covered']];
		case 'team':
			return [[`team:${team}`, ...base], own];
		case 'area':
			return [...areas.map((code) => [`area:${code}`, ...base]), [`team:${team}`, 'area:none', ...base], own];
		case 'self':
			return [own];
	}
}
