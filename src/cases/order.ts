import type { CaseDocument } from './documents.ts';

/** Since when somebody waits for a human: from the start until the first answer, then from each message that nobody answered. */
function waitsSince(document: CaseDocument): number {
	if (document.first_answer_at === null) return document.opened_at;
	return document.waiting_since ?? Number.POSITIVE_INFINITY;
}

/** The least urgent that a queue's number can say; BullMQ's own end is beyond two million. */
const LEVEL = 600_000;

/**
 * The place of a case in the queue of escalations, 1 the most urgent: by priority, and inside one by how many minutes the person has
 * waited, so that a job that was put back late still comes before those of people who waited less.
 */
export function urgencyOf(document: Pick<CaseDocument, 'priority' | 'opened_at'>, at: number): number {
	const minutes = Math.max(0, Math.floor((at - document.opened_at) / 60_000));
	return document.priority * LEVEL - Math.min(LEVEL - 1, minutes);
}

/** Most urgent first: priority, then how long the person has waited, then the number so that the order is stable. */
export function byUrgency(a: CaseDocument, b: CaseDocument): number {
	const [left, right] = [waitsSince(a), waitsSince(b)];
	if (a.priority !== b.priority) return a.priority - b.priority;
	if (left !== right) return left < right ? -1 : 1;
	return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
}
