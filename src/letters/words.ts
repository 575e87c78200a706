import type { LetterKind, MaladministrationKind } from '../knowledge/index.ts';

/** Letters go to Indonesian offices and are in Indonesian, whatever language the person speaks. */
export const subjects: Readonly<Record<LetterKind, string>> = {
	complaint: 'Pengaduan atas pelayanan',
	objection: 'Keberatan atas keputusan atau tindakan',
	ombudsman_report: 'Laporan dugaan maladministrasi',
};

/** The failures as the Ombudsman names them (UU 37/2008; Peraturan Ombudsman 58/2023). */
export const failureNames: Readonly<Record<MaladministrationKind, string>> = {
	undue_delay: 'penundaan berlarut',
	no_service: 'tidak memberikan pelayanan',
	wrong_procedure: 'penyimpangan prosedur',
	abuse_of_authority: 'penyalahgunaan wewenang',
	payment_asked: 'permintaan imbalan uang, barang, atau jasa',
	incompetence: 'tidak kompeten',
	unfitting_conduct: 'perbuatan tidak patut',
	partiality: 'keberpihakan',
	discrimination: 'diskriminasi',
	conflict_of_interest: 'konflik kepentingan',
};

/** `2026-11-25` → "25 November 2026". */
export function longDate(date: string): string {
	return new Intl.DateTimeFormat('id-ID', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(date));
}
