import type { Stored } from '../store/stored.ts';

/** A person, known by their conversations only. No name is needed, and none is asked for. */
export interface PersonDocument extends Stored {
	/** Conversation ids (`telegram:123`). */
	readonly identities: readonly string[];
	readonly consent: { readonly given: boolean; readonly at: number; readonly wording: string } | null;
	readonly created_at: number;
}
