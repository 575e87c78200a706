import type { Service } from '../service/index.ts';
import type { CaseDocument, Claim, Join, Priority, Refusal } from './documents.ts';
import { forbidden } from './forbidden.ts';
import { mayEnd } from './machines/index.ts';
import { acknowledged, endangered, given, waiting } from './promising.ts';

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
	if (other.duplicate_of === kept._id || joinOf(kept, other)) return kept;
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
		joins: [...(kept.joins ?? []), joining(kept, other, claims)],
	};
	const waits = joined.waiting_since === null ? joined : waiting(joined, service, at);
	return joined.priority === 1 && kept.priority !== 1 ? endangered(waits, service, at) : waits;
}

function joining(kept: CaseDocument, other: CaseDocument, claims: readonly Claim[]): Join {
	const { priority, danger, needs, waiting_since } = kept;
	const rights = claims.map(({ right }) => right);
	return { from: other.number, before: { priority, danger, needs, waiting_since }, rights, undone: null };
}

function joinOf({ joins = [] }: CaseDocument, { number }: Pick<CaseDocument, 'number'>): Join | undefined {
	return joins.find(({ from, undone }) => from === number && undone === null);
}

/**
 * The case without what another one brought; that stays in its `joins`, as it stands now. What became known since then stays: danger and
 * needs that neither had, and what was done for its own rights. The same document when it was done before.
 *
 * @throws HakkuError `case.forbidden`.
 */
export function takenApart(kept: CaseDocument, other: CaseDocument): CaseDocument {
	const joins = kept.joins ?? [];
	const join = joinOf(kept, other);
	if (join === undefined) {
		if (undoneWith(kept, other) !== null) return kept;
		throw forbidden('Tidak tercatat apa yang digabung, jadi tidak bisa dipisah lagi. Buka kasus baru bila perlu.');
	}
	if (kept.status !== 'open')
		throw forbidden(`Kasus ${kept.number} tidak terbuka lagi, jadi tidak bisa dipisah darinya.`);
	const { before, rights } = join;
	const prefix = `${other.number} `;
	const theirs = ({ id }: Refusal) => id.startsWith(prefix);
	const claims = kept.claims.filter(({ right }) => rights.includes(right));
	const refusals = kept.refusals.filter(theirs).map((one) => ({ ...one, id: one.id.slice(prefix.length) }));
	const brought =
		<T>(had: readonly T[], came: readonly T[]) =>
		(one: T) =>
			had.includes(one) || !came.includes(one);
	const danger = kept.danger.filter(brought(before.danger, other.danger));
	return {
		...kept,
		priority: danger.length === 0 || kept.priority === before.priority ? before.priority : kept.priority,
		danger,
		needs: kept.needs.filter(brought(before.needs, other.needs)),
		claims: kept.claims.filter(({ right }) => !rights.includes(right)),
		refusals: kept.refusals.filter((one) => !theirs(one)),
		clocks: kept.clocks.filter(({ claim }) => claim === null || !rights.includes(claim)),
		// Who waits is not forgotten: only a wait that began earlier, in the other case, goes back with it.
		waiting_since: kept.waiting_since === null ? null : Math.max(kept.waiting_since, before.waiting_since ?? 0),
		joins: joins.map((one) => (one === join ? { ...join, undone: { claims, refusals } } : one)),
	};
}

function undoneWith({ joins = [] }: CaseDocument, { number }: CaseDocument): Join['undone'] {
	return joins.findLast(({ from }) => from === number)?.undone ?? null;
}

/**
 * The other case, open again in the hands of whoever took them apart, with what became of its rights meanwhile. The same document when it
 * was done before.
 */
export function reopened(
	other: CaseDocument,
	kept: CaseDocument,
	user: string,
	service: Service,
	at: number,
): CaseDocument {
	const undone = undoneWith(kept, other);
	if (other.duplicate_of !== kept._id || undone === null) return other;
	const moved = new Map(undone.claims.map((claim) => [claim.right, claim]));
	const open: CaseDocument = {
		...other,
		status: 'open',
		duplicate_of: null,
		closed_at: null,
		assignee: user,
		claimed_at: at,
		claims: other.claims.map((claim) => moved.get(claim.right) ?? claim),
		refusals: [...undone.refusals],
	};
	return acknowledged(given(waiting({ ...open, waiting_since: at }, service, at), service, at), at);
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
