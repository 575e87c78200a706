// `npm run bench`: what one machine does, as ratios measured in one run. Nothing here is a test; nothing asserts a time.
import { engine } from './engine.mjs';
import { language } from './reading.mjs';
import { starting } from './starting.mjs';
import { turns } from './turns.mjs';

const parts = { engine, reading: language, turns, starting };
const wanted = process.argv.slice(2);
for (const [name, run] of Object.entries(parts)) {
	if (wanted.length > 0 && !wanted.includes(name)) continue;
	process.stdout.write(`\n## ${name}\n`);
	for (const [what, figure] of await run()) process.stdout.write(`${what.padEnd(62)} ${figure}\n`);
}
