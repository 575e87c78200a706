import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compileKnowledge, type Knowledge } from '../../src/knowledge/index.ts';
import { readAreas } from '../../src/releases/index.ts';

const root = join(import.meta.dirname, '../..');

/** The files of knowledge/ as they are shipped, by their path. */
export function shippedFiles(): Map<string, string> {
	const entries = readdirSync(join(root, 'knowledge'), { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
	return new Map(files.map((file) => [relative(root, file), readFileSync(file, 'utf8')]));
}

export async function shippedKnowledge(): Promise<Knowledge> {
	const { knowledge, findings } = compileKnowledge(shippedFiles(), { areas: await readAreas() });
	if (knowledge === null) throw new Error(JSON.stringify(findings.filter(({ severity }) => severity === 'error')));
	return knowledge;
}
