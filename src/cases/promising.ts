import { promisedBy, type Service, teamFor } from '../service/index.ts';
import { settleClocks, startClock } from './clocks.ts';
import type { CaseDocument, ClockKind } from './documents.ts';

/** What a case as a whole is promised. An open case always has `next_contact` running, so that nobody is forgotten. */
type Promised = Extract<ClockKind, 'acknowledge' | 'first_answer' | 'next_contact'>;

function start(document: CaseDocument, what: Promised, service: Service, at: number): CaseDocument {
	const due = promisedBy(service, document.team, document.priority, what, at);
	return startClock(document, { id: what, kind: what, claim: null, who: 'us', due }, at);
}

const isRunning = ({ clocks }: CaseDocument, what: Promised) =>
	clocks.some((clock) => clock.id === what && clock.met_at === null);

/** A case that was opened at this moment, with its owner and its clocks. */
export function promised(document: CaseDocument, service: Service, at: number): CaseDocument {
	const { id: team } = teamFor(service, document);
	const waits = start(start({ ...document, team }, 'acknowledge', service, at), 'first_answer', service, at);
	return start(waits, 'next_contact', service, at);
}

/** A human has it. */
export function acknowledged(document: CaseDocument, at: number): CaseDocument {
	return settleClocks(document, (clock) => clock.kind === 'acknowledge', at);
}

/** The person wrote, and waits from now on. */
export function waiting(document: CaseDocument, service: Service, at: number): CaseDocument {
	const awake = document.snoozed_until === null ? document : { ...document, snoozed_until: null };
	return isRunning(awake, 'first_answer') ? awake : start(awake, 'first_answer', service, at);
}

/** A worker wrote to the person. */
export function answeredNow(document: CaseDocument, service: Service, at: number): CaseDocument {
	const settled = settleClocks(acknowledged(document, at), (clock) => clock.kind === 'first_answer', at);
	return start({ ...settled, snoozed_until: null }, 'next_contact', service, at);
}

/** Whether an answer of that moment, or a later one, already started the time until the next. */
export function heardSince({ clocks }: CaseDocument, at: number): boolean {
	return clocks.some(({ kind, started_at }) => kind === 'next_contact' && started_at >= at);
}

/** Nobody has it any more, so somebody must take it again; whoever waits goes on waiting since they wrote. */
export function backInQueue(document: CaseDocument, service: Service, at: number): CaseDocument {
	return start({ ...document, snoozed_until: null, notified_at: null }, 'acknowledge', service, at);
}

/** Somebody was given it and must say that they have it. */
export function given(document: CaseDocument, service: Service, at: number): CaseDocument {
	return start({ ...document, snoozed_until: null }, 'acknowledge', service, at);
}

/** Danger showed: from now on minutes count. A clock that falls due even sooner stays. */
export function endangered(document: CaseDocument, service: Service, at: number): CaseDocument {
	const urgent: CaseDocument = { ...document, priority: 1, snoozed_until: null, notified_at: null };
	const what: readonly Promised[] = document.assignee === null ? ['acknowledge', 'first_answer'] : ['first_answer'];
	return [...what, 'next_contact' as const].reduce((known, one) => {
		const fresh = start(known, one, service, at);
		const before = document.clocks.find((clock) => clock.id === one && clock.met_at === null);
		const after = fresh.clocks.find((clock) => clock.id === one);
		return before !== undefined && after !== undefined && before.due <= after.due ? known : fresh;
	}, urgent);
}

/** The person is to hear from us by then; not shown among what waits before. */
export function snoozed(document: CaseDocument, until: number, at: number): CaseDocument {
	const clock = { id: 'next_contact', kind: 'next_contact', claim: null, who: 'us', due: until } as const;
	return startClock({ ...document, snoozed_until: until }, clock, at);
}
