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

/** The case with these clocks, and with the moment at which the first of them rings. */
export function timed(document: CaseDocument, clocks: readonly CaseClock[]): CaseDocument {
	const running = clocks.filter((clock) => clock.met_at === null).map((clock) => clock.rings_at);
	return { ...document, clocks, next_due: running.length === 0 ? null : Math.min(...running) };
}
