import { createHash } from 'node:crypto';
import type { Store } from '../store/index.ts';
import { untouched } from './clocks.ts';
import type { CaseDocument, SelfReport } from './documents.ts';
import { caseNumber } from './number.ts';
import { marked } from './sight/index.ts';

/**
 * What stays of a case after its person asked to be deleted: that there was one, when, and what may be counted.
 *
 * Its old id holds the address (a telephone number can be guessed from its hash), so it gets a new one, made with the
 * person's random id: the same each time while the erasure is under way, and not to be traced once that id is gone.
 * Its times are cut to the day, because the exact moment would point to the conversation again.
 */
export function erasedCase(document: CaseDocument, at: number): CaseDocument {
	const id = erasedId(document.person, document._id);
	return marked({
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
		...untouched,
		facts: [],
		reason: '',
		words: [],
		closed_at: day(document.closed_at ?? at),
		closing: { result: document.closing?.result ?? 'erased', note: '' },
		waiting_since: null,
		unreachable: null,
		called: null,
		joins: [],
	});
}

/** The same for a case and all that belongs to it. */
function erasedId(person: string, id: string): string {
	return `erased:${createHash('sha256').update(`${person} ${id}`).digest('hex').slice(0, 32)}`;
}

/** The most that is read at once. */
const PAGE = 1_000;

/** Only the numbers stay, under the new id of their case; whether somebody was helped may be counted on. Repeating it changes nothing. */
export async function eraseReports(store: Store, person: string, at: number): Promise<void> {
	for (;;) {
		const theirs = await store.find('self_reports', { person }, { limit: PAGE });
		for (const report of theirs) {
			const id = erasedId(person, report.case);
			const bare: SelfReport = { ...report, _id: `${id}:${report.moment}`, rev: 1, case: id, person: '', at: day(at) };
			await store.insert('self_reports', [bare]);
			await store.remove('self_reports', report._id);
		}
		if (theirs.length < PAGE) return;
	}
}

const DAY = 24 * 3_600_000;

function day(at: number): number {
	return at - (at % DAY);
}
