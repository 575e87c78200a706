#!/usr/bin/env node
// The `hakku` command. In a checkout it builds first when the source is newer than what was built; an installed copy runs as it is.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const built = join(root, 'dist', '.tsbuildinfo');
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

const newest = (folder) =>
	Math.max(
		...readdirSync(folder, { withFileTypes: true }).map((entry) => {
			const path = join(folder, entry.name);
			return entry.isDirectory() ? newest(path) : statSync(path).mtimeMs;
		}),
	);

if (existsSync(compiler) && (!existsSync(built) || newest(join(root, 'src')) > statSync(built).mtimeMs)) {
	const build = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], {
		stdio: ['ignore', 2, 2],
	});
	if (build.status !== 0) process.exit(build.status ?? 1);
}
await import('../../dist/cli/index.js');
