import type { Handoff } from '../engine/index.ts';
import { promisedBy, type Service } from '../service/index.ts';
import { settleClocks, startClock } from './clocks.ts';
import type { Asking, CaseDocument, Claim, Followed } from './documents.ts';
import { alreadyClosed, forbidden, heldByAnother, notClaimed } from './forbidden.ts';
import { hasOutcome } from './machines/index.ts';
import { type ClaimMove, movedClaim } from './moves.ts';
import { heardRefusal } from './opening.ts';
import { backInQueue, endangered, waiting } from './promising.ts';

const DAY = 24 * 3_600_000;

/** When it is asked again after "not yet". */
const AGAIN = 7 * DAY;

/** How long after asking a worker looks whether there was an answer at all. */
const PATIENCE = 3 * DAY;

/**
 * The case while Hakku speaks with the person and asks how it went with a right; it stays its worker's. Whoever waited is answered
 * with that, and the worker hears of it when no answer came.
 *
 * @throws HakkuError `case.forbidden`.
 */
export function accompaniedCase(
	document: CaseDocument,
	user: string,
	{ right, ask_at }: Asking,
	at: number,
): CaseDocument {
	if (document.status !== 'open') throw alreadyClosed(document);
	if (document.assignee === null) throw notClaimed(document);
	if (document.assignee !== user) throw heldByAnother(document);
	if (document.priority === 1)
		throw forbidden('Kasus ini menyangkut bahaya. Tetaplah menjawab sendiri; Hakku tidak mengambil alih.');
	const claim = document.claims.find((one) => one.right === right);
	if (claim === undefined) throw forbidden('Hak ini tidak ada di kasus ini. Tambahkan dulu haknya.');
	if (hasOutcome(claim))
		throw forbidden('Hak ini sudah ada hasilnya, jadi tidak ada yang perlu ditanyakan. Pilih hak lain.');
	if (!Number.isFinite(ask_at) || ask_at < at)
		throw forbidden('Waktu bertanya sudah lewat. Pilih waktu yang akan datang.');
	const answered = settleClocks(
		{ ...document, waiting_since: null },
		({ kind }) => kind === 'acknowledge' || kind === 'first_answer',
		at,
	);
	return asking(answered, right, ask_at, at);
}

/** The case after an answer. The same document when this answer was taken before, or there is nothing to do. @throws HakkuError `case.forbidden`. */
export function followedCase(
	document: CaseDocument,
	{ claim: right, answer, because }: Followed,
	id: string,
	service: Service,
	at: number,
): CaseDocument {
	if (answer === 'stop') return unasked(document, right, service, at);
	const claim = document.claims.find((one) => one.right === right);
	if (claim === undefined || document.status !== 'open') return document;
	if (claim.history.some((step) => step.id === id)) return document;
	switch (answer) {
		case 'obtained':
			return settled(move(document, claim, { to: 'obtained', next_step: null }, id, at), service, at);
		case 'partly':
			return settled(move(document, claim, { to: 'partially_obtained' }, id, at), service, at);
		case 'refused': {
			const refusal = {
				institution: claim.referral?.institution ?? null,
				service: claim.referral?.service ?? null,
				...{ on: null, reason: null, asked: null, money: null, papers: null, failures: [] },
			};
			const next_step = 'Warga ditolak. Baca penolakannya, lalu bantu keberatan atau pengaduan.';
			return soon(move(document, claim, { to: 'refused', refusal, next_step }, id, at), service, at);
		}
		case 'unanswered': {
			const next_step = 'Lembaga tidak menjawab. Bantu menagih atau mengadukan.';
			const moved = {
				to: 'no_response',
				said_unanswered: true,
				reason: 'Menurut warga tidak dijawab.',
				next_step,
			} as const;
			return soon(move(document, claim, moved, id, at), service, at);
		}
		case 'waiting':
			return asking(
				noted(document, claim, 'Menurut warga masih diproses. Hakku menanyakan lagi.'),
				claim.right,
				at + AGAIN,
				at,
			);
		case 'cannot': {
			const hindered = because === null ? '' : `: ${because}`;
			const next = noted(document, claim, `Warga terhalang${hindered}. Bantu mencari jalan.`);
			return soon(withoutAsking(next, claim.right, at), service, at);
		}
	}
}

