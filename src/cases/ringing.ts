import { calendarOf, dueAfter, isAtWork, priorityName, type Service, teamOf } from '../service/index.ts';
import { levelOf, timed } from './clocks.ts';
import type { CaseClock, CaseDocument } from './documents.ts';

/** A clock that rang, and who is to hear it. */
export interface Ring {
	readonly clock: CaseClock;
	/** 0 nobody (Hakku asks the person) · 1 whoever holds it, or the team · 2 supervisors · 3 whoever is on call. */
	readonly level: CaseDocument['rung'];
}

const RETRY = 24 * 3_600_000;

/** The case after its clocks that are due have rung: each calls the next in line, and says when it will call the one after. */
export function rung(
	document: CaseDocument,
	service: Service,
	at: number,
): { readonly document: CaseDocument; readonly rings: readonly Ring[] } {
	if (document.status !== 'open') return { document, rings: [] };
	const rings: Ring[] = [];
	const asleep = sleepsThroughDanger(document, service, at);
	const clocks = document.clocks.map((clock) => {
		if (clock.met_at !== null || clock.rings_at > at) return clock;
		const after: CaseClock = {
			...clock,
			rung: asleep ? Math.max(3, clock.rung + 1) : clock.rung + 1,
			missed_at: clock.missed_at ?? clock.due,
			rings_at: nextRing(document, clock, service, at),
		};
		rings.push({ clock: after, level: levelOf(after) });
		return after;
	});
	const awake =
		document.snoozed_until !== null && document.snoozed_until <= at ? { ...document, snoozed_until: null } : document;
	return rings.length === 0 && awake === document ? { document, rings } : { document: timed(awake, clocks), rings };
}

/**
 * The team hears of a case that nobody has. In danger, while the team is not at work, whoever is on call hears of it at once, also when
 * somebody who sleeps has the case: nobody else would.
 */
export function announced(document: CaseDocument, service: Service, at: number): CaseDocument {
	const heard = sleepsThroughDanger(document, service, at) ? 3 : 1;
	const waits = awaited(document, heard);
	const clocks = document.clocks.map((clock) =>
		clock === waits && clock.rung < heard ? { ...clock, rung: heard } : clock,
	);
	return { ...timed(document, clocks), notified_at: at };
}

/** The clock that the announcement of a case is about; null when nobody has to be told. */
export function awaited({ clocks }: CaseDocument, level: number): CaseClock | null {
	const running = (kind: CaseClock['kind']) => clocks.find((clock) => clock.kind === kind && clock.met_at === null);
	return running('acknowledge') ?? (level === 3 ? running('first_answer') : undefined) ?? null;
}

/**
 * Those whom this clock called were not reached, so it calls the next in line before its time; not when it has moved on, or there is no
 * next. When the promise is due stays as it is.
 */
export function passedOver(
	document: CaseDocument,
	{ id, started_at, rung: times }: Pick<CaseClock, 'id' | 'started_at' | 'rung'>,
	service: Service,
): { readonly document: CaseDocument; readonly ring: Ring } | 'last' | 'moved' {
	const clock = document.clocks.find((one) => one.id === id && one.started_at === started_at);
	if (document.status !== 'open' || clock === undefined || clock.met_at !== null || clock.rung !== times)
		return 'moved';
	const next = { ...clock, rung: Math.max(2, times + 1) };
	const last = 2 + Math.max(1, teamOf(service, document.team).on_call.length);
	if (next.rung > last) return 'last';
	const clocks = document.clocks.map((one) => (one === clock ? next : one));
	return { document: timed(document, clocks), ring: { clock: next, level: levelOf(next) } };
}

function sleepsThroughDanger(document: CaseDocument, service: Service, at: number): boolean {
	return document.priority === 1 && !isAtWork(service, document.team, at);
}

/** Asking how it went is not for the line of those in charge: it is tried again the next day. */
function nextRing(document: CaseDocument, { kind }: CaseClock, service: Service, at: number): number {
	if (kind === 'follow_up') return at + RETRY;
	const name = priorityName(document.priority);
	const span = service.promises[name].next_in_line;
	if (name === 'danger') return at + (span.unit === 'time' ? span.length : RETRY);
	return dueAfter(calendarOf(service, teamOf(service, document.team)), at, span);
}
