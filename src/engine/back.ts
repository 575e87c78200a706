import { enter } from './nodes/index.ts';
import { go, run } from './run.ts';
import { here, phrase, say, type Turn, update } from './turn.ts';
import type { Session } from './types.ts';

/** Remembers an answered question, so that `back` can undo it. */
export function remember(turn: Turn, before: Session): void {
	const step = { stack: before.stack, undo: turn.undo, needs: before.needs };
	update(turn, { history: [...turn.session.history, step].slice(-turn.limits.history) });
}

/** Undoes the latest answer and asks its question again. */
export function back(turn: Turn): void {
	const step = turn.session.history.at(-1);
	if (!step) {
		say(turn, phrase(turn, 'back_nothing'));
		askAgain(turn);
		return;
	}
	const facts = { ...turn.session.facts };
	for (const [id, known] of Object.entries(step.undo)) {
		if (known === null) delete facts[id];
		else facts[id] = known;
	}
	update(turn, {
		facts,
		needs: step.needs,
		stack: step.stack,
		question: null,
		history: turn.session.history.slice(0, -1),
	});
	say(turn, phrase(turn, 'back_done'));
	askAgain(turn);
}

/** Puts the open question once more; goes on with the run when there is none. */
export function askAgain(turn: Turn): void {
	const place = here(turn);
	if (!place) {
		run(turn);
		return;
	}
	if (go(turn, enter(place.node, turn))) run(turn);
}
