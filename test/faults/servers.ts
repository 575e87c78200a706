import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, it } from 'vitest';
import type { Store } from '../../src/store/index.ts';
import { openMongoStore } from '../../src/store/mongo/index.ts';
import { scratchFolder } from '../process.ts';
import { type RunningServer, startMongo, startRedis } from '../services.ts';
import { type Life, Lives } from './lives.ts';
import type { Row } from './report.ts';
import { inLong, long, type Scene, tryOut } from './scene.ts';

/** Every place of the path at which something has just become true. */
const checkpoints = [
	...['received', 'turned', 'marked', 'sent', 'filed', 'effect', 'effect done', 'settled'],
	...['case claimed', 'reply accepted', 'closing decided', 'case closed'],
];

const limit = inLong(30 * 60_000, 120_000);
const load = { citizens: inLong(24, 12), messages: inLong(6, 4), pause: 40 };
const calm = { ...load, reminders: false };

/** What may befall several processes on MongoDB and Redis. */
export function onServers(rows: Row[]): void {
	const folder = scratchFolder('faults');
	let mongo: RunningServer;
	let redis: RunningServer;
	let store: Store;
	let scene: Scene;
	let lives: Lives;

	beforeAll(async () => {
		[mongo, redis] = await Promise.all([startMongo(inLong(['--sync-on-commit'], [])), startRedis()]);
		const address = `${mongo.url}/faults`;
		store = await openMongoStore(address);
		const book = join(folder.path, 'sent.jsonl');
		lives = new Lives({ mongo: address, redis: redis.url, book, remind: 1_500 });
		await lives.start('worker', 'worker', 'channels', 'channels');
		scene = { lives, book, rows, store: async () => store, patience: inLong(120_000, 30_000) };
	}, 120_000);

	afterAll(async () => {
		await lives?.stop();
		await store?.close();
		await Promise.all([mongo?.stop(), redis?.stop()]);
		folder.end();
	}, 120_000);

	/** Others take the place of those that died. */
	async function replace(dead: readonly Life[]): Promise<void> {
		lives.bury();
		const born = lives.start(...dead.map(({ role }) => role));
		if (lives.all.length < 2) await born;
		else void born.catch(() => undefined);
	}

	async function replaced(die: (life: Life) => Promise<void>): Promise<void> {
		const life = await lives.any();
		await die(life);
		await replace([life]);
	}

	/** Whoever comes to that place next dies there. */
	async function killAtStep(at: string): Promise<void> {
		const nth = 1 + Math.floor(Math.random() * 3);
		const armed = [...lives.all];
		const arm = (fate: object) => Promise.all(armed.map((life) => life.ask('die', fate).catch(() => undefined)));
		await arm({ at, nth });
		await Promise.race([...armed.map((life) => life.death()), wait(inLong(10_000, 3_000))]);
		await arm({ at: null });
		await replace(armed.filter(({ alive }) => !alive));
	}

	async function killAtRandom(): Promise<void> {
		await wait(Math.random() * inLong(600, 300));
		await replaced((life) => life.kill());
	}

	if (long)
		it('when a process is killed at any step of the path', { timeout: limit }, () =>
			tryOut(scene, {
				fault: 'kill -9 at a step of the path',
				load,
				async inject() {
					const places = [...checkpoints, ...checkpoints, ...checkpoints];
					for (const at of places) await killAtStep(at);
					return places.length;
				},
			}),
		);

	it('when processes are killed at random times', { timeout: limit }, () =>
		tryOut(scene, {
			fault: inLong('kill -9 at a random time', 'kill -9 at random times and steps'),
			load,
			async inject() {
				const times = inLong(200, 4);
				for (let n = 0; n < times; n++) await killAtRandom();
				const places = [...checkpoints].sort(() => Math.random() - 0.5).slice(0, inLong(0, 2));
				for (const at of places) await killAtStep(at);
				return times + places.length;
			},
		}),
	);

	it('when processes are asked to stop, one after the other', { timeout: limit }, () =>
		tryOut(scene, {
			fault: 'SIGTERM, a new process each time',
			load,
			async inject() {
				const times = inLong(20, 1);
				for (let n = 0; n < times; n++) await replaced((life) => life.stop());
				return times;
			},
		}),
	);

	it('when Redis is away for a while', { timeout: limit }, () =>
		tryOut(scene, {
			fault: 'Redis killed and started again',
			load,
			async inject() {
				const times = inLong(5, 1);
				for (let n = 0; n < times; n++) {
					await wait(500);
					await redis.kill();
					await wait(inLong(10_000, 1_000));
					await redis.restart();
				}
				return times;
			},
		}),
	);

	it('when Redis is emptied', { timeout: limit }, () =>
		tryOut(scene, {
			fault: 'Redis emptied (FLUSHALL)',
			load,
			async inject() {
				const client = new Redis(redis.url);
				const times = inLong(20, 3);
				for (let n = 0; n < times; n++) {
					await wait(400);
					await client.flushall();
				}
				client.disconnect();
				return times;
			},
		}),
	);

	it('when MongoDB does not answer for a while', { timeout: limit }, () =>
		tryOut(scene, {
			fault: `MongoDB away for ${inLong('a minute', 'two seconds')}`,
			load,
			async inject() {
				await wait(300);
				mongo.pause();
				await wait(inLong(60_000, 2_000));
				mongo.resume();
				return 1;
			},
		}),
	);

	if (long)
		it('when MongoDB is killed and started again', { timeout: limit }, () =>
			tryOut(scene, {
				fault: 'MongoDB killed and started again',
				load,
				async inject() {
					for (let n = 0; n < 5; n++) {
						await wait(500);
						await mongo.kill();
						await wait(3_000);
						await mongo.restart();
					}
					return 5;
				},
			}),
		);

	it('when two processes get the same messages at once', { timeout: limit }, () =>
		tryOut(scene, {
			fault: 'every message to two processes at once',
			load,
			twice: true,
			inject: async () => inLong(10, 1),
		}),
	);

	it('when clocks jump', { timeout: limit }, () =>
		tryOut(scene, {
			fault: 'a clock jumps by an hour',
			load: calm,
			async inject() {
				const jumps = inLong([1, -1, 0.1, 5, 0, -5, 0, 1, 0, 24, 0], [1, 0, -1, 0]);
				for (const hours of jumps) {
					await wait(250);
					const life = await lives.any();
					await life.ask('clock', { milliseconds: hours * 3_600_000 }).catch(() => undefined);
				}
				for (const life of lives.all) await life.ask('clock', { milliseconds: 0 }).catch(() => undefined);
				return jumps.length;
			},
		}),
	);

	if (long)
		it('all the same when everything happens at once', { timeout: limit }, () =>
			tryOut(scene, {
				fault: 'kills while Redis is emptied and MongoDB halts',
				load,
				async inject() {
					const client = new Redis(redis.url);
					for (let n = 0; n < 20; n++) {
						await wait(Math.random() * 500);
						await client.flushall();
						await replaced((life) => life.kill());
						mongo.pause();
						await wait(500);
						mongo.resume();
					}
					client.disconnect();
					return 60;
				},
			}),
		);
}
