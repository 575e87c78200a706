import type { Store } from '../store/index.ts';
import type { Failure, MeanDocument } from './documents.ts';

/** A success is noted at most this often (milliseconds): it is for people who look at a page. */
const OFTEN = 60_000;

/** How the means do, as every process sees it. */
export interface MeanRecord {
	all(): Promise<readonly MeanDocument[]>;
	worked(name: string, at: number): Promise<void>;
	failed(name: string, failure: Failure, about: string | null, at: number): Promise<void>;
}

export function createRecord(store: Pick<Store, 'get' | 'find' | 'insert' | 'replace'>): MeanRecord {
	async function change(name: string, how: (known: MeanDocument) => MeanDocument): Promise<void> {
		await store.insert('alert_means', [emptyMean(name)]);
		for (;;) {
			const known = await store.get('alert_means', name);
			if (known === null) return;
			const changed = how(known);
			if (changed === known || (await store.replace('alert_means', changed))) return;
		}
	}
	return {
		all: () => store.find('alert_means', {}, { limit: 100 }),
		worked: (name, at) =>
			change(name, (known) => {
				const lately = known.sent_at !== null && at - known.sent_at < OFTEN;
				return lately && (known.failed_at ?? 0) < (known.sent_at ?? 0) ? known : { ...known, sent_at: at };
			}),
		failed: (name, failure, about, at) =>
			change(name, (known) => ({ ...known, failed_at: at, failure, about: about ?? known.about })),
	};
}

/** A mean of which nothing is known yet. */
export function emptyMean(name: string): MeanDocument {
	return { _id: name, rev: 1, sent_at: null, failed_at: null, failure: null, about: null, keys: null };
}
