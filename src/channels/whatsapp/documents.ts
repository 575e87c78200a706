import type { Stored } from '../../store/stored.ts';

/** How a number stands with WhatsApp. `stopped` waits for a person; everything else goes on by itself. */
export type LinkState = 'unpaired' | 'pairing' | 'connecting' | 'open' | 'waiting' | 'stopped';

/** Why a number is stopped or was unlinked, in the words of docs/whatsapp.md. */
export type StopReason =
	| 'logged_out'
	| 'replaced'
	| 'outdated'
	| 'restricted'
	| 'broken'
	/** Nobody scanned the picture or typed the code. */
	| 'expired'
	/** WhatsApp shows no code for the telephone number that was given. */
	| 'refused'
	/** Nothing came that could have been shown. */
	| 'unreachable'
	/** What is kept cannot be opened with this HAKKU_KEY. */
	| 'locked';

/** What people ask of a number. `cancel` ends a pairing that is under way. */
export type Wish = 'pair' | 'cancel' | 'unlink' | 'connect';

/** A WhatsApp number of ours; `_id` is the name that the settings give it. */
export interface WhatsAppAccountDocument extends Stored {
	/** What the linked device is to WhatsApp, sealed; null as long as it is not paired. */
	readonly creds: string | null;
	/** Under which lease it was last written; nothing is written under a smaller one. */
	readonly epoch: number;
	/** The number itself in digits, once paired: whom citizens write to, no secret. */
	readonly number: string | null;
	readonly state: LinkState;
	readonly reason: StopReason | null;
	/** Epoch milliseconds since when `state` is so. */
	readonly since: number;
	readonly last_message_at: number | null;
	/** Only people who write to us may be answered until then (epoch milliseconds). */
	readonly restricted_until: number | null;
	/** Somebody asked for it in the terminal or at the desk; the process that has the account does it. */
	readonly wanted: {
		readonly what: Wish;
		readonly number: string | null;
		/** Epoch milliseconds; tells one wish from the next. */
		readonly at: number;
		/** Whose wish it is: an account of the desk, or null for the terminal. */
		readonly by: string | null;
	} | null;
	/** What is to be scanned or typed in, sealed: whoever sees it could take the number. */
	readonly shown: string | null;
}

/** What happened to a number, for good: who asked for what, who saw a code, and what came of it. */
export interface WhatsAppEventDocument extends Stored {
	readonly account: string;
	/** Epoch milliseconds. */
	readonly at: number;
	readonly kind:
		| Wish
		/** A picture or code was shown to somebody at the desk. */
		| 'shown'
		/** A telephone took it. */
		| 'linked'
		/** The keys are gone; `told`: so is the entry on the telephone. */
		| 'unlinked'
		/** It stopped, or a pairing came to nothing. */
		| 'stopped';
	/** An account of the desk; null: the terminal, the telephone, or WhatsApp. */
	readonly by: string | null;
	/** Digits of the number (`linked`), the reason (`stopped`), `told` or `not_told` (`unlinked`), `code` or `picture` (`pair`). */
	readonly detail: string | null;
}

/** One key of the encryption between us and citizens, sealed. `_id` does not say whose it is. */
export interface WhatsAppKeyDocument extends Stored {
	readonly account: string;
	readonly value: string;
	readonly epoch: number;
	/** Grows inside an epoch with every change of keys. */
	readonly batch: number;
}

/** One name that WhatsApp gives a person (`123@lid`, `62812@s.whatsapp.net`), and the address of their conversation. */
export interface WhatsAppContactDocument extends Stored {
	readonly address: string;
	/** The other name of the same person, once both were seen together. */
	readonly other: string | null;
	/** The number of ours that they wrote to last. */
	readonly account: string;
	readonly wrote_at: number;
}
