import { z } from 'zod';
import { effect, update } from '../turn.ts';
import type { NodeKind } from './kind.ts';

const schema = z.strictObject({ id: z.string().regex(/^[a-z0-9_-]{1,40}$/), in: z.string(), flow: z.string() });
type Raw = z.infer<typeof schema>;

/** `schedule: {…}` opens a flow later; one timer of an id at a time. */
export const scheduleKind: NodeKind<'schedule', Raw> = {
	kind: 'schedule',
	schema,
	compile: (raw, at) => ({
		kind: 'schedule',
		timer: raw.id,
		delay: at.duration(raw.in, [...at.path, 'in']),
		flow: at.calls(raw.flow, [...at.path, 'flow']),
	}),
	enter(node, turn) {
		update(turn, { timers: { ...turn.session.timers, [node.timer]: node.flow } });
		effect(turn, { kind: 'set_timer', timer: node.timer, due: turn.context.now + node.delay });
		return { move: 'next' };
	},
};
