import type { YamlPath } from '../../yaml/index.ts';
import type { Compiling } from '../compiling.ts';
import type { Branch, Flow, Next, Node } from '../flow.ts';
import { nodeKinds } from '../nodes/index.ts';
import { compilingNode, type World } from './context.ts';
import { endlessLoop, unreachable } from './graph.ts';
import type { Report } from './report.ts';
import { kindOf, type RawBranch, type RawFlow, type RawNode } from './schema.ts';

/** Compiles one flow file that passed the schema; everything wrong with its meaning goes to the report. */
export function compileFlow(world: World, raw: RawFlow, report: Report): Flow {
	const nodes = new Map<string, Node>();
	for (const [id, node] of Object.entries(raw.nodes)) {
		const kind = kindOf(node);
		nodes.set(id, compileNode(node, id, compilingNode(world, raw, id, kind, report)));
	}
	if (!nodes.has(raw.start)) {
		report.add(['start'], 'flow.start.unknown', `This flow has no node "${raw.start}".`, 'Name one of its nodes.');
	}
	const words = [...raw.words, ...world.locales.words(raw.flow)].map((word) => world.key(word));
	const { flow: id, title, start, role, intents } = raw;
	const flow: Flow = {
		id,
		title,
		start,
		role,
		intents,
		nodes,
		words: [...new Set(words)].filter((word) => word !== ''),
	};
	checkShape(flow, report);
	return flow;
}

function compileNode(raw: RawNode, id: string, at: Compiling): Node {
	const kind = kindOf(raw);
	const next = compileNext(
		kind === 'branch' ? raw.branch : raw.next,
		['nodes', id, kind === 'branch' ? 'branch' : 'next'],
		at,
	);
	if (kind === 'branch' && raw.next !== undefined) {
		at.finding(
			['nodes', id, 'next'],
			'flow.next.twice',
			'A branch has its own ways onwards.',
			'Move this into `branch:`.',
		);
	}
	if ((kind === 'handoff' || kind === 'end') && raw.next !== undefined) {
		at.finding(
			['nodes', id, 'next'],
			'flow.next.dead',
			`Nothing runs after \`${kind}\`.`,
			'Remove `next`, or put that node before this one.',
		);
	}
	return { id, next, ...compileKind(raw, at) };
}

function compileKind(raw: RawNode, at: Compiling) {
	if (raw.say !== undefined) return nodeKinds.say.compile(raw.say, at);
	if (raw.ask !== undefined) return nodeKinds.ask.compile(raw.ask, at);
	if (raw.set !== undefined) return nodeKinds.set.compile(raw.set, at);
	if (raw.branch !== undefined) return nodeKinds.branch.compile(raw.branch, at);
	if (raw.call !== undefined) return nodeKinds.call.compile(raw.call, at);
	if (raw.rights !== undefined) return nodeKinds.rights.compile(raw.rights, at);
	if (raw.handoff !== undefined) return nodeKinds.handoff.compile(raw.handoff, at);
	if (raw.case !== undefined) return nodeKinds.case.compile(raw.case, at);
	if (raw.schedule !== undefined) return nodeKinds.schedule.compile(raw.schedule, at);
	if (raw.effect !== undefined) return nodeKinds.effect.compile(raw.effect, at);
	return nodeKinds.end.compile({}, at);
}

function compileNext(raw: string | readonly RawBranch[] | undefined, path: YamlPath, at: Compiling): Next {
	if (raw === undefined) return [];
	if (typeof raw === 'string') return [{ goto: at.target(raw, path) }];
	return raw.flatMap((branch, index) => compileBranch(branch, [...path, index], at));
}

function compileBranch({ when, unknown, goto }: RawBranch, path: YamlPath, at: Compiling): readonly Branch[] {
	if (unknown !== undefined) return [{ unknown: at.target(unknown, [...path, 'unknown']) }];
	const target = at.target(goto ?? '', [...path, 'goto']);
	if (when === undefined) return [{ goto: target }];
	const condition = at.condition(when, [...path, 'when']);
	return condition === null ? [] : [{ when: condition, goto: target }];
}

function checkShape(flow: Flow, report: Report): void {
	const loop = endlessLoop(flow);
	if (loop) {
		report.add(
			['nodes', loop[0] ?? ''],
			'flow.loop',
			`These nodes go round without ever waiting for an answer: ${loop.join(' → ')}.`,
			'Put a question into the loop, or lead one of them elsewhere.',
		);
	}
	for (const id of unreachable(flow)) {
		report.add(
			['nodes', id],
			'flow.node.unreachable',
			`No way leads to "${id}".`,
			'Lead a `next` or `goto` to it, or delete it.',
			'warning',
		);
	}
	for (const node of flow.nodes.values()) if (node.kind === 'ask') checkChoices(node, report);
}

/** Limits of buttons on the channels; beyond them a person still gets the numbered list. */
const buttons = { count: 10, label: 40, telling: 20 };

function checkChoices(node: Extract<Node, { kind: 'ask' }>, report: Report): void {
	const path = ['nodes', node.id, 'ask', 'choices'];
	const owner = new Map<string, string>();
	const beginnings = new Map<string, string>();
	for (const [index, choice] of node.choices.entries()) {
		for (const key of choice.keys) {
			const other = owner.get(key);
			if (other === undefined) owner.set(key, choice.id);
			else if (other !== choice.id) {
				report.add(
					[...path, index],
					'flow.choice.twice',
					`"${key}" means both "${other}" and "${choice.id}".`,
					'Let each word mean one choice.',
				);
			}
		}
		const label = choice.label.id.flat().join('');
		const beginning = label.slice(0, buttons.telling);
		const twin = beginnings.get(beginning);
		if (twin !== undefined && label.length > buttons.telling) {
			report.add(
				[...path, index],
				'flow.choice.alike',
				`The labels of "${twin}" and "${choice.id}" begin alike and may be cut on a button.`,
				`Let them differ in the first ${buttons.telling} characters.`,
				'warning',
			);
		}
		beginnings.set(beginning, choice.id);
		if (label.length > buttons.label) {
			report.add(
				[...path, index],
				'flow.choice.long',
				`This label has ${label.length} characters; buttons show about ${buttons.label}.`,
				'Make it shorter.',
				'warning',
			);
		}
	}
	if (node.choices.filter(({ when }) => when === null).length > buttons.count) {
		report.add(
			path,
			'flow.choice.many',
			`These are more than ${buttons.count} choices at once.`,
			'Group them, with "lainnya" leading to the rest.',
			'warning',
		);
	}
}
