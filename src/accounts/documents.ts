import type { Stored } from '../store/stored.ts';

/** Who speaks on a channel account; `_id` is the account. Every renewal is a write, so `rev` is its heartbeat. */
export interface LeaseDocument extends Stored {
	/** The process that holds it; null when the last one gave it back. */
	readonly owner: string | null;
	/** Grows with every change of owner: what was written under a smaller one is of a process that lost the account. */
	readonly epoch: number;
	/** Epoch milliseconds on the owner's clock, for whoever looks. No decision rests on it: clocks differ, and jump. */
	readonly renewed_at: number;
}
