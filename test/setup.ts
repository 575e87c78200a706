import { spawnSync } from 'node:child_process';

/** Builds once, so that tests which start real processes start what is in the source now. */
export default function setup(): void {
	const build = spawnSync('npm', ['run', '--silent', 'build'], { stdio: process.env.REQUIRE_SERVICES ? 'inherit' : 'ignore' });
	if (build.status !== 0 && process.env.REQUIRE_SERVICES) throw new Error('The source does not compile; run `npx tsc`.');
}
