import type { Handoff, ReportedRefusal } from '../engine/index.ts';
import type { DangerKind } from '../knowledge/index.ts';
import type { OutcomeKind } from '../rights/index.ts';
import type {
	Asking,
	CaseDocument,
	CaseEvent,
	CaseNote,
	CaseStage,
	Closing,
	Followed,
	News,
	Presence,
	SelfReport,
	StaffDocument,
	Transfer,
} from './documents.ts';
import type { Actor, ClaimMove } from './moves.ts';
import type { LifeTally, ReportMoment } from './reports.ts';

/** To whom a case is handed on, and that the person said yes to it. */
export interface Handing {
	readonly to: Transfer['to'];
	readonly reason: string;
	/** The person agreed that these humans see the case. */
	readonly consented: boolean;
}

/** Cases as the conversation path and the desk see them. */
export interface Cases {
	/** Idempotent by id; queues the escalation (priority by danger) and signals `cases`. */
	open(input: {
		id: string;
		conversation: string;
		person: string;
		handoff: Handoff;
		words: readonly string[];
		at: number;
	}): Promise<CaseDocument>;
	/** A danger showed while the case was open: its priority becomes 1. */
	raise(caseId: string, danger: readonly DangerKind[], eventId: string, at: number): Promise<void>;
	/** The citizen wrote; the case waits for an answer since then. */
	citizenWrote(caseId: string, eventId: string, at: number): Promise<void>;
	addRefusal(caseId: string, refusal: ReportedRefusal, eventId: string, at: number): Promise<void>;
	/** A message could not reach the person; shown until they write again. */
	unreachable(caseId: string, reason: string, eventId: string, at: number): Promise<void>;
	get(caseId: string): Promise<CaseDocument | null>;
	/** Open cases, most urgent first: priority, then how long they wait. */
	queue(limit?: number): Promise<readonly CaseDocument[]>;
	/** The whole picture; reading it is an event. */
	view(
		caseId: string,
		user: string,
		at: number,
	): Promise<{ case: CaseDocument; events: readonly CaseEvent[]; notes: readonly CaseNote[] } | null>;
	/** Puts on record that somebody opens a file of the conversation; `line` is the place of its line in the transcript. */
	fileOpened(caseId: string, user: string, line: number, at: number): Promise<void>;
	note(caseId: string, user: string, note: { id: string; text: string }, at: number): Promise<void>;
	/** What the person wants to be called; empty: nobody knows. @throws HakkuError `case.forbidden` for whoever does not have the case. */
	name(caseId: string, user: string, called: string, at: number): Promise<void>;
	/** Compare-and-set on the assignee. */
	claim(caseId: string, user: string, at: number): Promise<{ claimed: true } | { claimed: false; by: string }>;
	release(caseId: string, user: string, at: number): Promise<void>;
	answered(caseId: string, user: string, eventId: string, at: number): Promise<void>;
	/**
	 * A right was found later. Repeating it by the same right changes nothing.
	 *
	 * @throws HakkuError `case.forbidden` on a case that is not open.
	 */
	addClaim(
		caseId: string,
		claim: { right: string; outcome: OutcomeKind },
		by: Actor,
		eventId: string,
		at: number,
	): Promise<CaseDocument>;
	/**
	 * Moves a claim along its machine, with what the move needs (moves.ts). Idempotent by `eventId`.
	 *
	 * @throws HakkuError `case.forbidden` with a reason and what to do instead, both in Indonesian.
	 */
	moveClaim(caseId: string, move: ClaimMove, by: Actor, eventId: string, at: number): Promise<CaseDocument>;
	/** @throws HakkuError `case.forbidden`; `closed` is reached by `close` only. */
	moveStage(caseId: string, stage: CaseStage, by: Actor, at: number): Promise<CaseDocument>;
	/**
	 * Hakku speaks with the person while the case stays open, and asks how it went with a right. @throws HakkuError `case.forbidden`.
	 */
	accompany(caseId: string, user: string, asking: Asking, at: number): Promise<CaseDocument>;
	/**
	 * The person said how it went. A move that the case does not allow any more is noted in its trail and changes nothing else but that
	 * the worker looks. Idempotent by `eventId`.
	 */
	follow(caseId: string, followed: Followed, eventId: string, at: number): Promise<void>;
	/**
	 * The person needs a human again while Hakku accompanied them: the same case waits for whoever has it, or in its queue. Null when
	 * it is over, so that another one must be opened.
	 */
	resume(caseId: string, handoff: Handoff, eventId: string, at: number): Promise<CaseDocument | null>;
	/** Keeps a self-report; the first of a case and moment counts. */
	report(caseId: string, moment: ReportMoment, answers: SelfReport['answers'], at: number): Promise<void>;
	/** The self-reports of a case, in the order of its moments. */
	reports(caseId: string): Promise<readonly SelfReport[]>;
	/** Sums over every case that can be compared. */
	life(): Promise<LifeTally>;
	/**
	 * Hands the case on. To a worker or a team it stays open with its conversation; to an agency outside it ends as `transferred`.
	 *
	 * @throws HakkuError `case.forbidden` without the person's consent, or when it is not the user's to hand on.
	 */
	transfer(caseId: string, user: string, handing: Handing, at: number): Promise<CaseDocument>;
	/**
	 * The case is the same matter as `into`, an open one, which takes over its claims and refusals.
	 *
	 * @throws HakkuError `case.forbidden`.
	 */
	merge(caseId: string, into: string, user: string, at: number): Promise<CaseDocument>;
	/**
	 * Takes two cases apart that were joined by mistake: the duplicate is open again in the user's hands, with what became of its rights.
	 * For whoever has the case that went on, and for supervisors.
	 *
	 * @throws HakkuError `case.forbidden`.
	 */
	unmerge(caseId: string, user: string, at: number): Promise<CaseDocument>;
	/** @throws HakkuError `case.forbidden` while a claim has no outcome, or when it is not the user's case. */
	close(caseId: string, user: string, closing: Closing, at: number): Promise<void>;
	/**
	 * Deletes the person's cases with their events and notes. What stays of each is a nameless closed case under a new id, with the
	 * needs, rights and institutions that may be counted, and nothing that leads back to the person.
	 */
	erase(person: string, at: number): Promise<void>;
	/** Says whom a user serves and how much they can carry; again changes it. They start as offline. `by`: who sets it for them. @throws HakkuError `case.forbidden`. */
	enlist(
		user: string,
		of: Pick<StaffDocument, 'team' | 'areas' | 'needs' | 'languages' | 'capacity' | 'scope'>,
		at: number,
		by?: string,
	): Promise<void>;
	/** Null for a user who was never enlisted. */
	staff(user: string): Promise<StaffDocument | null>;
	/** Going offline hands back every case whose person waits. Nothing for a user who was never enlisted. */
	presence(user: string, presence: Presence, at: number): Promise<void>;
	/** A sign of life of somebody at the desk; at most one write a minute. */
	seen(user: string, at: number): Promise<void>;
	/** Whoever gave no sign of life for 15 minutes counts as offline; hands back what waits with those who are. Resolves to how many cases. */
	handBack(at: number): Promise<number>;
	/**
	 * Gives the case to a worker, or (null) to the one who fits best and is there. Who has it may, anybody may when nobody has it, and
	 * supervisors always. `by` null: Hakku.
	 *
	 * @throws HakkuError `case.forbidden`, also when nobody fits.
	 */
	assign(caseId: string, to: string | null, by: string | null, at: number): Promise<CaseDocument>;
	/** Puts a case off until a moment (epoch milliseconds) at which the person hears from us. @throws HakkuError `case.forbidden`. */
	snooze(caseId: string, until: number, user: string, at: number): Promise<void>;
	/**
	 * Adds the escalation jobs of all open cases that nobody was told of again (a queue may have been wiped at any moment); resolves
	 * to how many. Cheap when there are none, so each sweep may call it.
	 *
	 * @param at - epoch milliseconds; decides how long people have waited. Without it, only their priority counts.
	 */
	requeue(at?: number): Promise<number>;
	/**
	 * Adds the jobs of all clocks that ring within `horizon` milliseconds; resolves to how many cases that were. Each sweep calls it:
	 * it reads only open cases whose clocks are close, and a queue that was wiped is filled again by it.
	 */
	wind(at: number, horizon: number): Promise<number>;
	/** The escalation came up: tells the desk, or whoever is on call, or gives the case to a worker; nothing when it has moved on. */
	escalate(caseId: string, at: number): Promise<void>;
	/**
	 * A clock of the case may be due. Those that are, call the next in line; an institution's deadline that passed makes its claim
	 * `no_response`; a follow-up goes to its queue. Does nothing when the case moved on.
	 */
	ring(caseId: string, at: number): Promise<void>;
	/** Adds the jobs of all cases with news that nobody took; resolves to how many. Cheap when there are none. */
	respread(): Promise<number>;
	/** Hands over what workers are to be alerted of, and forgets it once that was taken. After a crash it is handed over again. */
	herald(caseId: string, take: (document: CaseDocument, news: readonly News[]) => Promise<void>): Promise<void>;
	/**
	 * Nobody who was called by this clock could be reached: the next in line is called at once (`passed`). `last`: there is no next one.
	 * `moved`: it was met, or called somebody else meanwhile.
	 */
	unreached(caseId: string, clock: NonNullable<News['clock']>, at: number): Promise<'passed' | 'last' | 'moved'>;
}
