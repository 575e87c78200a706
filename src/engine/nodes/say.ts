import { z } from 'zod';
import { say, written } from '../turn.ts';
import type { NodeKind } from './kind.ts';

/** `say: text` sends a text. */
export const sayKind: NodeKind<'say', string> = {
	kind: 'say',
	schema: z.string(),
	compile: (raw, at) => ({ kind: 'say', text: at.text(raw, 'text', at.path) }),
	enter(node, turn) {
		say(turn, written(turn, node.text));
		return { move: 'next' };
	},
};
