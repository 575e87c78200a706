import { settleClocks } from './clocks.ts';
import type { CaseDocument, Closing } from './documents.ts';
import { alreadyClosed, forbidden, heldByAnother, notClaimed } from './forbidden.ts';
import { mayEnd } from './machines/index.ts';
import { movedClaim } from './moves.ts';

/**
 * The closed case; the same document when this worker closed it like this before.
 *
 * @throws HakkuError `case.forbidden` when it is not theirs, or a claim has no outcome.
 */
export function closedCase(document: CaseDocument, user: string, closing: Closing, at: number): CaseDocument {
	const { result, note, outcomes = [] } = closing;
	if (document.status !== 'open') {
		if (document.assignee === user && document.closing?.result === result) return document;
		throw alreadyClosed(document);
	}
	if (document.assignee === null) throw notClaimed(document);
	if (document.assignee !== user) throw heldByAnother(document);
	let settled = document;
	for (const { right, to, reason } of outcomes) {
		if (settled.claims.find((claim) => claim.right === right)?.status === to) continue;
		const move = { right, to, ...(reason === undefined ? {} : { reason }) };
		settled = movedClaim(settled, move, `closing:${at}:${right}`, user, at);
	}
	const verdict = mayEnd(settled, 'closed');
	if (!verdict.allowed) throw forbidden(verdict.reason);
	const closed = {
		status: 'closed',
		stage: 'closed',
		closed_at: at,
		waiting_since: null,
		snoozed_until: null,
	} as const;
	return settleClocks({ ...settled, ...closed, closing: { result, note } }, () => true, at);
}
