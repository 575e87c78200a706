import { decided } from './document.ts';
import type { ConversationDocument, DeliveryState, OutboxEntry } from './documents.ts';

/**
 * Takes out of the outbox what must not or need not leave any more; it stays in the transcript as `superseded`.
 *
 * - After an opt-out only answers to the person's own message leave (`prompted`).
 * - When delivery is held up and more than `most` bot messages wait, the oldest are no answer to anything any more.
 */
export function withinOutbox(
	after: ConversationDocument,
	before: ConversationDocument,
	prompted: boolean,
	most: number,
): ConversationDocument {
	const known = new Set(before.outbox.map((entry) => entry.id));
	const ordinary = after.outbox.filter((entry) => !entry.always && !decided(entry));
	const tooOld = new Set(ordinary.slice(0, Math.max(0, ordinary.length - most)).map((entry) => entry.id));
	const unasked = after.opted_out && !prompted;
	return withDelivery(after, 'superseded', (entry) => tooOld.has(entry.id) || (unasked && !known.has(entry.id)));
}

/** Decides the waiting entries that `which` names. They leave the outbox when their lines are filed. */
export function withDelivery(
	document: ConversationDocument,
	delivery: DeliveryState,
	which: (entry: OutboxEntry) => boolean,
): ConversationDocument {
	const outbox = document.outbox.map((entry) =>
		!decided(entry) && which(entry) ? { ...entry, message: { ...entry.message, delivery } } : entry,
	);
	return { ...document, outbox };
}
