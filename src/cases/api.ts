import type { Handoff, ReportedRefusal } from '../engine/index.ts';
import type { DangerKind } from '../knowledge/index.ts';
import type { CaseDocument, CaseEvent, CaseNote } from './documents.ts';

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
	note(caseId: string, user: string, note: { id: string; text: string }, at: number): Promise<void>;
	/** Compare-and-set on the assignee. */
	claim(caseId: string, user: string, at: number): Promise<{ claimed: true } | { claimed: false; by: string }>;
	release(caseId: string, user: string, at: number): Promise<void>;
	answered(caseId: string, user: string, eventId: string, at: number): Promise<void>;
	close(caseId: string, user: string, closing: { result: string; note: string }, at: number): Promise<void>;
	/**
	 * Deletes the person's cases with their events and notes. What stays of each is a nameless closed case under a new id, with the
	 * needs, rights and institutions that may be counted, and nothing that leads back to the person.
	 */
	erase(person: string, at: number): Promise<void>;
	/**
	 * Adds the escalation jobs of all open cases that nobody was told of again (a queue may have been wiped at any moment); resolves
	 * to how many. Cheap when there are none, so each sweep may call it.
	 */
	requeue(): Promise<number>;
	/** The escalation came up: tells the desk, unless the case has moved on. */
	escalate(caseId: string, at: number): Promise<void>;
}
