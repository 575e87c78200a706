import type { Stored } from '../store/stored.ts';

/** The sources of a release, so that a session can go on with the release it started on. `_id` is the content hash. */
export interface ReleaseDocument extends Stored {
	/** Relative path → file text. */
	readonly files: Readonly<Record<string, string>>;
	readonly made_at: number;
}
