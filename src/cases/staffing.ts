import type { Store } from '../store/index.ts';
import type { Cases } from './api.ts';
import { bestFor, GONE } from './choosing.ts';
import type { CaseDocument, StaffDocument } from './documents.ts';
import { caseEvent } from './events.ts';
import { alreadyClosed, forbidden, gone, heldByAnother } from './forbidden.ts';
import { type Keeping, PAGE } from './keeping.ts';
import { acknowledged, backInQueue, given, snoozed } from './promising.ts';

const LONGEST_SNOOZE = 60 * 24 * 3_600_000;

/** Who is there, who is given what, and what goes back when somebody leaves. */
export function staffing(
	keeping: Keeping,
): Pick<Cases, 'enlist' | 'presence' | 'seen' | 'staff' | 'assign' | 'handBack' | 'snooze'> {
	const { store, change, record, escalation, service } = keeping;

	async function changeStaff(user: string, how: (known: StaffDocument) => StaffDocument): Promise<void> {
		for (;;) {
			const known = await store.get('staff', user);
			if (known === null) return;
			const changed = how(known);
			if (changed === known || (await store.replace('staff', changed))) return;
		}
	}

	async function best(document: CaseDocument, at: number): Promise<string | null> {
		const staff = await store.find('staff', { team: document.team }, { limit: PAGE });
		const loads = new Map<string, number>();
		for (const { _id } of staff) loads.set(_id, await store.count('cases', { assignee: _id, status: 'open' }));
		return bestFor(document, staff, loads, at);
	}

	async function letGo(user: string, at: number): Promise<number> {
		const theirs = await store.find(
			'cases',
			{ assignee: user, status: 'open' },
			{ sort: ['assignee', 'status', 'priority', 'opened_at'], limit: PAGE },
		);
		let back = 0;
		for (const { _id, waiting_since } of theirs) {
			if (waiting_since === null) continue;
			let left = false;
			const released = await change(_id, (known) => {
				left = known.status === 'open' && known.assignee === user && known.waiting_since !== null;
				return left ? backInQueue({ ...known, assignee: null, claimed_at: null }, service(), at) : known;
			});
			if (released === null || !left) continue;
			const event = caseEvent(`${_id}:left:${user}:${at}`, {
				case: _id,
				at,
				kind: 'released',
				by: user,
				detail: 'tidak bertugas',
			});
			await record(released, event);
			await escalation(released, event._id, at);
			back++;
		}
		return back;
	}

	return {
		async enlist(user, of, at, by) {
			if (!service().teams.some(({ id }) => id === of.team))
				throw forbidden('Tim itu tidak ada. Pilih salah satu tim yang terdaftar.');
			if (!Number.isInteger(of.capacity) || of.capacity < 1 || of.capacity > 500)
				throw forbidden('Jumlah kasus sekaligus harus angka 1 sampai 500.');
			await store.insert('staff', [{ _id: user, rev: 1, ...of, presence: 'offline', seen_at: at }]);
			await changeStaff(user, (known) => ({ ...known, ...of, ...(by !== undefined && { set_by: by, set_at: at }) }));
		},

		async presence(user, presence, at) {
			await changeStaff(user, (known) => ({ ...known, presence, seen_at: at }));
			if (presence === 'offline') await letGo(user, at);
		},

		async seen(user, at) {
			await changeStaff(user, (known) =>
				known.presence === 'offline' || at - known.seen_at < 60_000 ? known : { ...known, seen_at: at },
			);
		},

		staff: (user) => store.get('staff', user),

		async handBack(at) {
			const stale = await store.find(
				'staff',
				{ presence: { in: ['online', 'away'] }, seen_at: { lte: at - GONE } },
				{ sort: ['presence', 'seen_at'], limit: PAGE },
			);
			for (const { _id } of stale)
				await changeStaff(_id, (known) =>
					known.seen_at <= at - GONE ? { ...known, presence: 'offline' as const } : known,
				);
			const away = await store.find('staff', { presence: 'offline' }, { sort: ['presence', 'seen_at'], limit: PAGE });
			let back = 0;
			for (const { _id } of away) back += await letGo(_id, at);
			return back;
		},

		async assign(caseId, to, by, at) {
			const before = await keeping.find(caseId);
			if (before === null) throw gone();
			const chosen = to ?? (await best(before, at));
			if (chosen === null)
				throw forbidden(
					'Tidak ada petugas tim ini yang sedang bertugas dan masih punya tempat. Biarkan di antrean, atau pilih petugasnya sendiri.',
				);
			await mayHold(store, chosen);
			const overrules = by === null ? false : await mayOverrule(keeping, before, by);
			const after = await change(caseId, (known) => {
				if (known.status !== 'open') throw alreadyClosed(known);
				if (known.assignee === chosen) return known;
				if (known.assignee !== null && known.assignee !== by && !overrules) throw heldByAnother(known);
				const theirs = { ...known, assignee: chosen, claimed_at: chosen === by ? at : null };
				return chosen === by ? acknowledged(theirs, at) : given(theirs, service(), at);
			});
			if (after === null) throw gone();
			const event = { case: caseId, at, kind: 'assigned', detail: chosen, ...(by === null ? {} : { by }) } as const;
			await record(after, caseEvent(`${caseId}:assigned:${chosen}:${at}`, event));
			return after;
		},

		async snooze(caseId, until, user, at) {
			const after = await change(caseId, (known) => {
				if (known.status !== 'open') throw alreadyClosed(known);
				if (known.assignee !== user) throw heldByAnother(known);
				if (known.waiting_since !== null) throw forbidden('Warga sedang menunggu jawaban. Balas dulu, lalu tunda.');
				if (known.priority === 1) throw forbidden('Kasus bahaya tidak bisa ditunda. Hubungi warga, atau alihkan.');
				if (!(until > at) || until > at + LONGEST_SNOOZE)
					throw forbidden('Pilih tanggal dari besok sampai 60 hari ke depan.');
				return known.snoozed_until === until ? known : snoozed(known, until, at);
			});
			if (after === null) throw gone();
			const event = { case: caseId, at, kind: 'snoozed', by: user, detail: new Date(until).toISOString() } as const;
			await record(after, caseEvent(`${caseId}:snoozed:${until}`, event));
		},
	};
}

/** Somebody who can sign in and answer. @throws HakkuError `case.forbidden`. */
export async function mayHold(store: Pick<Store, 'get'>, user: string): Promise<void> {
	const found = await store.get('users', user);
	if (found === null || found.disabled)
		throw forbidden('Petugas itu tidak ada atau akunnya tidak aktif. Pilih petugas lain.');
}

/** Supervisors and admins may take a case out of somebody's hands, and so may whoever is on call once they were called for it. */
export async function mayOverrule({ store, service }: Keeping, document: CaseDocument, user: string): Promise<boolean> {
	const found = await store.get('users', user);
	if (found === null || found.disabled) return false;
	if (found.role !== 'worker') return true;
	const team = service().teams.find(({ id }) => id === document.team);
	return document.rung === 3 && team !== undefined && team.on_call.includes(found.name);
}
