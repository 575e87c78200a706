import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Redis } from 'ioredis';
import { afterEach, expect, it, vi } from 'vitest';
import { openRedisQueues, type RedisQueues, type RedisSettings } from '../../../src/queues/redis/index.ts';
import { until } from '../../contracts/queues.ts';
import { describeWith, freePort, type RunningServer, startRedis } from '../../services.ts';

describeWith('redis', 'queues on a Redis of their own', () => {
	const servers: RunningServer[] = [];
	const opened: RedisQueues[] = [];

	afterEach(async () => {
		vi.useRealTimers();
		for (const { queues, signals } of opened.splice(0)) {
			await signals.close();
			await queues.close();
		}
		for (const server of servers.splice(0)) await server.stop();
	});

	const serve = async (settings: readonly string[] = []): Promise<RunningServer> => {
		const server = await startRedis(settings);
		servers.push(server);
		return server;
	};
	const open = async (url: string, settings: RedisSettings = {}): Promise<RedisQueues> => {
		const both = await openRedisQueues(url, settings);
		opened.push(both);
		return both;
	};

	it('B39: are refused when the server throws jobs away under pressure', async () => {
		const { url } = await serve(['--maxmemory-policy', 'allkeys-lru']);
		await expect(open(url)).rejects.toMatchObject({
			code: 'queue.unsafe',
			message: expect.stringMatching(/maxmemory-policy is allkeys-lru.*noeviction/),
		});
	});

	it('are refused when the server keeps nothing on disk, unless somebody accepts that', async () => {
		const { url } = await serve(['--appendonly', 'no']);
		await expect(open(url)).rejects.toMatchObject({
			code: 'queue.unsafe',
			message: expect.stringContaining('appendonly'),
		});
		await (await open(url, { volatile: true })).queues.ping();
		const snapshots = await serve(['--appendonly', 'no', '--save', '60 1']);
		await (await open(snapshots.url)).queues.ping();
	});

	it('stop although a job hangs, and leave it to the next process', async () => {
		const { url } = await serve();
		const { queues } = await openRedisQueues(url, { stop: 100, lock: 1_000 }).then(async (both) => {
			await both.signals.close();
			return both;
		});
		let started = false;
		const begun = until(() => started);
		queues.work('escalations', () => {
			started = true;
			begun.look();
			return new Promise<never>(() => undefined);
		});
		await queues.add('escalations', { case: 'k1' }, { id: 'k1' });
		await begun.reached;
		await queues.close();
		const next = await open(url, { lock: 1_000 });
		let again = '';
		const taken = until(() => again === 'k1');
		next.queues.work('escalations', async ({ case: id }) => {
			again = id;
			taken.look();
		});
		await taken.reached;
	});

	it('are refused by a wrong password or address in one line that repeats no password', async () => {
		const { port } = await serve(['--requirepass', 'the-right-one']);
		const refused = async (url: string): Promise<{ code: string; message: string }> =>
			open(url).then(
				() => expect.unreachable(),
				(error) => error,
			);
		for (const url of [`redis://:wrong-secret@127.0.0.1:${port}`, `redis://127.0.0.1:${port}`]) {
			const error = await refused(url);
			expect(error.code).toBe('queue.unavailable');
			expect(error.message).toMatch(/REDIS_URL: .*refuses the password/);
			expect(error.message).not.toMatch(/secret|\n/);
		}
		await (await open(`redis://:the-right-one@127.0.0.1:${port}`)).queues.ping();
		const nobody = await refused(`redis://:wrong-secret@127.0.0.1:${await freePort()}`);
		expect(nobody).toMatchObject({ code: 'queue.unavailable', message: expect.stringMatching(/no Redis answers/) });
		expect(nobody.message).not.toContain('secret');
		for (const url of ['', 'localhost', 'http://127.0.0.1:1', 'redis://', 'redis:///']) {
			expect(await refused(url), url).toMatchObject({ code: 'queue.unavailable' });
		}
	});

	it('B39: a timer falls due although the server was away meanwhile, and although it was killed', async () => {
		const server = await serve();
		const reported: Error[] = [];
		const { queues } = await open(server.url, { report: (error) => reported.push(error) });
		const fired: string[] = [];
		const both = until(() => fired.length === 2);
		queues.work('timers', async ({ timer }) => {
			fired.push(timer);
			both.look();
		});
		await queues.add('timers', { conversation: 'web:1', timer: 'during' }, { id: 'during', delay: 300 });
		await queues.add('timers', { conversation: 'web:1', timer: 'after' }, { id: 'after', delay: 1500 });
		await server.kill();
		const away = Date.now();
		await expect(queues.add('timers', { conversation: 'web:1', timer: 'lost' }, { id: 'lost' })).rejects.toMatchObject({
			code: 'queue.unavailable',
		});
		await expect(queues.ping()).rejects.toMatchObject({ code: 'queue.unavailable' });
		expect(Date.now() - away).toBeLessThan(10_000);
		await server.restart();
		await both.reached;
		expect(fired.toSorted()).toEqual(['after', 'during']);
		expect(reported.map(({ message }) => message)).toEqual([expect.stringContaining('Lost the Redis at 127.0.0.1')]);
	});

	it('B39: repeat again what they should after the server was emptied', async () => {
		const server = await serve();
		const { queues } = await open(server.url);
		vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
		await queues.every('sweep', 3_600_000);
		const redis = new Redis(server.url);
		await redis.flushall();
		redis.disconnect();
		expect(await queues.counts('housekeeping')).toMatchObject({ waiting: 0, delayed: 0 });
		vi.advanceTimersByTime(30_000);
		vi.useRealTimers();
		await until(async () => {
			const { delayed, waiting } = await queues.counts('housekeeping');
			return delayed + waiting === 1;
		}).reached;
	});

	it('B38: a job whose process was killed is given to another after its lock ran out', async () => {
		const server = await serve();
		const source = `
			import { openRedisQueues } from ${JSON.stringify(join(process.cwd(), 'dist/queues/redis/index.js'))};
			const { queues } = await openRedisQueues(${JSON.stringify(server.url)}, { lock: 500 });
			await queues.add('escalations', { case: 'in hand' }, { id: 'in hand' });
			queues.work('escalations', () => { process.stdout.write('begun\\n'); return new Promise(() => {}); });`;
		const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		await once(createInterface(child.stdout), 'line');
		const ended = once(child, 'exit');
		child.kill('SIGKILL');
		await ended;
		const { queues } = await open(server.url, { lock: 500 });
		let taken: string | undefined;
		const again = until(() => taken !== undefined);
		queues.work('escalations', async (data) => {
			taken = data.case;
			again.look();
		});
		await again.reached;
		expect(taken).toBe('in hand');
	});

	it('carry signals to other processes, deliver each once, and ask everybody to look after a lost connection', async () => {
		const server = await serve();
		const [here, there] = [await open(server.url), await open(server.url)];
		const heard = { here: 0, there: 0 };
		here.signals.subscribe('cases', () => {
			heard.here += 1;
		});
		const end = there.signals.subscribe('cases', () => {
			heard.there += 1;
		});
		there.signals.subscribe('other', () => expect.unreachable());
		const redis = new Redis(server.url);
		await until(async () => {
			const [, listeners] = (await redis.pubsub('NUMSUB', 'hakku:signal:cases')) as [string, number];
			return listeners === 2;
		}).reached;
		redis.disconnect();
		const before = { ...heard };
		here.signals.publish('cases');
		await until(() => heard.there === before.there + 1).reached;
		await here.queues.ping();
		await there.queues.ping();
		expect(heard).toEqual({ here: before.here + 1, there: before.there + 1 });
		end();
		const last = heard.here;
		await server.restart();
		await until(() => heard.here > last).reached;
		expect(heard.there).toBe(before.there + 1);
	});
});
