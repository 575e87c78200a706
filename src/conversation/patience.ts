/** Longest time, in milliseconds, that one call to something outside may hold up its conversation. */
export const patience = {
	/** One message on a channel. Channels have shorter limits of their own; this one is for the day when one of them hangs. */
	send: 60_000,
	/** One effect: a few operations of the store and one of the queue. A Redis that went away may keep a call for ever. */
	effect: 15_000,
};

/** Rejects when the work takes longer. The work itself goes on, so it must bear being done again. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new TimedOut()), milliseconds);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}

class TimedOut extends Error {
	override readonly name = 'TimedOut';
}
