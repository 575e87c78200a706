import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, it } from 'vitest';
import { template } from '../embedded.ts';
import { scratchFolder } from '../process.ts';
import type { Reader } from './ledger.ts';
import { Lives } from './lives.ts';
import type { Row } from './report.ts';
import { inLong, long, type Scene, tryOut } from './scene.ts';

const limit = inLong(30 * 60_000, 120_000);
const load = { citizens: inLong(16, 6), messages: 4, pause: 40 };

/** What may befall the one process on the embedded store: its death, and a disk that is full. */
export function onEmbedded(rows: Row[]): void {
	const folder = scratchFolder('faults-embedded');
	/** A file system of its own that can be filled without harm; only a superuser can make one. */
	const disk = join(folder.path, 'disk');
	let own = false;
	let scene: Scene;
	let lives: Lives;

	beforeAll(async () => {
		mkdirSync(disk);
		own = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'hakku-faults', disk]).status === 0;
		const book = join(folder.path, 'sent.jsonl');
		lives = new Lives({ folder: join(disk, 'data'), template, book, remind: 1_500 });
		await lives.start('all');
		/** Only the process itself can read its folder. */
		const read = async (call: string, ...given: unknown[]) => (await lives.any()).ask('read', { call, given });
		const reader = { get: read.bind(null, 'get'), find: read.bind(null, 'find') } as Reader;
		scene = { lives, book, rows, store: async () => reader, patience: inLong(120_000, 30_000) };
	}, 120_000);

	afterAll(async () => {
		await lives?.stop();
		if (own) spawnSync('umount', [disk]);
		folder.end();
	}, 120_000);

	if (long)
		it('when the process is killed at random times', { timeout: limit }, () =>
			tryOut(scene, {
				fault: 'kill -9 at a random time, embedded store',
				load,
				async inject() {
					const times = 30;
					for (let n = 0; n < times; n++) {
						await wait(Math.random() * 1_000);
						await (await lives.any()).kill();
						await lives.start('all');
					}
					return times;
				},
			}),
		);

	it('when the disk is full for a while', { timeout: limit }, async ({ skip }) => {
		if (!own) skip('a file system to fill needs the rights of a superuser');
		const ballast = join(disk, 'ballast');
		await tryOut(scene, {
			fault: 'disk full, embedded store',
			load,
			async inject() {
				const times = inLong(5, 1);
				for (let n = 0; n < times; n++) {
					await wait(300);
					fill(ballast);
					const until = performance.now() + inLong(10_000, 2_000);
					while (performance.now() < until) {
						await wait(20);
						fill(ballast);
					}
					rmSync(ballast);
					await wait(500);
				}
				return times;
			},
		});
	});
}

/** Until not one byte more goes in. */
function fill(file: string): void {
	for (let portion = 1 << 20; portion > 0; portion >>= 1) {
		try {
			for (;;) appendFileSync(file, Buffer.alloc(portion));
		} catch {
			// A smaller portion may still fit.
		}
	}
}
