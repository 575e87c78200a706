import type { Service } from '../service/index.ts';
import type { CaseDocument, Priority } from './documents.ts';
import { forbidden } from './forbidden.ts';
import { mayEnd } from './machines/index.ts';
import { endangered, waiting } from './promising.ts';

/**
 * The case that stays, with what only the other knew. The same document when that was done before.
 *
 * @throws HakkuError `case.forbidden`.
 */
export function mergedInto(
	kept: CaseDocument,
	other: CaseDocument,
	user: string,
	service: Service,
	at: number,
): CaseDocument {
	if (other.duplicate_of === kept._id) return kept;
	if (kept._id === other._id)
		throw forbidden('Kasus tidak bisa digabung dengan dirinya sendiri. Pilih kasus yang lain.');
	if (kept.status !== 'open')
		throw forbidden(`Kasus ${kept.number} tidak terbuka lagi. Gabungkan ke kasus yang masih terbuka.`);
	for (const { assignee, number } of [kept, other])
		if (assignee !== null && assignee !== user)
			throw forbidden(
				`Kasus ${number} dipegang petugas lain. Minta petugas itu menggabungkannya, atau melepasnya dulu.`,
			);
	const verdict = mayEnd(other, 'duplicate');
	if (!verdict.allowed) throw forbidden(verdict.reason);
	const rights = new Set(kept.claims.map((claim) => claim.right));
	const refusals = new Set(kept.refusals.map((refusal) => refusal.id));
	const theirs = other.refusals
		.map((refusal) => ({ ...refusal, id: `${other.number} ${refusal.id}` }))
		.filter((refusal) => !refusals.has(refusal.id));
	const claims = other.claims.filter((claim) => !rights.has(claim.right));
	const joined: CaseDocument = {
		...kept,
		priority: mostUrgent(kept.priority, other.priority),
		danger: [...new Set([...kept.danger, ...other.danger])],
		needs: [...new Set([...kept.needs, ...other.needs])],
		claims: [...kept.claims, ...claims],
		refusals: [...kept.refusals, ...theirs],
		waiting_since:
			kept.waiting_since === null || other.waiting_since === null
				? (kept.waiting_since ?? other.waiting_since)
				: Math.min(kept.waiting_since, other.waiting_since),
	};
	const waits = joined.waiting_since === null ? joined : waiting(joined, service, at);
	return joined.priority === 1 && kept.priority !== 1 ? endangered(waits, service, at) : waits;
}

/** The case that goes on in another. */
export function duplicateOf(document: CaseDocument, kept: CaseDocument, at: number): CaseDocument {
	const verdict = mayEnd(document, 'duplicate');
	if (!verdict.allowed) throw forbidden(verdict.reason);
	return { ...document, status: 'duplicate', duplicate_of: kept._id, closed_at: at, waiting_since: null };
}

function mostUrgent(one: Priority, other: Priority): Priority {
	return one <= other ? one : other;
}
