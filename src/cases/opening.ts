import type { Handoff, KnownFact } from '../engine/index.ts';
import type { FactDeclaration } from '../knowledge/index.ts';
import type { CaseDocument, CaseFact, Claim } from './documents.ts';
import { caseNumber } from './number.ts';

/** How sensitive a fact is; undefined for one that the release does not declare, which is then treated as sensitive. */
export type Sensitivity = (fact: string) => FactDeclaration['sensitivity'] | undefined;

/** What `Cases.open` is given. */
export interface Opening {
	readonly id: string;
	readonly conversation: string;
	readonly person: string;
	readonly handoff: Handoff;
	readonly words: readonly string[];
	readonly at: number;
}

/** At most this many of the person's own messages, each at most this long (UTF-16 units): enough to understand, quick to read. */
const WORDS = 5;

/** The case as a worker first sees it. Pure, so that opening it twice gives the same document. */
export function openedCase(
	{ id, conversation, person, handoff, words, at }: Opening,
	sensitivity: Sensitivity,
): CaseDocument {
	return {
		_id: id,
		rev: 1,
		number: caseNumber(id),
		conversation,
		person,
		status: 'open',
		stage: Object.keys(handoff.rights).length > 0 ? 'rights_identified' : 'intake',
		priority: handoff.priority,
		danger: handoff.danger,
		needs: handoff.needs,
		claims: claims(handoff),
		refusals: handoff.refusal === null ? [] : [{ ...handoff.refusal, at }],
		facts: Object.entries(handoff.facts).map(([fact, known]) => shown(fact, known, sensitivity(fact))),
		reason: handoff.reason,
		words: words.slice(-WORDS),
		language: handoff.language,
		opened_at: at,
		assignee: null,
		claimed_at: null,
		first_answer_at: null,
		closed_at: null,
		closing: null,
		waiting_since: at,
		notified_at: null,
		unreachable: null,
	};
}

/** A right that does not concern the person is not a claim; one that looks unlikely is, because a human may see it otherwise. */
function claims({ rights }: Handoff): readonly Claim[] {
	return Object.entries(rights)
		.filter(([, outcome]) => outcome !== 'not_applicable')
		.map(([right, outcome]) => ({ right, outcome, status: 'identified' }));
}

function shown(fact: string, known: KnownFact, sensitivity: FactDeclaration['sensitivity'] | undefined): CaseFact {
	const sensitive = sensitivity === undefined || sensitivity === 'sensitive';
	if (known.status === 'declined') return { fact, value: null, declined: true, sensitive };
	const { value } = known;
	const text =
		typeof value === 'boolean' ? (value ? 'ya' : 'tidak') : Array.isArray(value) ? value.join(', ') : `${value}`;
	return { fact, value: text, declined: false, sensitive };
}
