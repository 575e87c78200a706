/** From each state, the states it may go to. Staying where one is, is no move. */
export type Machine<S extends string> = { readonly [From in S]: readonly S[] };

/** Whether something may happen, and if not why, in Indonesian, with what to do instead. */
export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

export const allowed: Verdict = { allowed: true };

export function refused(reason: string): Verdict {
	return { allowed: false, reason };
}
