import type { Signals } from '../../queues/index.ts';
import type { WhatsAppAccountDocument } from './documents.ts';
import { type AccountRecord, numbersTopic } from './record.ts';

export type Wanted = NonNullable<WhatsAppAccountDocument['wanted']>;

/** How often a number looks for what somebody asked of it, in milliseconds; a signal says so at once. */
export const LOOK = 5_000;

/** Calls `heard` once for each thing that somebody asks of a number. Returns how to stop listening. */
export function listenForWishes(signals: Signals, record: AccountRecord, heard: (wanted: Wanted) => void): () => void {
	let last = 0;

	async function look(): Promise<void> {
		const { wanted } = await record.read();
		if (wanted === null || wanted.at === last) return;
		last = wanted.at;
		heard(wanted);
	}

	const looking = () => void look().catch(() => undefined);
	const deaf = signals.subscribe(numbersTopic, looking);
	const watch = setInterval(looking, LOOK);
	watch.unref();
	return () => {
		deaf();
		clearInterval(watch);
	};
}
