import type { CaseDocument } from '../cases/index.ts';
import { stamped, withSeen } from './document.ts';
import type { ConversationDocument, Timer } from './documents.ts';
import { seenKey } from './inbound.ts';
import { withTimers } from './modes.ts';
import type { Shelf } from './shelf.ts';
import type { Ground } from './surroundings.ts';

const DAY = 24 * 3_600_000;

/**
 * A clock of a case says that it is time to ask how it went with a right. Resolves to the conversation in which it is asked now; null
 * when nothing is to be asked: the case moved on, a human speaks, or the person wants no messages.
 */
export async function askHowItWent(
	{ cases, clock, limits }: Pick<Ground, 'cases' | 'clock' | 'limits'>,
	shelf: Shelf,
	caseId: string,
	clockId: string,
): Promise<string | null> {
	const open = await cases.get(caseId);
	const running = open?.clocks.find(
		({ id, kind, met_at }) => id === clockId && kind === 'follow_up' && met_at === null,
	);
	if (open == null || open.status !== 'open' || running === undefined) return null;
	const { claim, due, started_at } = running;
	const now = clock();
	if (claim === null || due > now) return null;
	// A job that comes twice asks once; the clock rings again each day until there is an answer.
	const round = Math.floor((now - due) / DAY);
	const key = seenKey(`follow-up ${caseId} ${clockId} ${started_at} ${round}`);
	let asked = false;
	await shelf.change(
		open.conversation,
		(document) => {
			asked = mayAsk(document, open) && !document.seen.includes(key);
			if (!asked) return document;
			const timer = { timer: `follow_up:${claim}`, due: now, about: { case: caseId, claim, moment: null } };
			const known = withSeen(document, key, limits.seen);
			return stamped(withTimers({ ...known, timers: othersThan(document, now) }, [timer]), now);
		},
		'store',
	);
	return asked ? open.conversation : null;
}

/** How the days are when the case begins; asked as soon as the bot speaks with somebody whose case stays open. */
export function beginning(caseId: string, at: number): Timer {
	return { timer: 'intake', due: at, about: { case: caseId, claim: null, moment: 'intake' } };
}

/** One greeting is enough: a flow that would say hello within a day of it does not any more. */
function othersThan({ timers }: ConversationDocument, now: number): readonly Timer[] {
	return timers.filter(({ about, soon, due }) => about !== undefined || soon === true || due > now + DAY);
}

function mayAsk({ mode, opted_out, unreachable }: ConversationDocument, open: CaseDocument): boolean {
	return mode.state === 'bot' && mode.case === open._id && !opted_out && unreachable === null;
}
