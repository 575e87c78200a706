import { Redis } from 'ioredis';
import type { Queues } from '../../../src/queues/index.ts';
import { openRedisQueues } from '../../../src/queues/redis/index.ts';
import { queueContract } from '../../contracts/queues.ts';
import { describeWith, shared } from '../../services.ts';

describeWith('redis', 'with a Redis server', () => {
	let opened: Queues[] = [];
	const address = async (): Promise<string> => `${await shared('redis')}/1`;
	queueContract('Redis', {
		async open() {
			const { queues, signals } = await openRedisQueues(await address(), { backoff: 5 });
			await signals.close();
			opened.push(queues);
			return queues;
		},
		async clear() {
			await Promise.all(opened.map((queues) => queues.close()));
			opened = [];
			const redis = new Redis(await address());
			await redis.flushdb();
			redis.disconnect();
		},
		end: async () => undefined,
	});
});
