import type { News, Priority } from '../cases/documents.ts';
import type { Stored } from '../store/stored.ts';

/**
 * waiting: to be sent at `next_at` · held: quiet hours, comes in the summary · sending: in hand until `next_at` · sent · alone: this
 * user has no means · failed: every mean refused · uncertain: a process died while it was sent, and it is not repeated · over: it no
 * longer mattered.
 */
export type AlertState = 'waiting' | 'held' | 'sending' | 'sent' | 'alone' | 'failed' | 'uncertain' | 'over';

/** What a mean said when it could not deliver. */
export type Failure = 'address' | 'device' | 'refused' | 'login' | 'unreachable' | 'unsafe' | 'broken';

/** One event told to one user. `_id` follows from both, so it is made once. Nothing in it says who the person is or what they wrote. */
export interface AlertDocument extends Stored {
	readonly user: string;
	/** Empty for a summary. */
	readonly case: string;
	/** As the desk shows it; of a summary, the numbers of all its cases. */
	readonly number: string;
	/** The same for everybody who is told of the same thing. */
	readonly event: string;
	/** Beside what is news of the case: `letter`, a draft that nobody approved; `summary`, what was held back. */
	readonly kind: News['kind'] | 'letter' | 'summary';
	readonly priority: Priority;
	readonly level: News['level'];
	readonly clock: News['clock'];
	/** Epoch milliseconds. */
	readonly at: number;
	readonly state: AlertState;
	/** When it is to be looked at again; null once it is over. */
	readonly next_at: number | null;
	/** How often sending it was begun. */
	readonly tries: number;
	/** The mean that was begun last; whether it ended is unknown while `state` is `sending`. */
	readonly began: string | null;
	/** Names of means that took it. */
	readonly sent: readonly string[];
	/** What each mean said last. */
	readonly failures: Readonly<Record<string, Failure>>;
}

/** A browser that takes alerts. */
export interface AlertDevice {
	/** SHA-256 of its address at the push service. */
	readonly id: string;
	/** The subscription as JSON, sealed, base64. */
	readonly subscription: string;
	/** "Chrome, Android". */
	readonly browser: string;
	readonly since: number;
	/** What its push service said for good: it is not called again. */
	readonly trouble: Failure | null;
}

/** How somebody wants to be alerted. `_id` is the user's id. */
export interface AlertSettings extends Stored {
	readonly language: 'id' | 'en';
	/** IANA time zone of their quiet hours. */
	readonly zone: string;
	/** `20:00` to `07:00` in their zone; null: none. Danger does not ask. */
	readonly quiet: { readonly from: string; readonly to: string } | null;
	/** Names of means that are not to be used. */
	readonly off: readonly string[];
	/** An address that they proved to be theirs; `trouble` once it refused a letter. */
	readonly address: { readonly email: string; readonly since: number; readonly trouble: Failure | null } | null;
	/** An address that is to be proved, with the SHA-256 of the code that was sent there. */
	readonly proof: AddressProof | null;
	readonly devices: readonly AlertDevice[];
	/** Means that refused this user for good when they were tried last; gone once one works again. */
	readonly trouble?: Readonly<Record<string, Failure>>;
}

export interface AddressProof {
	readonly email: string;
	readonly code: string;
	readonly expires_at: number;
	/** Codes that were tried. */
	readonly tries: number;
}

/** How a mean does, for the system page. `_id` is its name; `danger` is what reached nobody. */
export interface MeanDocument extends Stored {
	/** Epoch milliseconds; null: never. */
	readonly sent_at: number | null;
	readonly failed_at: number | null;
	readonly failure: Failure | null;
	/** Number of the case that it was about. */
	readonly about: string | null;
	/** What it signs with; the secret part sealed, base64. */
	readonly keys: { readonly public: string; readonly sealed: string } | null;
}
