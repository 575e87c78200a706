import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningHakku, scratchFolder, startHakku } from '../process.ts';

const folder = scratchFolder('health');
let running: RunningHakku;
beforeAll(async () => {
	running = await startHakku({ DATA_DIR: folder.path, LOG_LEVEL: 'trace' });
});
afterAll(async () => {
	running.child.kill('SIGKILL');
	folder.end();
});

const words = 'beras kami habis kataq7431x, nomor saya 081274319955';

it('a real Hakku answers a citizen, counts it, keeps the words out of its log, and stops when asked', async () => {
	const { base } = running;
	const page = await fetch(`${base}/chat`);
	const cookie = page.headers
		.getSetCookie()
		.map((row) => row.split(';')[0])
		.join('; ');
	const said = await fetch(`${base}/chat`, {
		method: 'POST',
		headers: { cookie, origin: base, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({ id: randomUUID(), text: words }),
	});
	expect(said.status).toBe(200);

	const ready = await fetch(`${base}/health/ready`);
	expect([ready.status, ((await ready.json()) as { ready: boolean }).ready]).toEqual([200, true]);
	const metrics = await (await fetch(`${base}/metrics`)).text();
	expect(metrics).toMatch(/^hakku_turns_total 1$/m);
	expect(metrics).toMatch(/^hakku_deliveries_total\{channel="web",result="sent"\} [1-9]/m);

	expect(await running.stop()).toBe(0);
	expect(running.output()).toContain('release in use');
	expect(running.output()).not.toMatch(/kataq7431x|81274319955/);
});
