import { createHash } from 'node:crypto';
import type { CaseDocument } from './documents.ts';
import { caseNumber } from './number.ts';

/**
 * What stays of a case after its person asked to be deleted: that there was one, when, and what may be counted.
 *
 * Its old id holds the address (a telephone number can be guessed from its hash), so it gets a new one, made with the
 * person's random id: the same each time while the erasure is under way, and not to be traced once that id is gone.
 * Its times are cut to the day, because the exact moment would point to the conversation again.
 */
export function erasedCase(document: CaseDocument, at: number): CaseDocument {
	const id = `erased:${createHash('sha256').update(`${document.person} ${document._id}`).digest('hex').slice(0, 32)}`;
	return {
		...document,
		_id: id,
		rev: 1,
		number: caseNumber(id),
		conversation: '',
		person: '',
		status: 'closed',
		stage: 'closed',
		assignee: null,
		opened_at: day(document.opened_at),
		claimed_at: document.claimed_at === null ? null : day(document.claimed_at),
		first_answer_at: document.first_answer_at === null ? null : day(document.first_answer_at),
		notified_at: null,
		danger: [],
		claims: document.claims.map((claim) => ({
			...claim,
			history: claim.history.map((step) => ({ ...step, at: day(step.at), by: null, reason: null })),
			next_step: null,
			referral: null,
			appeals: claim.appeals.map((appeal) => ({ ...appeal, at: day(appeal.at) })),
		})),
		refusals: document.refusals.map((refusal, index) => ({
			...refusal,
			id: `${index}`,
			service: null,
			reason: null,
			asked: null,
			money: null,
			papers: null,
			at: day(refusal.at),
		})),
		clocks: [],
		next_due: null,
		late_since: null,
		snoozed_until: null,
		rung: 0,
		transfers: [],
		duplicate_of: null,
		facts: [],
		reason: '',
		words: [],
		closed_at: day(document.closed_at ?? at),
		closing: { result: document.closing?.result ?? 'erased', note: '' },
		waiting_since: null,
		unreachable: null,
	};
}

const DAY = 24 * 3_600_000;

function day(at: number): number {
	return at - (at % DAY);
}
