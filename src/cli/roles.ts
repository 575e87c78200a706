import type { Config } from '../config.ts';
import { HakkuError } from '../errors.ts';

export const roles = ['all', 'web', 'worker', 'channels'] as const;

/** What a process does. */
export type Role = (typeof roles)[number];

export interface Duties {
	/** Serves the web chat and the desk. */
	readonly pages: boolean;
	/** Does what the queues wake, and takes up what a dead process left. */
	readonly queues: boolean;
	/** Speaks on channel accounts that no other process speaks on. */
	readonly accounts: boolean;
}

/**
 * The duties of a role.
 *
 * @throws HakkuError `config.invalid` for a process beside others on a store that only one can use.
 */
export function dutiesOf(role: Role, { redisUrl }: Pick<Config, 'redisUrl'>): Duties {
	if (role !== 'all' && redisUrl === null)
		throw new HakkuError(
			'config.invalid',
			`--role ${role} is for several processes, and they share MONGO_URL and REDIS_URL. Set both, or start without --role.`,
		);
	const is = (one: Role) => role === 'all' || role === one;
	return { pages: is('web'), queues: is('worker'), accounts: is('channels') };
}
