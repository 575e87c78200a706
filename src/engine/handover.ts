import { rightsSoFar } from './standing.ts';
import { effect, type Turn, update } from './turn.ts';

/**
 * Gives the conversation to a human with the whole picture. While a human is on it already, only a danger is new to them.
 * Whatever was open in the bot's conversation ends here.
 */
export function handOver(turn: Turn, priority: 1 | 2 | 3, reason: string): void {
	const { session } = turn;
	if (turn.context.mode !== 'bot') {
		if (session.danger.length > 0) effect(turn, { kind: 'danger', danger: session.danger });
		return;
	}
	turn.events.push({
		kind: 'handoff',
		handoff: {
			priority,
			reason,
			danger: priority === 1 ? session.dangers : session.warned,
			needs: session.needs,
			rights: rightsSoFar(turn.release, session, turn.context),
			facts: session.facts,
			refusal: session.refusal,
			language: session.language,
		},
	});
	update(turn, { stack: [], question: null, suspended: [], refusal: null });
}
