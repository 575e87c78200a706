import type { Choice, Kind, NodeOf } from '../flow.ts';
import type { Turn } from '../turn.ts';
import { askKind } from './ask.ts';
import { branchKind } from './branch.ts';
import { callKind } from './call.ts';
import { caseKind } from './case.ts';
import { effectKind } from './effect.ts';
import { endKind } from './end.ts';
import { handoffKind } from './handoff.ts';
import type { Answer, Move, NodeKind, Taken } from './kind.ts';
import { rightsKind } from './rights.ts';
import { sayKind } from './say.ts';
import { scheduleKind } from './schedule.ts';
import { setKind } from './set.ts';

/** Every kind of node. Adding one: a file beside these, a line here, a golden test in test/engine/nodes/. */
export const nodeKinds = {
	say: sayKind,
	ask: askKind,
	set: setKind,
	branch: branchKind,
	call: callKind,
	rights: rightsKind,
	handoff: handoffKind,
	case: caseKind,
	schedule: scheduleKind,
	effect: effectKind,
	end: endKind,
};

const byKind: { readonly [K in Kind]: Pick<NodeKind<K>, 'enter' | 'choices' | 'answer' | 'terminal'> } = nodeKinds;

export function enter<K extends Kind>(node: NodeOf<K>, turn: Turn): Move {
	const kind: Pick<NodeKind<K>, 'enter'> = byKind[node.kind as K];
	return kind.enter(node, turn);
}

export function answerNode<K extends Kind>(node: NodeOf<K>, turn: Turn, answer: Answer): Taken {
	const kind: Pick<NodeKind<K>, 'answer'> = byKind[node.kind as K];
	return kind.answer?.(node, turn, answer) ?? { move: 'retry', hint: '' };
}

/** The choices of the open question, in the order shown. */
export function choicesAt<K extends Kind>(node: NodeOf<K>, turn: Turn): readonly Choice[] {
	const kind: Pick<NodeKind<K>, 'choices'> = byKind[node.kind as K];
	return kind.choices?.(node, turn) ?? [];
}

/** True for kinds that wait for an answer: a loop without one of them would never end. */
export function waits(kind: Kind): boolean {
	return byKind[kind].answer !== undefined;
}

export type { Answer, Move, Taken } from './kind.ts';
