import type { UserFacingSocketConfig } from '@whiskeysockets/baileys';

/** The log that the library gets: none. Its lines are full of telephone numbers, keys and people's words; what matters we log ourselves. */
export const silent: NonNullable<UserFacingSocketConfig['logger']> = {
	level: 'silent',
	child: () => silent,
	trace() {},
	debug() {},
	info() {},
	warn() {},
	error() {},
};
