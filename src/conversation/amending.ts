import type { ChannelName } from '../channels/index.ts';
import { stamped, withEffect, withLine, withSeen } from './document.ts';
import type { ConversationDocument } from './documents.ts';
import { cut, seenKey, storable } from './inbound.ts';
import type { Limits } from './limits.ts';

/** A person changed what they had written before. */
export interface Amended {
	readonly channel: ChannelName;
	readonly address: string;
	/** The channel's own id of this change, and of no message. */
	readonly id: string;
	readonly text: string;
}

/** Stands before the new words, so that nobody takes them for a new message. */
const MARK = '✎ (diubah)';

/**
 * The conversation with the new words in its transcript. They answer nothing: who wants to correct an answer writes "kembali". Where a
 * human speaks, they wait like any other words. The same document when the change is known already (B19).
 */
export function withAmended(
	document: ConversationDocument,
	{ id, text }: Amended,
	now: number,
	limits: Limits,
): ConversationDocument {
	const key = seenKey(`edit ${id}`);
	const words = cut(storable(text), limits.text).trim();
	if (document.seen.includes(key) || words === '') return document;
	const { case: open } = document.mode;
	const written = { from: 'citizen', text: `${MARK} ${words}`, at: now, case: open } as const;
	const after = withLine(withSeen(document, key, limits.seen), written);
	return stamped(open === null ? after : withEffect(after, { kind: 'citizen_wrote', case: open, at: now }), now);
}
