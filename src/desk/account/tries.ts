/** Tries in a row that are free; each one more doubles the lock, from one minute to fifteen. */
const freeTries = 8;
const lockFor = (failures: number) =>
	failures < freeTries ? 0 : Math.min(15, 2 ** Math.min(4, failures - freeTries)) * 60_000;

/** Failed tries in a row, and until when (epoch milliseconds) the next is refused. */
export interface Tries {
	readonly failures: number;
	readonly locked_until: number;
}

/** Counts a try as failed before it is read; `wait`: milliseconds until one is read again, 0 when this one is. */
export function countTry<T extends Tries>(state: T, at: number): { readonly state: T; readonly wait: number } {
	const wait = Math.max(0, state.locked_until - at);
	if (wait > 0) return { state, wait };
	const failures = state.failures + 1;
	return { state: { ...state, failures, locked_until: at + lockFor(failures) }, wait: 0 };
}

/** Tries for names that have no account, so that they look the same. In memory, and bounded. */
export function createStrangers(most = 10_000): { count(name: string, at: number): number } {
	const known = new Map<string, Tries>();
	return {
		count(name, at) {
			const { state, wait } = countTry(known.get(name) ?? { failures: 0, locked_until: 0 }, at);
			known.delete(name);
			known.set(name, state);
			const oldest = known.size > most ? known.keys().next() : { done: true as const };
			if (!oldest.done) known.delete(oldest.value);
			return wait;
		},
	};
}
