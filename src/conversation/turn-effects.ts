import type { EngineEffect } from '../engine/index.ts';
import { withEffect } from './document.ts';
import type { ConversationDocument } from './documents.ts';
import type { Limits } from './limits.ts';

/** A timer set for less belongs to the talk at hand (a check on somebody in danger), in milliseconds. */
const SOON = 3_600_000;

/** What one effect of the engine changes here, or puts down to be carried out. `open` is the case that was open before the turn. */
export function withEngineEffect(
	document: ConversationDocument,
	open: string | null,
	effect: EngineEffect,
	now: number,
	limits: Pick<Limits, 'horizon'>,
): ConversationDocument {
	switch (effect.kind) {
		case 'set_timer': {
			const { timer, due } = effect;
			const one = { timer, due, ...(due - now < SOON && ({ soon: true } as const)) };
			const set = { ...document, timers: [...without(document, timer), one] };
			return due - now > limits.horizon ? set : withEffect(set, { kind: 'set_timer', timer, due, at: now });
		}
		case 'cancel_timer':
			return { ...document, timers: without(document, effect.timer) };
		case 'opt_out':
			return withoutAsking({ ...document, opted_out: effect.out }, open, effect.out, now);
		case 'consent': {
			const { given, wording } = effect;
			return withEffect(document, { kind: 'consent', person: document.person, given, wording, at: now });
		}
		case 'danger':
			return open === null
				? document
				: withEffect(document, { kind: 'danger', case: open, danger: effect.danger, at: now });
		case 'refusal':
			/** Without an open case it waits in the session, and comes along with the hand-over. */
			return open === null
				? document
				: withEffect(document, { kind: 'refusal', case: open, refusal: effect.refusal, at: now });
		case 'claim': {
			const { claim, answer, because } = effect;
			return open === null
				? document
				: withEffect(document, { kind: 'followed', case: open, followed: { claim, answer, because }, at: now });
		}
		case 'self_report':
			return withEffect(document, { kind: 'self_report', case: effect.case, report: effect, at: now });
		/** Needs the words from before the turn; see `withMisread`. */
		case 'misread':
		case 'erase':
			return document;
	}
}

/** Whoever wants no messages is not asked any more, and whoever has their case knows. */
function withoutAsking(
	document: ConversationDocument,
	open: string | null,
	out: boolean,
	at: number,
): ConversationDocument {
	if (!out) return document;
	const quiet = { ...document, timers: [] };
	const followed = { claim: null, answer: 'stop', because: null } as const;
	return open === null ? quiet : withEffect(quiet, { kind: 'followed', case: open, followed, at });
}

function without(document: ConversationDocument, timer: string): ConversationDocument['timers'] {
	return document.timers.filter((one) => one.timer !== timer);
}
