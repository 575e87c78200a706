import type { EngineEffect } from '../engine/index.ts';
import { withEffect } from './document.ts';
import type { ConversationDocument } from './documents.ts';
import type { Limits } from './limits.ts';

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
			const set = { ...document, timers: [...without(document, timer), { timer, due }] };
			return due - now > limits.horizon ? set : withEffect(set, { kind: 'set_timer', timer, due, at: now });
		}
		case 'cancel_timer':
			return { ...document, timers: without(document, effect.timer) };
		case 'opt_out':
			return { ...document, opted_out: effect.out, timers: effect.out ? [] : document.timers };
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
		/** Needs the words from before the turn; see `withMisread`. */
		case 'misread':
		case 'erase':
			return document;
	}
}

function without(document: ConversationDocument, timer: string): ConversationDocument['timers'] {
	return document.timers.filter((one) => one.timer !== timer);
}
