import type { OutcomeKind } from '../rights/index.ts';
import { settleClocks, startClock } from './clocks.ts';
import type { Appeal, CaseDocument, Claim, ClaimStatus, ClaimStep, Referral, Refusal } from './documents.ts';
import { forbidden } from './forbidden.ts';
import { hasOutcome, mayMoveClaim } from './machines/index.ts';

/** What is known of a refusal when it is recorded. */
export type NewRefusal = Omit<Refusal, 'id' | 'claim' | 'at'>;

/** A claim is to go somewhere. What is left out stays as it was. */
export interface ClaimMove {
	readonly right: string;
	readonly to: ClaimStatus;
	/** Why, in words; needed for `withdrawn` and `denied_final`. */
	readonly reason?: string;
	/** Needed for `referred`, unless one is known already. */
	readonly referral?: Referral;
	/** Needed for `refused`, unless one of this right is known already that no move has used. */
	readonly refusal?: NewRefusal;
	/** Needed for `objection` and `external_appeal`. */
	readonly appeal?: Omit<Appeal, 'kind'>;
	readonly next_step?: string | null;
	readonly documents_ready?: boolean;
	/** Until when the institution must answer or the person must act, epoch milliseconds; becomes a legal clock. */
	readonly deadline?: { readonly due: number; readonly who: 'person' | 'institution' };
	/** When to ask how it went, epoch milliseconds; becomes a follow-up clock. */
	readonly ask_at?: number;
	/** The person says that nobody answered, so `no_response` need not wait for its deadline. */
	readonly said_unanswered?: boolean;
}

/** Who made a move: a user's id, or null for Hakku and the person. */
export type Actor = string | null;

/**
 * The case after the move. The claim's older clocks are over with it; new ones start. The same document when this move was made before.
 *
 * @param id - names the move; the same id is the same move.
 * @throws HakkuError `case.forbidden`, with what to do instead.
 */
export function movedClaim(document: CaseDocument, move: ClaimMove, id: string, by: Actor, at: number): CaseDocument {
	const claim = document.claims.find((one) => one.right === move.right);
	if (claim === undefined) throw forbidden('Hak ini tidak ada di kasus ini. Tambahkan dulu haknya.');
	if (claim.history.some((step) => step.id === id)) return document;
	const verdict = mayMoveClaim(document, claim, move.to, {
		referral: (move.referral ?? claim.referral) !== null,
		refusal: move.refusal !== undefined || document.refusals.some((one) => one.claim === claim.right),
		appeal: move.appeal !== undefined,
		reason: (move.reason ?? '').trim() !== '',
		waitedLongEnough: move.said_unanswered === true || deadlinePassed(document, claim, at),
	});
	if (!verdict.allowed) throw forbidden(verdict.reason);
	const moved: Claim = {
		...claim,
		status: move.to,
		history: [...claim.history, { id, to: move.to, at, by, reason: move.reason?.trim() || null }],
		next_step: move.next_step === undefined ? claim.next_step : move.next_step,
		documents_ready: move.documents_ready ?? claim.documents_ready,
		referral: move.referral ?? claim.referral,
		appeals: appealed(claim, move),
	};
	const refusals =
		move.refusal === undefined
			? document.refusals
			: [...document.refusals, { ...move.refusal, id, claim: claim.right, at }];
	const claims = document.claims.map((one) => (one === claim ? moved : one));
	return withClocks({ ...document, claims, refusals }, moved, move, at);
}

/** A right that was found later. The same document when it is in the case already. */
export function withClaim(
	document: CaseDocument,
	right: string,
	outcome: OutcomeKind,
	id: string,
	by: Actor,
	at: number,
): CaseDocument {
	if (document.claims.some((one) => one.right === right)) return document;
	if (document.status !== 'open')
		throw forbidden(
			'Kasus ini tidak terbuka lagi, jadi tidak bisa ditambah hak. Bila warga menulis lagi, kasus baru akan dibuka.',
		);
	return { ...document, claims: [...document.claims, newClaim(right, outcome, { id, by, at })] };
}

export function newClaim(right: string, outcome: OutcomeKind, made: Pick<ClaimStep, 'id' | 'by' | 'at'>): Claim {
	return {
		right,
		outcome,
		status: 'identified',
		history: [{ ...made, to: 'identified', reason: null }],
		next_step: null,
		documents_ready: null,
		referral: null,
		appeals: [],
	};
}

function appealed(claim: Claim, { to, appeal }: ClaimMove): readonly Appeal[] {
	if (appeal === undefined || (to !== 'objection' && to !== 'external_appeal')) return claim.appeals;
	return [...claim.appeals, { ...appeal, kind: to }];
}

function deadlinePassed({ clocks }: CaseDocument, { right }: Claim, at: number): boolean {
	return clocks.some(
		(clock) =>
			clock.kind === 'legal' &&
			clock.who === 'institution' &&
			clock.claim === right &&
			clock.met_at === null &&
			clock.due <= at,
	);
}

function withClocks(document: CaseDocument, claim: Claim, move: ClaimMove, at: number): CaseDocument {
	let after = settleClocks(document, (clock) => clock.claim === claim.right, at);
	if (hasOutcome(claim) || document.status !== 'open') return after;
	const { right } = claim;
	if (move.deadline !== undefined)
		after = startClock(after, { id: `legal:${right}`, kind: 'legal', claim: right, ...move.deadline }, at);
	if (move.ask_at !== undefined)
		after = startClock(
			after,
			{ id: `follow_up:${right}`, kind: 'follow_up', claim: right, who: 'us', due: move.ask_at },
			at,
		);
	return after;
}
