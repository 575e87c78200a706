import { HakkuError } from '../../errors.ts';

/** What one look found. */
export interface Found {
	/** Stable name for machines: `settings`, `node`, `clock`, `folder`, `store`, `indexes`, `queues`, `mail`, `content`, `port`. */
	readonly check: string;
	readonly ok: boolean;
	readonly says: string;
	/** What to do; null when nothing is. */
	readonly fix: string | null;
}

export function well(check: string, says: string): Found {
	return { check, ok: true, says, fix: null };
}

export function ill(check: string, says: string, fix: string): Found {
	return { check, ok: false, says, fix };
}

/** A broken world as a finding; a bug goes on its way. */
export function broken(check: string, error: unknown): Found {
	if (error instanceof HakkuError) return ill(check, `${error.message} [${error.code}]`, error.fix);
	throw error;
}
