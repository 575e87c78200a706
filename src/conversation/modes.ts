import { stamped } from './document.ts';
import type { ConversationDocument, Mode } from './documents.ts';
import { seenKey } from './inbound.ts';

/** Who speaks from now on, under a new epoch: what was written under the old one does not leave any more. */
function under(document: ConversationDocument, state: Mode['state'], open: string | null): ConversationDocument {
	return { ...document, mode: { state, epoch: document.mode.epoch + 1, case: open } };
}

/** A worker took the case. The same document when the case is not this conversation's, or somebody speaks already. */
export function taken(document: ConversationDocument, caseId: string, now: number): ConversationDocument {
	const { state, case: open } = document.mode;
	return open === caseId && state === 'queued' ? stamped(under(document, 'human', caseId), now) : document;
}

/** The worker put the case back into the queue. */
export function putBack(document: ConversationDocument, caseId: string, now: number): ConversationDocument {
	const { state, case: open } = document.mode;
	return open === caseId && state === 'human' ? stamped(under(document, 'queued', caseId), now) : document;
}

/** The case is over: the bot speaks again, and says so in its next turn. */
export function handedBack(document: ConversationDocument, caseId: string, now: number): ConversationDocument {
	if (document.mode.case !== caseId) return document;
	const returned = { id: seenKey(`returned ${caseId}`), content: { kind: 'returned' }, received_at: now } as const;
	return stamped({ ...under(document, 'bot', null), inbox: [...document.inbox, returned] }, now);
}
