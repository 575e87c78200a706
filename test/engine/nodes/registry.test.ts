import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { nodeKinds } from '../../../src/engine/nodes/index.ts';

it('has a test for every kind of node', () => {
	const missing = Object.keys(nodeKinds).filter(
		(kind) => !existsSync(fileURLToPath(new URL(`${kind}.test.ts`, import.meta.url))),
	);
	expect(missing).toEqual([]);
});
