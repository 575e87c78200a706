import mongoose from 'mongoose';
import { expect, it } from 'vitest';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import { indexes } from '../../src/store/index.ts';
import { openMongoStore } from '../../src/store/mongo/index.ts';
import { template } from '../embedded.ts';
import { describeWith, shared } from '../services.ts';

const all = Object.values(indexes).flat().length;

it('the embedded store knows its schema, and names an index that was taken away', async () => {
	const { store, session } = await openEmbeddedStore({ template });
	expect(await store.inspect()).toMatchObject({ schema: expect.any(Number), indexes: all, missing: [] });
	await session.run('DROP INDEX hakku."cases_by_person"');
	expect(await store.inspect()).toMatchObject({ indexes: all - 1, missing: ['cases_by_person'] });
	await store.close();
	await expect(store.inspect()).rejects.toMatchObject({ code: 'store.unavailable' });
});

describeWith('mongo', 'with a MongoDB server', () => {
	it('the store knows its schema, and names an index that was taken away', async () => {
		const url = `${await shared('mongo')}/inspect_${process.pid}`;
		const store = await openMongoStore(url);
		expect(await store.inspect()).toMatchObject({ schema: expect.any(Number), indexes: all, missing: [] });
		const admin = await mongoose.createConnection(url).asPromise();
		await admin.collection('cases').dropIndex('by_person');
		expect(await store.inspect()).toMatchObject({ indexes: all - 1, missing: ['cases_by_person'] });
		await admin.close();
		await store.close();
	});
});
