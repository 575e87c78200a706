import type { ChannelName } from '../channels/index.ts';
import { traceOf } from '../log.ts';
import type { Conversations } from './api.ts';
import type { Surroundings } from './surroundings.ts';

/** How often a process looks by itself for what waits on its channel, in milliseconds: a signal may be lost. */
const LOOK = 10_000;

/** The topic that says: something waits for whoever has this channel. */
export function deliveries(channel: ChannelName): string {
	return `deliveries:${channel}`;
}

/**
 * Delivers what other processes decide for a channel of this one (a worker's answer, a reminder): what waits already, what a signal
 * tells of, and now and then whatever is there. Returns how to end it.
 */
export function serveChannel(
	{ signals, log }: Pick<Surroundings, 'signals' | 'log'>,
	conversations: Pick<Conversations, 'collect'>,
	channel: ChannelName,
	every = LOOK,
): () => void {
	let looking = false;
	let again = false;
	let ended = false;

	async function look(): Promise<void> {
		again = true;
		if (looking) return;
		looking = true;
		try {
			while (again && !ended) {
				again = false;
				await conversations.collect(channel);
			}
		} catch (error) {
			log.warn(
				{ code: 'collect.failed', channel, ...traceOf(error) },
				'deliveries could not be looked for; soon again',
			);
		} finally {
			looking = false;
		}
	}

	const deaf = signals.subscribe(deliveries(channel), () => void look());
	const watch = setInterval(() => void look(), every);
	watch.unref();
	void look();
	return () => {
		ended = true;
		deaf();
		clearInterval(watch);
	};
}
