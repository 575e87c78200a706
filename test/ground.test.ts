import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import type { HakkuError } from '../src/errors.ts';
import { openGround } from '../src/ground.ts';
import { createLog } from '../src/log.ts';
import { openEmbeddedStore } from '../src/store/embedded/index.ts';
import { message } from './contracts/documents.ts';
import { template } from './embedded.ts';
import { scratchFolder } from './process.ts';
import { describeWith, type RunningServer, shared, startRedis } from './services.ts';

const log = createLog('silent', 'json');
const scratch = scratchFolder('ground');
afterAll(() => scratch.end());

function settings(more: Record<string, string>) {
	return readConfig({ DATA_DIR: join(scratch.path, randomUUID()), ...more }, false);
}

async function refused(more: Record<string, string>): Promise<{ code: string; message: string; folder: boolean }> {
	const config = settings(more);
	const error = await openGround(config, log).then(
		async (ground) => {
			await ground.close();
			throw new Error('it opened');
		},
		(reason: HakkuError) => reason,
	);
	return { code: error.code, message: error.message, folder: existsSync(config.dataDir) };
}

it('a MongoDB that does not answer stops the start, and nothing stands in for it', async () => {
	const { code, message, folder } = await refused({ MONGO_URL: 'mongodb://hakku:s3cret@127.0.0.1:1/hakku' });
	expect({ code, folder }).toEqual({ code: 'store.unavailable', folder: false });
	expect(message).toBe('MONGO_URL: no MongoDB server answers.');
});

describeWith('mongo', 'with MongoDB', () => {
	let url: string;
	beforeAll(async () => {
		url = `${await shared('mongo')}/ground-${randomUUID()}`;
	});

	it('a Redis that does not answer stops the start, and nothing stands in for it', async () => {
		const { code, message, folder } = await refused({ MONGO_URL: url, REDIS_URL: 'redis://:s3cret@127.0.0.1:1' });
		expect({ code, folder }).toEqual({ code: 'queue.unavailable', folder: false });
		expect(message).toBe('REDIS_URL: no Redis answers at 127.0.0.1:1.');
	});

	it('state is in MongoDB although the queues are embedded, for one process', async () => {
		const config = settings({ MONGO_URL: url });
		await (await openEmbeddedStore({ folder: config.dataDir, template })).store.close();
		const first = await openGround(config, log);
		await first.store.insert('messages', [message('web:alone', 1)]);
		await first.queues.add('escalations', { case: 'web:alone@1' }, { id: 'one', delay: 60_000 });
		await first.close();
		const second = await openGround(config, log);
		expect(await second.store.get('messages', 'web:alone#1')).not.toBeNull();
		expect(await second.queues.counts('escalations')).toMatchObject({ delayed: 1 });
		await second.close();
	});

	describeWith('redis', 'and Redis', () => {
		let redis: RunningServer;
		beforeAll(async () => {
			redis = await startRedis();
		});
		afterAll(() => redis.stop());

		it('two processes share state, queues and signals, and make no data folder', async () => {
			const config = settings({ MONGO_URL: url, REDIS_URL: redis.url });
			const [one, two] = [await openGround(config, log), await openGround(config, log)];
			const heard = new Promise<void>((resolve) => {
				two.signals.subscribe('cases', resolve);
				const again = setInterval(() => one.signals.publish('cases'), 50);
				two.signals.subscribe('cases', () => clearInterval(again));
			});
			const job = new Promise<string>((resolve) => {
				two.queues.work('escalations', async (data) => resolve(data.case));
			});
			await one.store.insert('messages', [message('web:shared', 1)]);
			await one.queues.add('escalations', { case: 'web:shared@1' }, { id: 'one' });
			expect(await two.store.get('messages', 'web:shared#1')).not.toBeNull();
			expect(await job).toBe('web:shared@1');
			await heard;
			await one.close();
			await two.close();
			expect({ alone: one.alone, folder: existsSync(config.dataDir) }).toEqual({ alone: false, folder: false });
		});
	});
});
