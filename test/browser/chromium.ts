import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { serve } from '@hono/node-server';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { WebWorld } from '../web-world.ts';

const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
export const chromiumPath = places.find((place) => place !== undefined && existsSync(place));
/** In CI a missing browser is a failure, not a skip. */
export const required = process.env.REQUIRE_SERVICES === '1';
if (chromiumPath === undefined) console.info('Browser tests: no Chromium here (install chromium, or set CHROMIUM).');

export function launch(): Promise<Browser> {
	if (chromiumPath === undefined) throw new Error('REQUIRE_SERVICES=1 is set, and there is no Chromium');
	return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** Serves the world on a free port of this machine; resolves to its address. */
export function listen(world: WebWorld): Promise<{ address: string; stop(): Promise<void> }> {
	return new Promise((resolve) => {
		const server = serve({ fetch: world.web.app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
			resolve({
				address: `http://127.0.0.1:${port}`,
				stop: () =>
					new Promise((done) => {
						world.web.close();
						server.close(() => done());
						if ('closeAllConnections' in server) server.closeAllConnections();
					}),
			}),
		);
	});
}

/** What axe finds wrong with the page for people with disabilities, one line each. */
export async function violations(page: Page): Promise<string[]> {
	const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
	await page.evaluate(source);
	return page.evaluate(async () => {
		const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
		const { violations } = await axe.run();
		return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} — ${node.html}`));
	});
}

interface Violation {
	readonly id: string;
	readonly help: string;
	readonly nodes: readonly { readonly html: string }[];
}
