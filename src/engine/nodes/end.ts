import { z } from 'zod';
import type { NodeKind } from './kind.ts';

/** `end: {}` ends this flow and returns to whoever called it. */
export const endKind: NodeKind<'end'> = {
	kind: 'end',
	terminal: true,
	schema: z.strictObject({}),
	compile: () => ({ kind: 'end' }),
	enter: () => ({ move: 'end' }),
};
