import { mayChangeMode } from '../cases/index.ts';
import type { Subject } from '../engine/index.ts';
import { stamped } from './document.ts';
import type { ConversationDocument, Mode, Timer } from './documents.ts';
import { seenKey } from './inbound.ts';

/**
 * Who speaks from now on, under a new epoch: what was written under the old one does not leave any more. Null where the machine of
 * conversations (cases/machines/) has no such way.
 */
function under(document: ConversationDocument, state: Mode['state'], open: string | null): ConversationDocument | null {
	if (!mayChangeMode(document.mode.state, state, document.mode.case !== null).allowed) return null;
	return { ...document, mode: { state, epoch: document.mode.epoch + 1, case: open } };
}

/** A worker took the case. The same document when the case is not this conversation's, or somebody speaks already. */
export function taken(document: ConversationDocument, caseId: string, now: number): ConversationDocument {
	const spoken = document.mode.case === caseId ? under(document, 'human', caseId) : null;
	return spoken === null ? document : stamped(spoken, now);
}

/** A case is open again whose conversation the bot had. The same document when the person has another case by now. */
export function takenAgain(document: ConversationDocument, caseId: string, now: number): ConversationDocument {
	if (document.mode.case !== null && document.mode.case !== caseId) return document;
	return taken({ ...document, mode: { ...document.mode, case: caseId } }, caseId, now);
}

/** The worker put the case back into the queue. */
export function putBack(document: ConversationDocument, caseId: string, now: number): ConversationDocument {
	const queued = document.mode.case === caseId ? under(document, 'queued', caseId) : null;
	return queued === null ? document : stamped(queued, now);
}

/** The bot speaks while the case stays open, and asks how it went when the time has come. What was asked before is dropped. */
export function accompanied(
	document: ConversationDocument,
	caseId: string,
	asked: readonly Timer[],
	now: number,
): ConversationDocument {
	if (document.mode.case !== caseId) return document;
	const spoken = document.mode.state === 'bot' ? document : under(document, 'bot', caseId);
	return spoken === null ? document : stamped(withTimers(spoken, asked), now);
}

/** The case is over: the bot speaks again, and says so in its next turn. */
export function handedBack(document: ConversationDocument, caseId: string, now: number): ConversationDocument {
	if (document.mode.case !== caseId) return document;
	const spoken =
		document.mode.state === 'bot'
			? { ...document, mode: { ...document.mode, epoch: document.mode.epoch + 1, case: null } }
			: under(document, 'bot', null);
	if (spoken === null) return document;
	const about: Subject = { case: caseId, claim: null, moment: 'closing' };
	const returned = {
		id: seenKey(`returned ${caseId}`),
		content: { kind: 'returned', about },
		received_at: now,
	} as const;
	const timers = spoken.timers.filter((one) => one.about === undefined);
	return stamped({ ...spoken, timers, inbox: [...document.inbox, returned] }, now);
}

/** The same after a worker closed it: how the person's days are is asked again later, unless they want no messages. */
export function handedBackClosed(document: ConversationDocument, caseId: string, now: number): ConversationDocument {
	const back = handedBack(document, caseId, now);
	if (back === document || back.opted_out) return back;
	return stamped(withTimers(back, aftercare(caseId, now)), now);
}

export function withTimers(document: ConversationDocument, set: readonly Timer[]): ConversationDocument {
	const others = document.timers.filter((one) => !set.some(({ timer }) => timer === one.timer));
	return { ...document, timers: [...others, ...set] };
}

const DAY = 24 * 3_600_000;

function aftercare(caseId: string, closed: number): readonly Timer[] {
	return ([30, 90] as const).map((days) => ({
		timer: `after_${days}`,
		due: closed + days * DAY,
		about: { case: caseId, claim: null, moment: `after_${days}` },
	}));
}
