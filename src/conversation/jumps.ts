import { decided, stamped } from './document.ts';
import type { ConversationDocument } from './documents.ts';

/** How far apart the clocks of two machines may be before one of them is called wrong, in milliseconds. */
const TOLERANCE = 60_000;

/** Written by a clock that ran far ahead of the one that looks now. */
export function writtenAhead(document: ConversationDocument, now: number): boolean {
	return document.updated_at > now + TOLERANCE;
}

/**
 * What a clock that ran ahead wrote down, moved to the present: a delivery put off for a minute must not wait for an hour. The
 * same document when no clock ran ahead.
 */
export function broughtBack(document: ConversationDocument, now: number): ConversationDocument {
	if (!writtenAhead(document, now)) return document;
	const ahead = document.updated_at - now;
	const { held } = document;
	const outbox = document.outbox.map((entry) =>
		decided(entry) || entry.attempted_at === null
			? entry
			: { ...entry, attempted_at: Math.min(entry.attempted_at, now) },
	);
	const moved = held === null ? null : { until: held.until - ahead, earliest: held.earliest - ahead };
	return stamped({ ...document, outbox, held: moved, pending_since: null }, now);
}

/** Whether something happened less than so many milliseconds ago. A moment in the future says nothing: a clock was set back. */
export function isRecent(moment: number, now: number, within: number): boolean {
	return now - moment <= within && moment - now <= within;
}
