import { HakkuError } from '../errors.ts';
import type { Store } from '../store/index.ts';

/** The only id in `imports`: one import at a time. */
export const mark = 'import';

/**
 * Lets nobody work on a store whose import has begun and not ended.
 *
 * @throws HakkuError `data.half_imported`.
 */
export async function refuseUnfinished(store: Pick<Store, 'get'>): Promise<void> {
	const begun = await store.get('imports', mark);
	if (begun === null) return;
	const since = new Date(begun.begun_at).toISOString();
	throw new HakkuError('data.half_imported', `An import into this store began at ${since} and has not ended.`);
}
