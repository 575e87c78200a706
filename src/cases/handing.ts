import type { Service } from '../service/index.ts';
import type { Handing } from './api.ts';
import { settleClocks } from './clocks.ts';
import type { CaseDocument } from './documents.ts';
import { alreadyClosed, forbidden, heldByAnother } from './forbidden.ts';
import { mayEnd } from './machines/index.ts';
import { backInQueue, given } from './promising.ts';

/**
 * The case in other hands; the same document when they have it already. What the person told stays with it, so nobody greets or asks twice.
 *
 * @throws HakkuError `case.forbidden`.
 */
export function handedOn(
	document: CaseDocument,
	user: string,
	handing: Handing,
	service: Service,
	at: number,
): CaseDocument {
	const { to } = handing;
	const last = document.transfers.at(-1);
	if (
		last !== undefined &&
		last.by === user &&
		JSON.stringify(last.to) === JSON.stringify(to) &&
		inTheirs(document, to)
	)
		return document;
	if (document.status !== 'open') throw alreadyClosed(document);
	if (document.assignee !== null && document.assignee !== user) throw heldByAnother(document);
	if (!handing.consented)
		throw forbidden(
			'Tanyakan dulu kepada warga apakah ia setuju kasusnya dibaca petugas lain, lalu centang persetujuannya.',
		);
	if (handing.reason.trim() === '') throw forbidden('Tulis dulu mengapa kasus ini dialihkan.');
	if (to.kind === 'worker' && to.user === document.assignee)
		throw forbidden('Kasus ini sudah dipegang petugas itu. Pilih petugas lain.');
	const transfers = [...document.transfers, { to, reason: handing.reason.trim(), by: user, at }];
	switch (to.kind) {
		case 'worker':
			return given({ ...document, transfers, assignee: to.user, claimed_at: null }, service, at);
		case 'team': {
			if (!service.teams.some(({ id }) => id === to.team))
				throw forbidden('Tim itu tidak ada. Pilih salah satu tim yang terdaftar.');
			const theirs = { ...document, transfers, team: to.team, assignee: null, claimed_at: null };
			return backInQueue(theirs, service, at);
		}
		case 'agency': {
			const verdict = mayEnd(document, 'transferred');
			if (!verdict.allowed) throw forbidden(verdict.reason);
			const ended = { ...document, transfers, status: 'transferred', closed_at: at, waiting_since: null } as const;
			return settleClocks(ended, () => true, at);
		}
	}
}

function inTheirs({ assignee, team, status }: CaseDocument, to: Handing['to']): boolean {
	if (to.kind === 'worker') return assignee === to.user;
	if (to.kind === 'team') return team === to.team && assignee === null;
	return status === 'transferred';
}
