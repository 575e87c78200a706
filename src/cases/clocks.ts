import type { CaseClock, CaseDocument } from './documents.ts';

type Ticking = Pick<CaseClock, 'id' | 'kind' | 'claim' | 'who' | 'due'>;

/** Starts a clock; one of the same id starts anew. */
export function startClock(document: CaseDocument, clock: Ticking, at: number): CaseDocument {
	const fresh: CaseClock = { ...clock, started_at: at, rings_at: clock.due, rung: 0, missed_at: null, met_at: null };
	return timed(document, [...document.clocks.filter(({ id }) => id !== clock.id), fresh]);
}

/** What these clocks waited for has happened. The same document when none of them runs. */
export function settleClocks(document: CaseDocument, which: (clock: CaseClock) => boolean, at: number): CaseDocument {
	if (!document.clocks.some((clock) => clock.met_at === null && which(clock))) return document;
	return timed(
		document,
		document.clocks.map((clock) => (clock.met_at === null && which(clock) ? { ...clock, met_at: at } : clock)),
	);
}

/** Whom a clock that rang so many times has called: 1 the holder or team · 2 supervisors · 3 on call. A law's deadline stays with the holder. */
export function levelOf({ rung, kind }: Pick<CaseClock, 'rung' | 'kind'>): CaseDocument['rung'] {
	if (kind === 'follow_up' || rung <= 0) return 0;
	if (kind === 'legal' || rung === 1) return 1;
	return rung === 2 ? 2 : 3;
}

/** What no promise, hand-over or wait has touched yet: how a case begins, and what is left of an erased one. */
export const untouched = {
	clocks: [],
	next_due: null,
	late_since: null,
	snoozed_until: null,
	rung: 0,
	news: [],
	unheard: null,
	transfers: [],
	duplicate_of: null,
} as const satisfies Partial<CaseDocument>;

/** The case with these clocks, with the moment at which the first of them rings, and whom they have called. */
export function timed(document: CaseDocument, clocks: readonly CaseClock[]): CaseDocument {
	const running = clocks.filter((clock) => clock.met_at === null);
	const levels = running.map((clock) => levelOf(clock));
	return {
		...document,
		clocks,
		late_since: lateSince(running),
		next_due: running.length === 0 ? null : Math.min(...running.map((clock) => clock.rings_at)),
		rung: ([3, 2, 1] as const).find((level) => levels.includes(level)) ?? 0,
	};
}

/** When the first of our own promises that are still broken was broken. */
function lateSince(running: readonly CaseClock[]): number | null {
	const missed = running.flatMap(({ who, kind, missed_at }) =>
		who === 'us' && kind !== 'follow_up' && missed_at !== null ? [missed_at] : [],
	);
	return missed.length === 0 ? null : Math.min(...missed);
}
