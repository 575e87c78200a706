import { openEmbeddedQueues } from '../../../src/queues/embedded/index.ts';
import type { Queues } from '../../../src/queues/index.ts';
import { openEmbeddedStore } from '../../../src/store/embedded/index.ts';
import { queueContract } from '../../contracts/queues.ts';
import { template } from '../../embedded.ts';

const { store, session } = await openEmbeddedStore({ template });
let opened: Queues[] = [];

queueContract('the embedded database', {
	async open() {
		const { queues } = await openEmbeddedQueues(session, { backoff: 5 });
		opened.push(queues);
		return queues;
	},
	async clear() {
		await Promise.all(opened.map((queues) => queues.close()));
		opened = [];
		const { rows } = await session.run(
			`SELECT string_agg(format('bullmq.%I', tablename), ', ') AS tables FROM pg_tables
				WHERE schemaname = 'bullmq' AND tablename <> 'migration'`,
			[],
		);
		await session.run(`TRUNCATE ${String(rows[0]?.tables)}`);
	},
	end: () => store.close(),
});
