import { mayChangeMode } from '../cases/index.ts';
import { stamped } from './document.ts';
import type { ConversationDocument, Mode } from './documents.ts';
import { seenKey } from './inbound.ts';

/**
 * Who speaks from now on, under a new epoch: what was written under the old one does not leave any more. Null where the machine of
 * conversations (cases/machines/) has no such way.
 */
function under(document: ConversationDocument, state: Mode['state'], open: string | null): ConversationDocument | null {
	if (!mayChangeMode(document.mode.state, state).allowed) return null;
	return { ...document, mode: { state, epoch: document.mode.epoch + 1, case: open } };
}

/** A worker took the case. The same document when the case is not this conversation's, or somebody speaks already. */
export function taken(document: ConversationDocument, caseId: string, now: number): ConversationDocument {
	const spoken = document.mode.case === caseId ? under(document, 'human', caseId) : null;
	return spoken === null ? document : stamped(spoken, now);
}

/** The worker put the case back into the queue. */
export function putBack(document: ConversationDocument, caseId: string, now: number): ConversationDocument {
	const queued = document.mode.case === caseId ? under(document, 'queued', caseId) : null;
	return queued === null ? document : stamped(queued, now);
}

/** The case is over: the bot speaks again, and says so in its next turn. */
export function handedBack(document: ConversationDocument, caseId: string, now: number): ConversationDocument {
	const spoken = document.mode.case === caseId ? under(document, 'bot', null) : null;
	if (spoken === null) return document;
	const returned = { id: seenKey(`returned ${caseId}`), content: { kind: 'returned' }, received_at: now } as const;
	return stamped({ ...spoken, inbox: [...document.inbox, returned] }, now);
}
