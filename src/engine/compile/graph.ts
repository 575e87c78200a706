import type { Flow, Next, Node } from '../flow.ts';
import { waits } from '../nodes/index.ts';

/** Nodes that can follow this one directly, inside its flow. */
function successors(node: Node): readonly string[] {
	const ways = targets(node.next);
	if (node.kind !== 'ask') return ways;
	const picked = node.choices.flatMap(({ goto }) => (goto === undefined ? [] : [goto]));
	return node.onExhausted === null ? [...ways, ...picked] : [...ways, ...picked, node.onExhausted];
}

function targets(next: Next): readonly string[] {
	return next.flatMap((branch) => ('unknown' in branch ? branch.unknown : branch.goto) ?? []);
}

/** Nodes that no way leads to. */
export function unreachable(flow: Flow): readonly string[] {
	const reached = new Set<string>([flow.start]);
	for (const id of reached)
		for (const next of flow.nodes.get(id) ? successors(flow.nodes.get(id) as Node) : []) reached.add(next);
	return [...flow.nodes.keys()].filter((id) => !reached.has(id));
}

/** A way round that never waits for an answer: it would send messages without end. Null when there is none. */
export function endlessLoop(flow: Flow): readonly string[] | null {
	const state = new Map<string, 'open' | 'done'>();
	const path: string[] = [];
	const visit = (id: string): readonly string[] | null => {
		const node = flow.nodes.get(id);
		if (!node || waits(node.kind) || node.kind === 'call' || state.get(id) === 'done') return null;
		if (state.get(id) === 'open') return path.slice(path.indexOf(id));
		state.set(id, 'open');
		path.push(id);
		for (const next of successors(node)) {
			const loop = visit(next);
			if (loop) return loop;
		}
		path.pop();
		state.set(id, 'done');
		return null;
	};
	for (const id of flow.nodes.keys()) {
		const loop = visit(id);
		if (loop) return loop;
	}
	return null;
}