/** The case after an answer that it has no place for any more: nothing moves, it is not asked again, and the worker looks. */
export function hinderedCase(document: CaseDocument, { claim }: Followed, service: Service, at: number): CaseDocument {
	const quiet = withoutAsking(document, claim, at);
	return document.status === 'open' ? soon(quiet, service, at) : quiet;
}

/**
 * The person comes back to the humans of their open case, whoever has it. The same document when it is over.
 *
 * @param id - names the occasion, and a refusal that was told with it.
 */
export function resumedCase(
	document: CaseDocument,
	handoff: Handoff,
	id: string,
	service: Service,
	at: number,
): CaseDocument {
	if (document.status !== 'open') return document;
	const { refusals, needs, priority } = document;
	const { refusal, danger, reason } = handoff;
	const waits: CaseDocument = {
		...document,
		needs: [...new Set([...needs, ...handoff.needs])],
		danger: [...new Set([...document.danger, ...danger])],
		...(handoff.priority < priority && { priority: handoff.priority }),
		waiting_since: document.waiting_since ?? at,
		notified_at: document.assignee === null ? null : document.notified_at,
		unreachable: null,
		reason,
		// What was told while the case was open went there at once; only what another case would have kept is new.
		refusals: refusal === null || refusals.length > 0 ? refusals : [heardRefusal(refusal, id, at)],
	};
	if (handoff.priority === 1) return endangered(waits, service, at);
	const again = waiting(waits, service, at);
	return document.assignee === null ? backInQueue(again, service, at) : again;
}

function move(
	document: CaseDocument,
	{ right }: Claim,
	to: Omit<ClaimMove, 'right'>,
	id: string,
	at: number,
): CaseDocument {
	return movedClaim(document, { right, ...to }, id, null, at);
}

function noted(document: CaseDocument, claim: Claim, next_step: string): CaseDocument {
	return { ...document, claims: document.claims.map((one) => (one === claim ? { ...claim, next_step } : one)) };
}

/** Hakku asks then, and the worker looks a while after: whoever does not answer is not forgotten. */
function asking(document: CaseDocument, right: string, due: number, at: number): CaseDocument {
	const asked = startClock(document, { id: `follow_up:${right}`, kind: 'follow_up', claim: right, who: 'us', due }, at);
	return { ...contact(asked, due + PATIENCE, at), snoozed_until: due + PATIENCE };
}

function contact(document: CaseDocument, due: number, at: number): CaseDocument {
	return startClock(document, { id: 'next_contact', kind: 'next_contact', claim: null, who: 'us', due }, at);
}

function withoutAsking(document: CaseDocument, right: string | null, at: number): CaseDocument {
	return settleClocks(document, ({ kind, claim }) => kind === 'follow_up' && (right === null || claim === right), at);
}

/** Nobody is asked who does not want to be. The worker hears of it and decides what else can be done. */
function unasked(document: CaseDocument, right: string | null, service: Service, at: number): CaseDocument {
	if (document.status !== 'open') return document;
	const quiet = withoutAsking(document, right, at);
	if (quiet === document) return document;
	const claims = quiet.claims.map((claim) =>
		(right === null || claim.right === right) && !hasOutcome(claim)
			? { ...claim, next_step: 'Warga minta tidak ditanya lagi. Tunggu sampai warga menulis.' }
			: claim,
	);
	return soon({ ...quiet, claims }, service, at);
}

/** Something is to be done by the worker, within the time that is promised for the next contact. */
function soon(document: CaseDocument, service: Service, at: number): CaseDocument {
	const due = promisedBy(service, document.team, document.priority, 'next_contact', at);
	return { ...contact(document, due, at), snoozed_until: null };
}

/** With the last outcome the case can be closed. */
function settled(document: CaseDocument, service: Service, at: number): CaseDocument {
	return document.claims.every((claim) => hasOutcome(claim)) ? soon(document, service, at) : document;
}
