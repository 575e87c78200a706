import type { Stored } from '../store/stored.ts';

/** The sources of a release, so that a conversation can go on with the release it started on. `_id` is the content hash. */
export interface ReleaseDocument extends Stored {
	/** Sorted by path. */
	readonly files: readonly { readonly path: string; readonly text: string }[];
	readonly made_at: number;
}
