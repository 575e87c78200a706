import type { CaseStage, CaseStatus, ClaimStatus } from '../documents.ts';

/** What workers call the states; the refusals use the same names. */
export const claimNames: Readonly<Record<ClaimStatus, string>> = {
	identified: 'ditemukan',
	preparing: 'menyiapkan berkas',
	referred: 'dirujuk',
	accepted: 'diterima, belum didapat',
	refused: 'ditolak',
	no_response: 'tidak dijawab',
	objection: 'keberatan diajukan',
	external_appeal: 'dilaporkan ke lembaga lain',
	obtained: 'didapat',
	partially_obtained: 'didapat sebagian',
	denied_final: 'ditolak, sudah final',
	withdrawn: 'tidak dilanjutkan',
	receipt_confirmed: 'sudah dipastikan diterima',
};

export const stageNames: Readonly<Record<CaseStage, string>> = {
	intake: 'penerimaan',
	assessment: 'asesmen',
	rights_identified: 'hak ditemukan',
	planning: 'rencana',
	implementation: 'pelaksanaan',
	follow_up: 'tindak lanjut',
	closed: 'ditutup',
	aftercare: 'pendampingan lanjut',
};

export const statusNames: Readonly<Record<CaseStatus, string>> = {
	open: 'terbuka',
	closed: 'ditutup',
	transferred: 'dialihkan',
	duplicate: 'kembar',
};
