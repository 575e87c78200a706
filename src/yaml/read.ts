import { isAlias, isMap, isPair, isScalar, isSeq, type LineCounter, type Node, type Pair, type Scalar } from 'yaml';
import { compose } from './compose.ts';
import type { Finding } from './finding.ts';
import { syntaxFault } from './syntax.ts';

/** From the root of a file to a value inside it: keys and positions in lists. */
export type YamlPath = readonly PropertyKey[];

/** 1-based. */
export interface Place {
	line: number;
	column: number;
}

/** A file that was read. `value` is undefined when `findings` holds an error. */
export interface Read {
	readonly file: string;
	readonly value: unknown;
	readonly findings: readonly Finding[];
	/** Where the value at a path stands, or its key; for a path that isn't there, the nearest place around it. */
	at(path: YamlPath, part?: 'key' | 'value'): Place;
	/** A plain (unquoted) word exactly as it is written in the file; null for anything else. */
	written(path: YamlPath): string | null;
}

/** In characters: five times the largest file there is; a hostile one of that size is refused in seconds. */
const maxLength = 200_000;
const maxFindings = 20;
const hostile = new Set(['__proto__', 'constructor', 'prototype']);

/** Reads one YAML document of plain values. Never throws, whatever the text; an untidy file is a list of findings. */
export function readYaml(file: string, text: string): Read {
	const findings: Finding[] = [];
	const refuse = (place: Place, code: string, message: string, fix: string) => {
		if (findings.length < maxFindings) findings.push({ severity: 'error', code, file, ...place, message, fix });
	};
	const nothing = (): Read => ({
		file,
		value: undefined,
		findings,
		at: () => ({ line: 1, column: 1 }),
		written: () => null,
	});

	if (text.length > maxLength) {
		const size = 'This file is longer than 200,000 characters.';
		refuse({ line: 1, column: 1 }, 'yaml.too_long', size, 'Split it into several files.');
		return nothing();
	}
	const composed = compose(text);
	const placeOf = (offset: number): Place => place(composed.lines, offset);
	if (composed.deep) {
		const fix = 'Write it flatter: a list inside a list inside a list is seldom needed.';
		refuse(placeOf(composed.offset), 'yaml.too_deep', 'This is nested too deeply to be read.', fix);
		return nothing();
	}
	const { document, more } = composed;
	for (const error of document.errors) {
		const { code, message, fix } = syntaxFault(error);
		refuse(placeOf(error.pos[0]), code, message, fix);
	}
	if (more) {
		const fix = 'Remove the line "---", or put what follows it into a file of its own.';
		refuse({ line: 1, column: 1 }, 'yaml.two_documents', 'This file holds more than one document.', fix);
	}
	if (findings.length > 0) return nothing();

	const root = document.contents as Node | null;
	const value = plainValue(root, (node, code, message, fix) =>
		refuse(placeOf(node?.range?.[0] ?? 0), code, message, fix),
	);
	if (findings.length === 0 && value === null) {
		refuse({ line: 1, column: 1 }, 'yaml.empty', 'This file is empty.', 'Fill it in, or delete it.');
	}
	if (findings.length > 0) return nothing();
	return {
		file,
		value,
		findings,
		at: (path, part = 'value') => placeOf(offsetAt(root, path, part)),
		written: (path) => {
			const node = nodeAt(root, path);
			return isScalar(node) && node.type === 'PLAIN' && node.source ? node.source : null;
		},
	};
}

type Refuse = (node: Node | null | undefined, code: string, message: string, fix: string) => void;

/** The node as plain data. Anchors' uses, tags, doubled keys and keys that reach into an object's inside are refused. */
function plainValue(node: Node | null, refuse: Refuse): unknown {
	if (node === null) return null;
	if (isAlias(node)) {
		refuse(
			node,
			'yaml.alias',
			`"*${node.source}" repeats another part of the file.`,
			'Write that part out again here.',
		);
		return undefined;
	}
	if (node.tag !== undefined && node.tag !== '!') {
		refuse(node, 'yaml.tag', `The mark "${node.tag}" is not used here.`, 'Remove the word that starts with "!".');
		return undefined;
	}
	if (isScalar(node)) return node.value;
	if (isSeq(node)) return node.items.map((item) => plainValue(itemNode(item), refuse));
	if (!isMap(node)) return undefined;
	const value: Record<string, unknown> = {};
	for (const pair of node.items as Pair<Scalar<string>, Node | null>[]) {
		const key = pair.key.value;
		if (key.includes('$') || key.split('.').some((part) => hostile.has(part))) {
			refuse(pair.key, 'yaml.key.refused', `The name "${key}" can't be used as a key.`, 'Choose another name.');
		} else if (Object.hasOwn(value, key)) {
			const fix = 'Remove one of the two, or give it another name.';
			refuse(pair.key, 'yaml.key.twice', `"${key}" stands here a second time.`, fix);
		} else {
			value[key] = plainValue(pair.value, refuse);
		}
	}
	return value;
}

function itemNode(item: unknown): Node | null {
	return isPair(item) ? null : (item as Node | null);
}

function pairAt(node: Node | null, key: PropertyKey): Pair<Scalar<string>, Node | null> | null {
	if (!isMap(node)) return null;
	const pairs = node.items as Pair<Scalar<string>, Node | null>[];
	return pairs.find((pair) => pair.key.value === String(key)) ?? null;
}

function childOf(node: Node | null, key: PropertyKey): Node | null {
	if (isSeq(node)) return itemNode(node.items[Number(key)] ?? null);
	return pairAt(node, key)?.value ?? null;
}

function nodeAt(root: Node | null, path: YamlPath): Node | null {
	return path.reduce<Node | null>(childOf, root);
}

function offsetAt(root: Node | null, path: YamlPath, part: 'key' | 'value'): number {
	let node = root;
	let offset = root?.range?.[0] ?? 0;
	for (const [index, key] of path.entries()) {
		const pair = pairAt(node, key);
		const child = childOf(node, key);
		const last = index === path.length - 1;
		const shown = pair !== null && ((last && part === 'key') || emptyNode(child)) ? pair.key : child;
		if (shown?.range) offset = shown.range[0];
		if (child === null) break;
		node = child;
	}
	return offset;
}

function emptyNode(node: Node | null): boolean {
	return node === null || (isScalar(node) && node.source === '' && node.type === 'PLAIN');
}

function place(lines: LineCounter, offset: number): Place {
	const { line, col } = lines.linePos(offset);
	return { line: Math.max(1, line), column: Math.max(1, col) };
}
