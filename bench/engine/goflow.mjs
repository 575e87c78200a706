import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../release.mjs';
import { answers, goflowAssets } from './survey.mjs';

/**
 * goflow with the survey, built from bench/peers/goflow into a folder of its own; `{ skipped }` says why it can't be had.
 * The first time, Go fetches goflow's modules.
 */
export function buildGoflow() {
	const folder = mkdtempSync(join(tmpdir(), 'hakku-bench-'));
	const remove = () => rmSync(folder, { recursive: true, force: true });
	const at = (name) => join(folder, name);
	try {
		const version = execFileSync('go', ['version'], { encoding: 'utf8' }).trim();
		const how = { cwd: join(root, 'bench/peers/goflow'), stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' };
		execFileSync('go', ['build', '-mod=readonly', '-o', at('goflow'), '.'], how);
		writeFileSync(at('assets.json'), JSON.stringify(goflowAssets()));
		writeFileSync(at('answers.json'), JSON.stringify(answers));
		return {
			version,
			async play(seconds) {
				const given = [at('assets.json'), at('answers.json'), String(seconds)];
				const { stdout } = await promisify(execFile)(at('goflow'), given, { maxBuffer: 1e8 });
				return JSON.parse(stdout);
			},
			remove,
		};
	} catch (error) {
		remove();
		const missing = error.code === 'ENOENT';
		return {
			skipped: missing
				? 'Go is not installed'
				: `goflow could not be built: ${firstLine(error.stderr ?? error.message)}`,
		};
	}
}

function firstLine(text) {
	return text.trim().split('\n').at(-1);
}
