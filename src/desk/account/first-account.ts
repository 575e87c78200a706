import { digest, randomToken, sameText } from '../../http/index.ts';
import type { Users } from './users.ts';

/** The one-time link that creates the first account. */
export interface FirstAccount {
	/** A fresh path, or null when there is an account already. The one before it no longer works. */
	link(): Promise<string | null>;
	/** Whether the link may still be used. */
	valid(token: string): Promise<boolean>;
	/**
	 * Uses the link up, runs `create`, and gives it back when that fails (a weak password): two who open it at once make one account.
	 * `null` when the link is not valid.
	 */
	use<T>(token: string, create: () => Promise<T>): Promise<T | null>;
}

/** Only the token's hash is kept, and only in memory: a restart prints another link, as long as nobody has an account. */
export function createFirstAccount(users: Users): FirstAccount {
	let hash: string | null = null;
	const right = (token: string) => hash !== null && sameText(digest(token), hash);
	const noAccount = async () => (await users.list()).length === 0;
	return {
		async link() {
			if (!(await noAccount())) return null;
			const token = randomToken();
			hash = digest(token);
			return `/desk/first?token=${token}`;
		},
		valid: async (token) => right(token) && (await noAccount()),
		async use(token, create) {
			if (!right(token)) return null;
			const held = hash;
			hash = null;
			try {
				return (await noAccount()) ? await create() : null;
			} catch (error) {
				hash = held;
				throw error;
			}
		},
	};
}
