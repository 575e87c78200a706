import type { Stored } from '../store/stored.ts';

export type Role = 'worker' | 'supervisor' | 'admin';

/** The second step of somebody's sign-in. */
export interface SecondFactor {
	/** The app's secret, sealed for this account, base64. */
	readonly secret: string;
	/** Latest time step whose code was taken: no code works twice. */
	readonly used: number;
	/** SHA-256 of the recovery codes that are left. */
	readonly recovery: readonly string[];
	readonly since: number;
}

/** Somebody who works at the desk. `_id` follows from `name`, which they sign in with: lower case, unique. */
export interface UserDocument extends Stored {
	readonly name: string;
	/** How citizens see them: "Bu Sari". */
	readonly display_name: string;
	readonly role: Role;
	/** argon2id, encoded. Of a random word nobody knows, while an invitation is open. */
	readonly password: string;
	readonly created_at: number;
	readonly disabled: boolean;
	/** Failed sign-ins in a row and until when the next is refused. */
	readonly failures: number;
	readonly locked_until: number;
	/** A link with which they set their password, once. The store holds its SHA-256 only. */
	readonly invitation?: { readonly hash: string; readonly expires_at: number } | null;
	readonly second?: SecondFactor | null;
}

/**
 * An account's Telegram (`telegram:` and Telegram's number) or a code that will link one (`code:` and its SHA-256): the store never holds
 * the code itself.
 */
export interface StaffLinkDocument extends Stored {
	readonly user: string;
	/** Epoch milliseconds of linking, or of making the code. */
	readonly at: number;
	/** Null for a link. */
	readonly expires_at: number | null;
}

/** A signed-in browser. `_id` is the SHA-256 of the cookie's token: the store never holds the token itself. */
export interface SignInDocument extends Stored {
	readonly user: string;
	readonly csrf: string;
	readonly created_at: number;
	readonly expires_at: number;
	/** False: the password was right, the second step is still to come. Absent means true. */
	readonly complete?: boolean;
	/** What the browser calls itself, in a word or two: "Chrome, Android". */
	readonly browser?: string;
}
