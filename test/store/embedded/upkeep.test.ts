import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { openEmbeddedStore } from '../../../src/store/embedded/index.ts';
import { release } from '../../contracts/documents.ts';
import { template } from '../../embedded.ts';

it('replacing a document thousands of times takes the room of a few, and the log of changes is worked in', async () => {
	const { store, session } = await openEmbeddedStore({ template });
	const sizes = async (): Promise<{ table: number; log: number }> => {
		const { rows } = await session.read(
			`SELECT pg_total_relation_size('hakku.releases') AS table,
				pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) AS log FROM pg_control_checkpoint()`,
			[],
		);
		return { table: Number(rows[0]?.table), log: Number(rows[0]?.log) };
	};
	await store.insert('releases', [release('r', [])]);
	const texts = Array.from({ length: 10 }, () => randomBytes(6000).toString('base64'));
	for (let rev = 1; rev <= 4000; rev++) {
		const files = [{ path: 'flows/a.yaml', text: texts[rev % 10] ?? '' }];
		expect(await store.replace('releases', { ...release('r', files), rev })).toBe(true);
	}
	const { table, log } = await sizes();
	expect(table).toBeLessThan(40 * 1024 * 1024);
	expect(log).toBeLessThan(64 * 1024 * 1024);
	await store.close();
});
