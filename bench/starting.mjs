import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { show } from './figures.mjs';
import { count, root } from './release.mjs';

show('starting', await starting());

/** Time to start until the pages answer, and the memory that the process then holds. */
async function starting() {
	const folder = await mkdtemp(join(tmpdir(), 'hakku-bench-'));
	const rows = [];
	for (const which of ['first start', 'second start']) {
		const from = performance.now();
		const hakku = spawn(process.execPath, [join(root, 'dist/cli/index.js'), 'start'], {
			env: { ...process.env, DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'error' },
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		await once(hakku.stdout, 'data');
		rows.push([`${which}: until the pages answer`, `${count((performance.now() - from) / 1000)} s`]);
		rows.push([`${which}: memory held`, `${count(await residentMegabytes(hakku.pid))} MB`]);
		hakku.kill('SIGTERM');
		await once(hakku, 'exit');
	}
	await rm(folder, { recursive: true, force: true });
	return rows;
}

async function residentMegabytes(pid) {
	const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
	return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
