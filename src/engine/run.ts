import type { Flow, Next } from './flow.ts';
import { handOver } from './handover.ts';
import { enter, type Move } from './nodes/index.ts';
import { here, phrase, say, setTop, type Turn, topFrame, update, valuesOf } from './turn.ts';

/** Runs nodes until a question is open, a human has the conversation, or nothing is left to do. */
export function run(turn: Turn): void {
	for (;;) {
		const frame = topFrame(turn);
		if (!frame) {
			if (!takeUpSuspended(turn)) return;
			continue;
		}
		const place = here(turn);
		if (!place) {
			problem(turn, 'flow.node.gone', frame.flow, frame.node, 'The release no longer has this node.');
			update(turn, { stack: [], question: null });
			continue;
		}
		if (++turn.nodes > turn.limits.nodes || turn.messages >= turn.limits.messages) {
			stopRunaway(turn, place.flow, place.node.id);
			return;
		}
		if (!go(turn, enter(place.node, turn))) return;
	}
}

/** Carries out a move; false when the run stops here. */
export function go(turn: Turn, move: Move): boolean {
	switch (move.move) {
		case 'wait':
		case 'leave':
			return false;
		case 'next':
			follow(turn);
			return true;
		case 'goto':
			goTo(turn, move.node);
			return true;
		case 'end':
			goTo(turn, null);
			return true;
		case 'call':
			call(turn, move.flow);
			return true;
	}
}

/** Follows `next` of the innermost node. */
function follow(turn: Turn): void {
	const place = here(turn);
	goTo(turn, place ? choose(place.node.next, turn) : null);
}

function choose(next: Next, turn: Turn): string | null {
	if (next.length === 0) return null;
	const values = valuesOf(turn);
	let unknown = false;
	for (const branch of next) {
		if ('when' in branch) {
			const { value } = branch.when.judge(values, turn.context.today);
			if (value === true) return branch.goto;
			if (value === 'unknown') unknown = true;
		} else if ('unknown' in branch) {
			if (unknown) return branch.unknown;
		} else {
			return branch.goto;
		}
	}
	return null;
}

function goTo(turn: Turn, node: string | null): void {
	update(turn, { question: null });
	const frame = topFrame(turn);
	if (!frame) return;
	if (node !== null) {
		setTop(turn, { flow: frame.flow, node });
		return;
	}
	update(turn, { stack: turn.session.stack.slice(0, -1) });
	if (topFrame(turn)) follow(turn);
}

function call(turn: Turn, id: string): void {
	const flow = turn.release.flows.byId.get(id);
	const frame = topFrame(turn);
	if (!flow || turn.session.stack.length >= turn.limits.depth) {
		problem(
			turn,
			'flow.depth',
			frame?.flow ?? id,
			frame?.node ?? '',
			'Flows call each other too deeply; this call was left out.',
		);
		follow(turn);
		return;
	}
	update(turn, { stack: [...turn.session.stack, { flow: id, node: flow.start }], question: null });
}

/** Opens a flow from its start; what was open is kept and taken up again when the flow ends. */
export function interrupt(turn: Turn, flow: Flow): void {
	const { stack, question, suspended } = turn.session;
	const restart = stack[0]?.flow === flow.id;
	const kept = restart || stack.length === 0 ? suspended : [...suspended, { stack, question }];
	update(turn, {
		suspended: kept.filter((place) => place.stack[0]?.flow !== flow.id).slice(-turn.limits.suspended),
		stack: [{ flow: flow.id, node: flow.start }],
		question: null,
	});
}

function takeUpSuspended(turn: Turn): boolean {
	const place = turn.session.suspended.at(-1);
	if (!place) {
		update(turn, { question: null });
		return false;
	}
	update(turn, { suspended: turn.session.suspended.slice(0, -1), stack: place.stack, question: place.question });
	// A timer that found nothing to say leaves the open question as it is.
	if (place.question !== null && turn.text === null && turn.messages === 0) return false;
	if (place.question !== null) say(turn, phrase(turn, 'resume'));
	return true;
}

/** A flow that goes round without waiting is stopped; the person is told, and a human looks. */
function stopRunaway(turn: Turn, flow: Flow, node: string): void {
	problem(turn, 'flow.runaway', flow.id, node, 'This flow ran too long without waiting for an answer and was stopped.');
	say(turn, phrase(turn, 'problem'));
	handOver(turn, 3, `Hakku: ${flow.id}.${node}`);
	update(turn, { stack: [], question: null, suspended: [] });
}

export function problem(turn: Turn, code: string, flow: string, node: string, message: string): void {
	turn.events.push({ kind: 'problem', code, flow, node, message });
}
