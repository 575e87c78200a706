import type { CaseDocument } from './documents.ts';

/** Since when somebody waits for a human: from the start until the first answer, then from each message that nobody answered. */
function waitsSince(document: CaseDocument): number {
	if (document.first_answer_at === null) return document.opened_at;
	return document.waiting_since ?? Number.POSITIVE_INFINITY;
}

/** Most urgent first: priority, then how long the person has waited, then the number so that the order is stable. */
export function byUrgency(a: CaseDocument, b: CaseDocument): number {
	const [left, right] = [waitsSince(a), waitsSince(b)];
	if (a.priority !== b.priority) return a.priority - b.priority;
	if (left !== right) return left < right ? -1 : 1;
	return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
}
