import { z } from 'zod';
import { handOver } from '../handover.ts';
import { written } from '../turn.ts';
import type { NodeKind } from './kind.ts';

const priorities = { danger: 1, urgent: 2, normal: 3 } as const;
const schema = z.strictObject({
	reason: z.string(),
	priority: z.enum(['danger', 'urgent', 'normal']).default('normal'),
});
type Raw = z.infer<typeof schema>;

/** `handoff: {…}` hands over to a human. The bot falls silent: nothing after it runs. */
export const handoffKind: NodeKind<'handoff', Raw> = {
	kind: 'handoff',
	terminal: true,
	schema: schema as z.ZodType<Raw>,
	compile: (raw, at) => ({
		kind: 'handoff',
		reason: at.text(raw.reason, 'reason', [...at.path, 'reason']),
		priority: priorities[raw.priority],
	}),
	enter(node, turn) {
		handOver(turn, node.priority, written(turn, node.reason));
		return { move: 'leave' };
	},
};
