import type { Stored } from '../store/stored.ts';

/** An import that has begun and not ended. `_id` is always `import`; it goes when all that was imported has been verified. */
export interface ImportDocument extends Stored {
	/** SHA-256 of the archive's last line, which holds the checksum of everything in it. */
	readonly archive: string;
	readonly begun_at: number;
}
