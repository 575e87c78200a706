import type { CaseDocument, CaseStage, CaseStatus } from '../documents.ts';
import { hasOutcome } from './claims.ts';
import { allowed, type Machine, refused, type Verdict } from './machine.ts';
import { stageNames, statusNames } from './names.ts';

/** Forward, or back when something new is learnt. What is not in here is forbidden. */
export const stageMoves: Machine<CaseStage> = {
	intake: ['assessment', 'rights_identified', 'closed'],
	assessment: ['rights_identified', 'closed'],
	rights_identified: ['assessment', 'planning', 'implementation', 'closed'],
	planning: ['assessment', 'rights_identified', 'implementation', 'closed'],
	implementation: ['assessment', 'planning', 'follow_up', 'closed'],
	follow_up: ['assessment', 'planning', 'implementation', 'closed'],
	closed: ['aftercare'],
	aftercare: [],
};

export const statusMoves: Machine<CaseStatus> = {
	open: ['closed', 'transferred', 'duplicate'],
	closed: [],
	transferred: [],
	duplicate: [],
};

type Facts = Pick<CaseDocument, 'status' | 'stage' | 'claims'>;

/** May the work go on to this stage? `closed` is reached by closing only, see {@link mayEnd}. */
export function mayMoveStage({ status, stage, claims }: Facts, to: CaseStage): Verdict {
	const ways = stageMoves[stage];
	if (!ways.includes(to))
		return refused(
			`Dari tahap "${stageNames[stage]}" tidak bisa ke "${stageNames[to]}". ${
				ways.length === 0
					? 'Kasus ini sudah selesai.'
					: `Yang bisa dipilih: ${ways.map((way) => stageNames[way]).join(', ')}.`
			}`,
		);
	if (to === 'closed') return refused('Tahap "ditutup" hanya dicapai dengan menutup kasus. Pakai tombol Tutup kasus.');
	if (to === 'aftercare')
		return status === 'closed' ? allowed : refused(`Kasus ini ${statusNames[status]}; tutup dulu kasusnya.`);
	if (status !== 'open') return refused(`Kasus ini ${statusNames[status]}; tahapnya tidak bisa diubah lagi.`);
	if (to === 'rights_identified' || to === 'planning')
		return claims.length > 0 ? allowed : refused('Belum ada hak di kasus ini. Tambahkan dulu hak yang diperjuangkan.');
	if (to === 'implementation')
		return claims.some((claim) => claim.status !== 'identified')
			? allowed
			: refused('Belum ada hak yang disiapkan atau dirujuk. Gerakkan dulu salah satu haknya.');
	if (to === 'follow_up')
		return claims.some((claim) => !['identified', 'preparing'].includes(claim.status))
			? allowed
			: refused('Belum ada hak yang dirujuk, jadi belum ada yang ditindaklanjuti. Catat dulu rujukannya.');
	return allowed;
}

/** May the case end like this? */
export function mayEnd({ status, claims }: Facts, to: Exclude<CaseStatus, 'open'>): Verdict {
	if (!statusMoves[status].includes(to))
		return refused(`Kasus ini ${statusNames[status]} dan tidak bisa menjadi ${statusNames[to]}.`);
	if (to !== 'closed') return allowed;
	const left = claims.filter((claim) => !hasOutcome(claim));
	return left.length === 0
		? allowed
		: refused(
				`Masih ada ${left.length} hak tanpa hasil: ${left.map((claim) => claim.right).join(', ')}. Pilih hasil untuk setiap hak, lalu tutup lagi.`,
			);
}
