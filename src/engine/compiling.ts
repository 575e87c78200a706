import type { Condition, ValueExpression } from '../expressions/index.ts';
import type { FactDeclaration, NeedId } from '../knowledge/index.ts';
import type { YamlPath } from '../yaml/index.ts';
import type { Template } from './template.ts';

/**
 * What a node kind needs while it is compiled. Every method reports what is wrong as a finding at its place and returns
 * something harmless, so that one pass finds everything.
 */
export interface Compiling {
	readonly flow: string;
	readonly node: string;
	/** Path of the node's value. */
	readonly path: YamlPath;
	/** The text of this node and its translation under `part`. */
	text(indonesian: string, part: string, path: YamlPath, limit?: number): Template;
	/** The translations of a list of words under `part.id`. */
	words(part: string, id: string): readonly string[];
	/** Canonical form for comparing what people type. */
	key(text: string): string;
	condition(source: string, path: YamlPath): Condition | null;
	value(source: string, path: YamlPath): ValueExpression | null;
	fact(id: string, path: YamlPath): FactDeclaration | null;
	need(id: string, path: YamlPath): NeedId | null;
	/** Checks that the node exists in this flow. */
	target(node: string, path: YamlPath): string;
	/** Checks that the flow exists. */
	calls(flow: string, path: YamlPath): string;
	/** "24h", "3d", "30m" in milliseconds. */
	duration(text: string, path: YamlPath): number;
	finding(path: YamlPath, code: string, message: string, fix: string, severity?: 'error' | 'warning'): void;
}
