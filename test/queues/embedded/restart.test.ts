import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { openEmbeddedQueues } from '../../../src/queues/embedded/index.ts';
import { openEmbeddedStore } from '../../../src/store/embedded/index.ts';
import { until } from '../../contracts/queues.ts';
import { template } from '../../embedded.ts';
import { shortLived } from '../../process.ts';

it('B38: a job in the hand of a killed process is taken up at the next start, and what waited or was delayed is there', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'hakku-restart-'));
	const source = `
		import { openEmbeddedStore } from ${JSON.stringify(join(process.cwd(), 'dist/store/embedded/index.js'))};
		import { openEmbeddedQueues } from ${JSON.stringify(join(process.cwd(), 'dist/queues/embedded/index.js'))};
		const { session } = await openEmbeddedStore(${JSON.stringify({ folder, template })});
		const { queues } = await openEmbeddedQueues(session);
		await queues.add('escalations', { case: 'in hand' }, { id: 'in hand', priority: 1 });
		await queues.add('escalations', { case: 'waiting' }, { id: 'waiting' });
		await queues.add('timers', { conversation: 'web:1', timer: 'kabar' }, { id: 'kabar', delay: 100 });
		queues.work('escalations', () => { process.stdout.write('begun\\n'); return new Promise(() => {}); });`;
	const child = spawn(process.execPath, [...shortLived, '--input-type=module', '-e', source], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	await once(createInterface(child.stdout), 'line');
	const ended = once(child, 'exit');
	child.kill('SIGKILL');
	await ended;

	const { store, session } = await openEmbeddedStore({ folder });
	const { queues } = await openEmbeddedQueues(session);
	const seen: string[] = [];
	const all = until(() => seen.length === 3);
	queues.work('escalations', async (data) => {
		seen.push(data.case);
		all.look();
	});
	queues.work('timers', async (data) => {
		seen.push(data.timer);
		all.look();
	});
	await all.reached;
	expect(seen.toSorted()).toEqual(['in hand', 'kabar', 'waiting']);
	await queues.close();
	await store.close();
	rmSync(folder, { recursive: true });
});
