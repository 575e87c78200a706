import type { Handoff, KnownFact, ReportedRefusal } from '../engine/index.ts';
import { isHousehold } from '../expressions/index.ts';
import { type FactDeclaration, peopleInWords } from '../knowledge/index.ts';
import type { Service } from '../service/index.ts';
import { untouched } from './clocks.ts';
import type { CaseDocument, CaseFact, Claim, Refusal } from './documents.ts';
import { newClaim } from './moves.ts';
import { caseNumber } from './number.ts';
import { promised } from './promising.ts';
import { marked } from './sight/index.ts';

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
	service: Service,
): CaseDocument {
	const bare: CaseDocument = {
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
		area: areaOf(handoff),
		team: service.fallback,
		claims: claims(handoff, at),
		refusals: handoff.refusal === null ? [] : [heardRefusal(handoff.refusal, 'opened', at)],
		...untouched,
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
	return marked(promised(bare, service, at));
}

/** A right that does not concern the person is not a claim; one that looks unlikely is, because a human may see it otherwise. */
function claims({ rights }: Handoff, at: number): readonly Claim[] {
	return Object.entries(rights)
		.filter(([, outcome]) => outcome !== 'not_applicable')
		.map(([right, outcome]) => newClaim(right, outcome, { id: `opened:${right}`, by: null, at }));
}

/** A refusal as the person told it to the bot, still to be completed by a worker. */
export function heardRefusal(refusal: ReportedRefusal, id: string, at: number): Refusal {
	return { ...refusal, id, claim: refusal.claim ?? null, on: null, money: null, papers: null, failures: [], at };
}

/** The refusals with one that was told. It completes one of the same right of which nothing was told yet but that it happened. */
export function withRefusal(known: readonly Refusal[], told: Refusal): readonly Refusal[] {
	const bare = known.find(
		({ claim, reason, asked }) => claim !== null && claim === told.claim && reason === null && asked === null,
	);
	if (bare === undefined) return [...known, told];
	const institution = told.institution ?? bare.institution;
	return known.map((one) => (one === bare ? { ...told, institution, service: told.service ?? bare.service } : one));
}

/** The code of the place that the person named. */
function areaOf({ facts }: Handoff): string | null {
	const known = facts['orang.wilayah'];
	return known?.status === 'known' && typeof known.value === 'string' ? known.value : null;
}

function shown(fact: string, known: KnownFact, sensitivity: FactDeclaration['sensitivity'] | undefined): CaseFact {
	const sensitive = sensitivity === undefined || sensitivity === 'sensitive';
	const said = { sensitive, at: known.at, ...(known.how !== undefined && { how: known.how }) };
	if (known.status === 'declined') return { fact, value: null, declined: true, ...said };
	const { value } = known;
	if (isHousehold(value)) return { fact, value: peopleInWords(value, 'id'), declined: false, ...said };
	const text =
		typeof value === 'boolean' ? (value ? 'ya' : 'tidak') : Array.isArray(value) ? value.join(', ') : `${value}`;
	return { fact, value: text, declined: false, ...said };
}
