import { dueAfter, isOpen } from './calendar/openings.ts';
import { calendarOf, teamOf } from './teams.ts';
import type { PriorityName, Promises, Service, Span } from './types.ts';

const names: readonly PriorityName[] = ['danger', 'urgent', 'normal'];

/** 1 danger · 2 urgent · 3 normal. */
export function priorityName(priority: 1 | 2 | 3): PriorityName {
	return names[priority - 1] ?? 'normal';
}

/** When something promised at `at` must have happened. Danger runs in real time; all else while the team's calendar is open. */
export function promisedBy(
	service: Service,
	team: string,
	priority: 1 | 2 | 3,
	what: keyof Promises,
	at: number,
): number {
	const name = priorityName(priority);
	const span = service.promises[name][what];
	if (name === 'danger') return at + realTime(span);
	return dueAfter(calendarOf(service, teamOf(service, team)), at, span);
}

function realTime(span: Span): number {
	return span.unit === 'time' ? span.length : span.count * 24 * 3_600_000;
}

/** Is somebody of the team at work now? */
export function isAtWork(service: Service, team: string, at: number): boolean {
	return isOpen(calendarOf(service, teamOf(service, team)), at);
}
