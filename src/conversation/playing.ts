import type { StepResult } from '../engine/index.ts';
import { traceOf } from '../log.ts';
import { dayOf } from '../service/index.ts';
import { apology } from './apology.ts';
import type { ConversationDocument } from './documents.ts';
import { type Ground, isPassing } from './surroundings.ts';
import { inputOf, type Moment } from './turn.ts';

/** Runs the engine for one moment. */
export type Played = (document: ConversationDocument, moment: Moment) => Promise<StepResult>;

/**
 * The engine, guarded: a bug in it must not wedge a conversation. A person whose message it could not take reads an apology, and
 * a human is called. A store that is away is no bug: that goes up, and the message stays in the inbox.
 */
export function guarded({
	play,
	clock,
	timeZone,
	log,
	answers,
}: Pick<Ground, 'play' | 'clock' | 'timeZone' | 'log' | 'answers'>): Played {
	return async (document, moment) => {
		const { session, mode } = document;
		const nothing: StepResult = { session, events: [] };
		if (moment.kind === 'timer' && (mode.state !== 'bot' || document.opted_out)) return nothing;
		const now = clock();
		const today = dayOf(timeZone, now);
		try {
			const played = await play(session, inputOf(moment), {
				now,
				today,
				channel: document.channel,
				mode: mode.state,
				answers: (where) => answers(where, now),
			});
			for (const event of played.events)
				if (event.kind === 'problem') {
					const { code, flow, node, message } = event;
					log.warn({ code, flow, node }, message);
				}
			return played;
		} catch (error) {
			if (isPassing(error)) throw error;
			const [where] = session?.stack.slice(-1) ?? [];
			log.error(
				{ code: 'turn.failed', flow: where?.flow ?? null, node: where?.node ?? null, ...traceOf(error) },
				'the engine failed on a message; a human is called',
			);
			const wrote = moment.kind === 'inbound' && moment.entry.content.kind !== 'returned';
			return wrote && mode.state === 'bot' ? apology(session) : nothing;
		}
	};
}
