import type { Store } from '../store/index.ts';
import type { LeaseDocument } from './documents.ts';

/** What an account's channel may ask about the lease that it runs under. */
export interface Hold {
	/** Fencing: whoever keeps something for the account writes it down with this, and nothing under a smaller one. */
	readonly epoch: number;
	/** Whether the account is certainly still this process's. */
	held(): boolean;
}

export interface LeaseSettings {
	readonly store: Store;
	readonly account: string;
	/** Names this run of this process, and no other ever. */
	readonly owner: string;
	/** Epoch milliseconds. */
	readonly clock: () => number;
	/** Milliseconds on a clock that never jumps. */
	readonly steady: () => number;
	/** Milliseconds after which a lease that nobody renewed is free. */
	readonly term: number;
	/** True when no other process can use the store: a lease that is there was left by a process that is gone. */
	readonly alone: boolean;
}

export interface Lease extends Hold {
	/** One try. True when this process holds the account now. */
	acquire(): Promise<boolean>;
	/** False when somebody else took it. Rejects when the store is away: then it is held until it runs out. */
	renew(): Promise<boolean>;
	/** Gives it back, so that another need not wait for it to run out. */
	release(): Promise<void>;
}

/**
 * A lease by compare-and-set. No clock of one machine is ever compared with another's: whoever wants the lease watches its
 * revision, and takes over when it stood still for a whole term on its own steady clock. The owner counts its term from before
 * each renewal was sent, and stops a fifth earlier, so it always stops first.
 */
export function createLease(settings: LeaseSettings): Lease {
	const { store, account, owner, clock, steady, term, alone } = settings;
	let kept: { readonly document: LeaseDocument; readonly since: number; readonly at: number } | null = null;
	let watched: { readonly rev: number; readonly since: number } | null = null;

	function free(known: LeaseDocument): boolean {
		if (alone || known.owner === null || known.owner === owner) return true;
		if (watched?.rev !== known.rev) watched = { rev: known.rev, since: steady() };
		return steady() - watched.since >= term;
	}

	async function write(document: LeaseDocument, since: number): Promise<boolean> {
		const at = clock();
		const next = { ...document, owner, renewed_at: at };
		if (!(await store.replace('leases', next))) return false;
		kept = { document: { ...next, rev: next.rev + 1 }, since, at };
		return true;
	}

	return {
		get epoch() {
			return kept?.document.epoch ?? 0;
		},

		/** Also by the wall clock: the steady one stands still while a machine sleeps. */
		held() {
			if (kept === null) return false;
			const most = (term * 4) / 5;
			return steady() - kept.since < most && clock() - kept.at < most;
		},

		async acquire() {
			const since = steady();
			const known = await store.get('leases', account);
			if (known !== null) return free(known) && (await write({ ...known, epoch: known.epoch + 1 }, since));
			const first: LeaseDocument = { _id: account, rev: 1, owner, epoch: 1, renewed_at: clock() };
			if (!(await store.insert('leases', [first])).includes(account)) return false;
			kept = { document: first, since, at: first.renewed_at };
			return true;
		},

		async renew() {
			if (kept === null) return false;
			const since = steady();
			if (await write(kept.document, since)) return true;
			const known = await store.get('leases', account);
			/** A renewal whose answer was lost is ours all the same. */
			const ours = known !== null && known.owner === owner && known.epoch === kept.document.epoch;
			if (ours && (await write(known, since))) return true;
			kept = null;
			return false;
		},

		async release() {
			const held = kept;
			kept = null;
			if (held !== null) await store.replace('leases', { ...held.document, owner: null });
		},
	};
}
