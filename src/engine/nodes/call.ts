import { z } from 'zod';
import type { NodeKind } from './kind.ts';

/** `call: flow` runs another flow, then goes on with `next`. */
export const callKind: NodeKind<'call', string> = {
	kind: 'call',
	schema: z.string(),
	compile: (raw, at) => ({ kind: 'call', flow: at.calls(raw, at.path) }),
	enter: (node) => ({ move: 'call', flow: node.flow }),
};
