import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { openRedisQueues } from '../../src/queues/redis/index.ts';
import { openMongoStore } from '../../src/store/mongo/index.ts';
import { openEmbedded } from '../embedded.ts';
import { describeWith, shared } from '../services.ts';
import { stories } from './stories.ts';

stories('the embedded store and queues', async () => {
	const ground = await openEmbedded();
	return { ...ground, empty: async () => undefined };
});

describeWith('mongo', 'with MongoDB', () => {
	describeWith('redis', 'and Redis', () => {
		stories('MongoDB and Redis', async () => {
			const url = `${await shared('redis')}/4`;
			const redis = new Redis(url);
			await redis.flushdb();
			const { queues, signals } = await openRedisQueues(url, { backoff: 5 });
			const store = await openMongoStore(`${await shared('mongo')}/stories_${randomUUID()}`);
			return {
				...{ store, queues, signals },
				empty: async () => void (await redis.flushdb()),
				async close() {
					await signals.close();
					await queues.close();
					redis.disconnect();
					await store.close();
				},
			};
		});
	});
});
