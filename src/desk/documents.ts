import type { Stored } from '../store/stored.ts';

export type Role = 'worker' | 'supervisor' | 'admin';

/** Somebody who works at the desk. `_id` follows from `name`, which they sign in with: lower case, unique. */
export interface UserDocument extends Stored {
	readonly name: string;
	/** How citizens see them: "Bu Sari". */
	readonly display_name: string;
	readonly role: Role;
	/** argon2id, encoded. */
	readonly password: string;
	readonly created_at: number;
	readonly disabled: boolean;
	/** Failed sign-ins in a row and until when the next is refused. */
	readonly failures: number;
	readonly locked_until: number;
}

/** A signed-in browser. `_id` is the SHA-256 of the cookie's token: the store never holds the token itself. */
export interface SignInDocument extends Stored {
	readonly user: string;
	readonly csrf: string;
	readonly created_at: number;
	readonly expires_at: number;
}
