import { newDanger, noteDanger } from './danger.ts';
import { answerQuestion } from './dialogue.ts';
import { interrupt, run } from './run.ts';
import { effect, type Turn, update } from './turn.ts';
import type { Input } from './types.ts';

/**
 * A human speaks with the person, or soon will: the bot is silent. It still answers a new danger once, and obeys
 * "stop" and "delete my data", which are rights and not conversation.
 */
export function watch(turn: Turn, input: Input, text: string | null): void {
	if (turn.session.question) {
		if (input.kind === 'choice') answerQuestion(turn, { kind: 'choice', choice: input.choice });
		else if (text !== null) answerQuestion(turn, { kind: 'text', text });
		return;
	}
	if (text === null) return;
	const named = turn.release.flows.byWord.get(turn.release.language.key(text));
	if (named && (named.role === 'stop' || named.role === 'erase')) {
		update(turn, { stack: [], suspended: [] });
		interrupt(turn, named);
		run(turn);
		return;
	}
	watchForDanger(turn, named?.role === 'danger');
}

/** `called`: the person wrote the word for danger; it counts as often as it is written, and whatever it is about. */
function watchForDanger(turn: Turn, called: boolean): void {
	const signs = newDanger(turn);
	if (signs.length > 0) noteDanger(turn, signs);
	else if (called) update(turn, { danger: [], danger_grade: null });
	else return;
	const flow = turn.release.flows.byRole.get('danger');
	if (flow && (called || turn.session.danger_grade === 'certain')) {
		interrupt(turn, flow);
		run(turn);
		const statements = turn.events.filter((event) => event.kind !== 'message' || event.question === null);
		turn.events.splice(0, turn.events.length, ...statements);
	}
	update(turn, { stack: [], question: null, suspended: [] });
	const told = turn.events.some((event) => event.kind === 'effect' && event.effect.kind === 'danger');
	if (!told) effect(turn, { kind: 'danger', danger: turn.session.danger });
}
