// `npm run bench`: what one machine does, as ratios measured in one run: the parts one after the other, each in a process of its own.
// Nothing here is a test; nothing asserts a time. Longer forms: `npm run bench:turns`, `bench:engine`, `bench:language`.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const parts = {
	engine: ['engine/index.mjs'],
	reading: ['reading.mjs'],
	turns: ['turns/index.mjs', '--quick'],
	starting: ['starting.mjs'],
};
const wanted = process.argv.slice(2);
for (const [name, [script, ...given]] of Object.entries(parts)) {
	if (wanted.length > 0 && !wanted.includes(name)) continue;
	const path = fileURLToPath(new URL(script, import.meta.url));
	const { status } = spawnSync(process.execPath, [path, ...given], { stdio: 'inherit' });
	if (status !== 0) process.exitCode = 1;
}
