import type { CaseDocument, Claim, ClaimStatus } from '../documents.ts';
import { allowed, type Machine, refused, type Verdict } from './machine.ts';
import { claimNames } from './names.ts';

/** What a move of a claim brings along; which parts are needed depends on where it goes. */
export interface ClaimEvidence {
	/** A referral is known: new with this move, or from before. */
	readonly referral: boolean;
	/** A refusal of this right is known. */
	readonly refusal: boolean;
	/** An appeal of the kind that the move names is brought along. */
	readonly appeal: boolean;
	/** Words that say why. */
	readonly reason: boolean;
	/** The institution's time to answer is over (its legal clock is past), or the person says that nobody answered. */
	readonly waitedLongEnough: boolean;
}

/** Where a claim may go from where it stands. What is not in here is forbidden. */
export const claimMoves: Machine<ClaimStatus> = {
	identified: ['preparing', 'referred', 'refused', 'obtained', 'partially_obtained', 'withdrawn'],
	preparing: ['identified', 'referred', 'refused', 'obtained', 'partially_obtained', 'withdrawn'],
	referred: ['preparing', 'accepted', 'refused', 'no_response', 'obtained', 'partially_obtained', 'withdrawn'],
	accepted: ['refused', 'no_response', 'obtained', 'partially_obtained', 'withdrawn'],
	refused: ['preparing', 'referred', 'objection', 'external_appeal', 'obtained', 'denied_final', 'withdrawn'],
	no_response: [
		'referred',
		'accepted',
		'refused',
		'objection',
		'external_appeal',
		'obtained',
		'partially_obtained',
		'denied_final',
		'withdrawn',
	],
	objection: [
		'accepted',
		'refused',
		'no_response',
		'external_appeal',
		'obtained',
		'partially_obtained',
		'denied_final',
		'withdrawn',
	],
	external_appeal: [
		'accepted',
		'refused',
		'no_response',
		'obtained',
		'partially_obtained',
		'denied_final',
		'withdrawn',
	],
	partially_obtained: ['obtained', 'receipt_confirmed', 'objection', 'external_appeal'],
	obtained: ['receipt_confirmed'],
	denied_final: [],
	withdrawn: [],
	receipt_confirmed: [],
};

/** Statuses that are an outcome: with one of them on each claim a case may close. */
export const outcomes = ['obtained', 'partially_obtained', 'denied_final', 'withdrawn', 'receipt_confirmed'] as const;

export function hasOutcome({ status }: Pick<Claim, 'status'>): boolean {
	return (outcomes as readonly ClaimStatus[]).includes(status);
}

/** May this claim go there? The refusal says why not, and what to do instead. */
export function mayMoveClaim(
	{ status: caseStatus }: Pick<CaseDocument, 'status'>,
	{ status: from }: Pick<Claim, 'status'>,
	to: ClaimStatus,
	evidence: ClaimEvidence,
): Verdict {
	const ways = claimMoves[from];
	if (caseStatus !== 'open' && !(caseStatus === 'closed' && to === 'receipt_confirmed'))
		return refused(
			'Kasus ini tidak terbuka lagi, jadi haknya tidak bisa diubah. Bila warga menulis lagi, kasus baru akan dibuka.',
		);
	if (!ways.includes(to)) {
		const instead =
			ways.length === 0
				? 'Hak ini sudah selesai. Bila masalahnya muncul lagi, tambahkan sebagai hak baru di kasus baru.'
				: `Yang bisa dipilih sekarang: ${ways.map((way) => claimNames[way]).join(', ')}.`;
		return refused(`Hak ini berstatus "${claimNames[from]}" dan tidak bisa menjadi "${claimNames[to]}". ${instead}`);
	}
	return guarded(to, evidence);
}

function guarded(to: ClaimStatus, evidence: ClaimEvidence): Verdict {
	switch (to) {
		case 'referred':
			return evidence.referral ? allowed : refused('Tulis dulu ke kantor mana warga dirujuk.');
		case 'refused':
			return evidence.refusal
				? allowed
				: refused('Catat dulu penolakannya: kantor mana, kapan, dan alasan yang diberikan.');
		case 'no_response':
			return evidence.waitedLongEnough
				? allowed
				: refused('Batas waktu jawabannya belum lewat. Tunggu sampai lewat, atau catat bahwa warga sudah menagih.');
		case 'objection':
			return evidence.appeal ? allowed : refused('Tulis dulu keberatan atau pengaduan ini dikirim ke mana dan kapan.');
		case 'external_appeal':
			return evidence.appeal ? allowed : refused('Tulis dulu laporan ini dikirim ke lembaga mana dan kapan.');
		case 'denied_final':
			return evidence.reason ? allowed : refused('Tulis dulu mengapa hak ini tidak bisa diperjuangkan lagi.');
		case 'withdrawn':
			return evidence.reason ? allowed : refused('Tulis dulu mengapa hak ini tidak dilanjutkan.');
		default:
			return allowed;
	}
}
