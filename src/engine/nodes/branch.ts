import { z } from 'zod';
import type { NodeKind } from './kind.ts';

/** `branch: [ … ]` goes somewhere by conditions; its entries are compiled as the node's `next`. */
export const branchKind: NodeKind<'branch'> = {
	kind: 'branch',
	schema: z.unknown(),
	compile: () => ({ kind: 'branch' }),
	enter: () => ({ move: 'next' }),
};
