import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMongoStore } from '../../src/store/mongo/index.ts';
import { type RunningHakku, runBeside, scratchFolder, startHakku } from '../process.ts';
import { describeWith, type RunningServer, shared, startRedis } from '../services.ts';

const folder = scratchFolder('roles');
afterAll(() => folder.end());

describe('hakku start --role', () => {
	it('on the embedded store is refused in one line', async () => {
		const { status, stderr } = await runBeside(['start', '--role', 'worker'], { DATA_DIR: folder.path });
		expect(status).toBe(1);
		expect(stderr.split('\n')[0]).toBe(
			'✗ --role worker is for several processes, and they share MONGO_URL and REDIS_URL. Set both, or start without --role. [config.invalid]',
		);
	});

	it('with a role that there is not names those that there are', async () => {
		const { status, stderr } = await runBeside(['start', '--role', 'queen'], { DATA_DIR: folder.path });
		expect(status).toBe(1);
		expect(stderr).toContain('Allowed choices are all, web, worker, channels.');
	});
});

async function visitor(base: string) {
	const page = await fetch(`${base}/chat`);
	let cookie = cookieOf(page);
	return {
		async say(text: string, at = base) {
			const answer = await fetch(`${at}/chat`, {
				method: 'POST',
				headers: {
					cookie,
					origin: at,
					accept: 'application/json',
					'content-type': 'application/x-www-form-urlencoded',
				},
				body: new URLSearchParams({ id: randomUUID(), text }),
			});
			cookie = cookieOf(answer) || cookie;
			return { status: answer.status, ...((await answer.json()) as { last: number | null; renewed: boolean }) };
		},
	};
}

function cookieOf(answer: Response): string {
	return answer.headers
		.getSetCookie()
		.map((row) => row.split(';')[0])
		.join('; ');
}

describeWith('mongo', 'on MongoDB', () =>
	describeWith('redis', 'and Redis, each in a process of its own', () => {
		let redis: RunningServer;
		let settings: Record<string, string>;
		let web: RunningHakku;
		let other: RunningHakku;
		let worker: RunningHakku;
		let channels: RunningHakku;
		beforeAll(async () => {
			redis = await startRedis();
			settings = { MONGO_URL: `${await shared('mongo')}/roles-${randomUUID()}`, REDIS_URL: redis.url };
			// The first learns to read the phrases as they are now, and keeps it for the others.
			web = await startHakku(settings, ['--role', 'web']);
			[other, worker, channels] = await Promise.all([
				startHakku(settings, ['--role', 'web']),
				startHakku(settings, ['--role', 'worker']),
				startHakku(settings, ['--role', 'channels']),
			]);
		}, 180_000);
		afterAll(async () => {
			for (const one of [web, other, worker, channels]) one?.child.kill('SIGKILL');
			await redis.stop();
		});

		it('only web has pages, and every role says how it is', async () => {
			const pages = await Promise.all([web, worker, channels].map(({ base }) => fetch(`${base}/chat`)));
			expect(pages.map(({ status }) => status)).toEqual([200, 404, 404]);
			const health = await Promise.all([web, worker, channels].map(({ base }) => fetch(`${base}/health/ready`)));
			expect(health.map(({ status }) => status)).toEqual([200, 200, 200]);
			expect(channels.output()).toContain('name no channel account');
		});

		it('a citizen is answered by any web process, and a worker carries a case to the desk', async () => {
			const sri = await visitor(web.base);
			const first = await sri.say('halo');
			expect(first).toMatchObject({ status: 200, renewed: false });
			const second = await sri.say('petugas', other.base);
			expect(second).toMatchObject({ status: 200, renewed: false });
			expect(second.last).toBeGreaterThan(first.last ?? 0);
			const store = await openMongoStore(settings.MONGO_URL ?? '');
			let notified: number | null = null;
			for (let tries = 0; tries < 200 && notified === null; tries++) {
				await new Promise((resolve) => setTimeout(resolve, 50));
				const [opened] = await store.find('cases', { status: 'open' });
				notified = opened?.notified_at ?? null;
			}
			await store.close();
			expect(notified).not.toBeNull();
		});

		it('all stop with exit code 0 when they are asked to, the answer in hand included', async () => {
			const budi = await visitor(other.base);
			const said = budi.say('beras habis');
			await new Promise((resolve) => setTimeout(resolve, 5));
			const stopped = Promise.all([web, other, worker, channels].map((one) => one.stop()));
			expect((await said).status).toBe(200);
			expect(await stopped).toEqual([0, 0, 0, 0]);
		});

		it('one that cannot finish ends at once when it is asked again', async () => {
			const stuck = await startHakku(settings, ['--role', 'worker']);
			const ended = once(stuck.child, 'exit') as Promise<[number | null]>;
			redis.pause();
			stuck.child.kill('SIGTERM');
			await new Promise((resolve) => setTimeout(resolve, 1_000));
			expect([stuck.child.exitCode, stuck.child.signalCode]).toEqual([null, null]);
			stuck.child.kill('SIGTERM');
			expect((await ended)[0]).toBe(1);
			expect(stuck.output()).toContain('stopped at once');
			redis.resume();
		});
	}),
);
