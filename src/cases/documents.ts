import type { EngineEffect, FactOrigin } from '../engine/index.ts';
import type { DangerKind, LetterKind, MaladministrationKind, NeedId } from '../knowledge/index.ts';
import type { OutcomeKind } from '../rights/index.ts';
import type { Stored } from '../store/stored.ts';
import type { LifePart, ReportMoment } from './reports.ts';

/** `transferred`: another agency has it now. `duplicate`: it goes on in `duplicate_of`. Only `open` can still change. */
export const caseStatuses = ['open', 'closed', 'transferred', 'duplicate'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

/** How far the work with the person has come. */
export const caseStages = [
	'intake',
	'assessment',
	'rights_identified',
	'planning',
	'implementation',
	'follow_up',
	'closed',
	'aftercare',
] as const;
export type CaseStage = (typeof caseStages)[number];

/** Where one right stands. *Accepted* (they said yes) is not *obtained* (the person has it). */
export const claimStatuses = [
	'identified',
	'preparing',
	'referred',
	'accepted',
	'refused',
	'no_response',
	'objection',
	'external_appeal',
	'obtained',
	'partially_obtained',
	'denied_final',
	'withdrawn',
	'receipt_confirmed',
] as const;
export type ClaimStatus = (typeof claimStatuses)[number];

/** 1 danger · 2 urgent · 3 normal. */
export type Priority = 1 | 2 | 3;

/** The person was sent to an institution, or has been there. */
export interface Referral {
	/** As the person or the worker names it. */
	readonly institution: string;
	/** Id of a service in the directory, when it is in there. */
	readonly service: string | null;
	/** Epoch milliseconds. */
	readonly at: number;
}

/** A step against a refusal: an internal complaint, an objection, a report to the Ombudsman. */
export interface Appeal {
	readonly kind: 'objection' | 'external_appeal';
	/** Who must answer, in words. */
	readonly to: string;
	/** Id of a service in the directory, when it is in there. */
	readonly service: string | null;
	/** Epoch milliseconds of sending it. */
	readonly at: number;
}

/** One move of a claim, oldest first; the first is its making. */
export interface ClaimStep {
	/** Unique in its case; a move that comes twice is made once. */
	readonly id: string;
	readonly to: ClaimStatus;
	/** Epoch milliseconds. */
	readonly at: number;
	/** User id; null for Hakku and the person. */
	readonly by: string | null;
	/** Why, in words for a worker. */
	readonly reason: string | null;
}

/** One right of a case, and where it stands. `right` is unique in its case. */
export interface Claim {
	readonly right: string;
	readonly outcome: OutcomeKind;
	readonly status: ClaimStatus;
	/** Never empty; its last step is `status`. */
	readonly history: readonly ClaimStep[];
	/** What somebody is to do next, in words; null when nothing was noted. */
	readonly next_step: string | null;
	/** Null: nobody asked yet. */
	readonly documents_ready: boolean | null;
	/** The latest. */
	readonly referral: Referral | null;
	/** Newest last. */
	readonly appeals: readonly Appeal[];
}

/** An institution turned the person away, did not answer, or asked for money or papers. */
export interface Refusal {
	/** Unique in its case. */
	readonly id: string;
	/** The right it is about; null when nobody knows. */
	readonly claim: string | null;
	readonly institution: string | null;
	readonly service: string | null;
	/** ISO date on which it happened; null when nobody said. */
	readonly on: string | null;
	/** The reason that was given. */
	readonly reason: string | null;
	/** What was asked for, as the person said it, when nobody told money from papers yet. */
	readonly asked: string | null;
	readonly money: string | null;
	readonly papers: string | null;
	/** How the institution failed, in the Ombudsman's terms; empty while nobody judged. */
	readonly failures: readonly MaladministrationKind[];
	/** Epoch milliseconds of hearing of it. */
	readonly at: number;
}

/**
 * acknowledge: a human takes the case · first_answer: and writes to the person · next_contact: the person hears from us again ·
 * legal: an institution must answer, or the person must act · follow_up: ask how it went.
 */
export type ClockKind = 'acknowledge' | 'first_answer' | 'next_contact' | 'legal' | 'follow_up';

/** Something that must happen in time. A clock runs until `met_at`; a missed one runs on, and rings up the line. */
export interface CaseClock {
	/** Unique in its case: `acknowledge`, `legal:<right>`, … */
	readonly id: string;
	readonly kind: ClockKind;
	/** The right it belongs to; null for clocks of the whole case. */
	readonly claim: string | null;
	/** Who must act before it rings. */
	readonly who: 'us' | 'person' | 'institution';
	/** Epoch milliseconds. */
	readonly started_at: number;
	/** Epoch milliseconds at which the promise is broken. */
	readonly due: number;
	/** Epoch milliseconds at which it rings next: `due`, and after that for the next in line. */
	readonly rings_at: number;
	/** How many times it rang: 1 the worker (or the team) was told, 2 the supervisor, 3 and more whoever is on call. */
	readonly rung: number;
	/** When it was first found missed. */
	readonly missed_at: number | null;
	/** When what it waits for happened, or stopped mattering; then it is over. */
	readonly met_at: number | null;
}

/**
 * Something about a case that somebody should hear of though they may not be looking at the desk. new: nobody has it · unreached: those
 * who were called could not be reached · late: a promise was broken · contact: the person is to hear from us · deadline: of an
 * institution or of the person · given: it is in their hands now · answered: the person wrote · danger: it showed.
 */
export interface News {
	/** Unique in its case. */
	readonly id: string;
	readonly kind: 'new' | 'unreached' | 'late' | 'contact' | 'deadline' | 'given' | 'answered' | 'danger';
	/** For whom: 1 the holder, or the team · 2 supervisors · 3 whoever is on call. */
	readonly level: 1 | 2 | 3;
	/** The clock that it hangs on, as it was then; null: none runs. */
	readonly clock: Pick<CaseClock, 'id' | 'started_at' | 'rung' | 'due'> | null;
}

/** Somebody in need of a case agreed that another human sees it. */
export interface Transfer {
	readonly to:
		| { readonly kind: 'worker'; readonly user: string }
		| { readonly kind: 'team'; readonly team: string }
		/** An agency outside Hakku; the case ends here as `transferred`. */
		| { readonly kind: 'agency'; readonly name: string; readonly service: string | null };
	readonly reason: string;
	readonly by: string;
	readonly at: number;
}

/** Another case was joined into this one; what is needed to take them apart again. */
export interface Join {
	/** Number of the other case. */
	readonly from: string;
	/** How this case was before. */
	readonly before: Pick<CaseDocument, 'priority' | 'danger' | 'needs' | 'waiting_since'>;
	/** Rights that came with it. */
	readonly rights: readonly string[];
	/** Null while they are one. Afterwards: what went back, as it stood then. */
	readonly undone: { readonly claims: readonly Claim[]; readonly refusals: readonly Refusal[] } | null;
}

/** How a case ends, as its worker says it. */
export interface Closing {
	readonly result: string;
	/** For the office only. */
	readonly note: string;
	/** Gives claims that have no outcome yet one, all at once with closing; a reason is needed where the claim machine needs one. */
	readonly outcomes?: readonly { readonly right: string; readonly to: ClaimStatus; readonly reason?: string }[];
}

/** A fact as the worker sees it: what was asked, what was answered. */
export interface CaseFact {
	readonly fact: string;
	readonly value: string | null;
	readonly declined: boolean;
	readonly sensitive: boolean;
	/** When it was said (epoch milliseconds), and how. */
	readonly at?: number;
	readonly how?: FactOrigin;
}

/** What a human must look after. `_id` is `<conversation>@<epoch>`: opening it twice is opening it once. */
export interface CaseDocument extends Stored {
	/** What people say on the phone: `K7QM-4XPD`. */
	readonly number: string;
	readonly conversation: string;
	readonly person: string;
	readonly status: CaseStatus;
	readonly stage: CaseStage;
	readonly priority: Priority;
	readonly danger: readonly DangerKind[];
	readonly needs: readonly NeedId[];
	/** Region code of the place the person named (2, 4, 6 or 10 digits, dots left out or not, as the fact has it); null: unknown. */
	readonly area: string | null;
	/** Id of the team that owns it; every case has one, if only the fallback. */
	readonly team: string;
	readonly claims: readonly Claim[];
	readonly refusals: readonly Refusal[];
	/** An open case always has one that runs. */
	readonly clocks: readonly CaseClock[];
	/** When the first running clock rings; null when none runs. */
	readonly next_due: number | null;
	/** Since when a promise of ours to this person is broken (epoch milliseconds); null while none is. */
	readonly late_since: number | null;
	/** Put off until then (epoch milliseconds), when the person hears from us; danger and a message of the person end it. */
	readonly snoozed_until: number | null;
	/** Who was told last: 0 nobody, 1 worker or team, 2 supervisor, 3 on call. */
	readonly rung: 0 | 1 | 2 | 3;
	/** Every handing on, newest last. */
	readonly transfers: readonly Transfer[];
	/** Id of the case in which this one goes on. */
	readonly duplicate_of: string | null;
	/** Cases that were joined into this one, oldest first. */
	readonly joins?: readonly Join[];
	readonly facts: readonly CaseFact[];
	/** Why the bot handed over, in one sentence. */
	readonly reason: string;
	/** The person's own words that led here, newest last; at most five. */
	readonly words: readonly string[];
	readonly language: string;
	readonly opened_at: number;
	/** User id; null while nobody has taken it. */
	readonly assignee: string | null;
	readonly claimed_at: number | null;
	readonly first_answer_at: number | null;
	readonly closed_at: number | null;
	readonly closing: Pick<Closing, 'result' | 'note'> | null;
	/** Epoch milliseconds of the person's first message that no worker has answered; null when none waits. Writing again does not set the clock back. */
	readonly waiting_since: number | null;
	/** When the desk was told of it; null while the escalation has not run. */
	readonly notified_at: number | null;
	/** Why the person cannot be reached (they blocked us, or are gone); null once they write again. */
	readonly unreachable: string | null;
	/** What the person wants to be called, as whoever has the case wrote it: "Ibu Siti". */
	readonly called?: string | null;
	/** What nobody was alerted of yet, oldest first. */
	readonly news?: readonly News[];
	/** How much of it there is; null for none. */
	readonly unheard?: number | null;
	/** By what it is found and listed (sight/marks.ts); follows from the rest. */
	readonly marks?: readonly string[] | null;
	/** By which version of those rules; null: an older Hakku wrote it. */
	readonly marked?: number | null;
}

/** Append-only: everything that happened to a case, views included. `_id` makes a repeat harmless. */
export interface CaseEvent extends Stored {
	readonly case: string;
	readonly at: number;
	readonly kind:
		| 'opened'
		| 'raised'
		| 'viewed'
		| 'file_opened'
		| 'claimed'
		| 'released'
		| 'answered'
		| 'noted'
		| 'refusal'
		| 'unreachable'
		| 'claim'
		| 'stage'
		| 'assigned'
		| 'transferred'
		| 'merged'
		| 'snoozed'
		| 'rang'
		| 'contact'
		| 'letter'
		| 'accompanied'
		| 'followed'
		| 'resumed'
		| 'self_report'
		| 'named'
		| 'unmerged'
		| 'closed'
		| 'erased';
	/** User id, or null for Hakku and the citizen. */
	readonly by: string | null;
	readonly detail: string | null;
}

/** A staff note. No code that sends to a citizen reads this collection. */
export interface CaseNote extends Stored {
	readonly case: string;
	readonly at: number;
	readonly by: string;
	readonly text: string;
}

/** A letter that answers a refusal. It leaves only approved, and an edit takes the approval back. */
export interface CaseLetter extends Stored {
	readonly case: string;
	readonly kind: LetterKind;
	/** The refusal that it answers. */
	readonly refusal: string;
	readonly to: string;
	readonly subject: string;
	readonly body: string;
	/** "Bogor, 25 November 2026". */
	readonly dated: string;
	readonly status: 'draft' | 'approved' | 'sent';
	/** Epoch milliseconds. */
	readonly made_at: number;
	readonly made_by: string;
	readonly approved_by: string | null;
	readonly approved_at: number | null;
	/** When it was given to the person. */
	readonly sent_at: number | null;
}

/** That somebody searched. The words are not kept: they may be a citizen's name. What was opened then is an event of its case. */
export interface CaseSearch extends Stored {
	readonly user: string;
	/** Epoch milliseconds. */
	readonly at: number;
	/** How many cases were shown. */
	readonly found: number;
}

/**
 * How a person's days are, in their own words of three steps: 0 worst, 2 best. One for each case and moment; a part that was skipped
 * is left out. When the person is erased, the numbers stay without anything that leads to them.
 */
export interface SelfReport extends Stored {
	readonly case: string;
	readonly person: string;
	readonly moment: ReportMoment;
	readonly answers: Readonly<Partial<Record<LifePart, number>>>;
	/** Epoch milliseconds. */
	readonly at: number;
}

/**
 * What the person says of a right some time after they were sent for it. `waiting`: not yet · `unanswered`: nobody answers them ·
 * `cannot`: something hinders them · `stop`: they do not want to be asked again.
 */
type ClaimAnswer = Extract<EngineEffect, { kind: 'claim' }>['answer'];

/** Hakku is to ask how it went with a right. */
export interface Asking {
	readonly right: string;
	/** Epoch milliseconds. */
	readonly ask_at: number;
}

/** An answer, as the bot heard it. */
export interface Followed {
	/** Id of the right; null for all of the case (only with `stop`). */
	readonly claim: string | null;
	readonly answer: ClaimAnswer;
	/** What hinders them, in words. */
	readonly because: string | null;
}

/** offline: nothing is given to them, and what they hold unanswered goes back. away: keeps what they have, gets nothing new. */
export type Presence = 'online' | 'away' | 'offline';

/** What somebody may see: what they have · their team's · what lies in their areas · every case. */
export const scopes = ['self', 'team', 'area', 'all'] as const;
export type Scope = (typeof scopes)[number];

/** Whom a case may be given to. `_id` is the user's id; a user without one gets cases by hand only. */
export interface StaffDocument extends Stored {
	readonly team: string;
	/** Codes of the areas they serve; empty: all of the team's. */
	readonly areas: readonly string[];
	/** Needs they know well; empty: all. */
	readonly needs: readonly NeedId[];
	/** Languages they answer in, as codes; empty: Indonesian. */
	readonly languages: readonly string[];
	/** Open cases they can carry at once. */
	readonly capacity: number;
	/** Absent: all. Sensitive cases are only for whoever has them, and supervisors. */
	readonly scope?: Scope;
	/** Which supervisor or admin set this last, and when (epoch milliseconds). */
	readonly set_by?: string | null;
	readonly set_at?: number | null;
	readonly presence: Presence;
	/** Epoch milliseconds of the last sign of life. */
	readonly seen_at: number;
}
