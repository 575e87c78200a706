import { spawnSync } from 'node:child_process';
import type { TestProject } from 'vitest/node';
import { lendServices } from './services.ts';

/**
 * Builds once, so that tests which start real processes start what is in the source now, and lends the real servers that
 * tests ask for.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const build = spawnSync('npm', ['run', '--silent', 'build'], {
		stdio: process.env.REQUIRE_SERVICES ? 'inherit' : 'ignore',
	});
	if (build.status !== 0 && process.env.REQUIRE_SERVICES)
		throw new Error('The source does not compile; run `npx tsc`.');
	const services = await lendServices();
	project.provide('services', services.url);
	return services.stop;
}
