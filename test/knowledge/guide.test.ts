import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { compileKnowledge, rightTests } from '../../src/knowledge/index.ts';
import { readAreas } from '../../src/releases/index.ts';
import { playRightTests } from '../../src/rights/index.ts';

const root = join(import.meta.dirname, '../..');

test('an admin who follows docs/knowledge.md word for word gets a scheme that works', async () => {
	const files = new Map<string, string>();
	for (const entry of readdirSync(join(root, 'knowledge'), { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const path = join(entry.parentPath, entry.name);
		files.set(relative(root, path), readFileSync(path, 'utf8'));
	}
	const guide = readFileSync(join(root, 'docs/knowledge.md'), 'utf8');
	const steps = [...guide.matchAll(/```yaml\n# (knowledge\/\S+)\n([\s\S]*?)```/g)].map(([, path = '', text = '']) => ({
		path,
		text,
	}));
	expect(steps).toHaveLength(4);
	for (const { path, text } of steps) {
		expect(files.has(path), path).toBe(false);
		files.set(path, text);
	}
	const paths = steps.map(({ path }) => path);
	const { knowledge, findings } = compileKnowledge(files, { asOf: '2026-02-10', areas: await readAreas() });
	expect(findings.filter(({ file, severity }) => severity === 'error' || paths.includes(file))).toEqual([]);
	if (knowledge === null) throw new Error('no knowledge');
	const played = playRightTests(knowledge, rightTests(files, knowledge).tests).filter(
		(each) => each.test.right === 'lansia-3204',
	);
	expect(played).toHaveLength(4);
	expect(played.flatMap(({ failure }) => failure ?? [])).toEqual([]);
});
