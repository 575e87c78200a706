import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexes } from '../../../src/store/index.ts';
import { openMongoStore } from '../../../src/store/mongo/index.ts';
import { conversation, event, person, user } from '../../contracts/documents.ts';
import { describeWith, freePort, type RunningServer, shared, startMongo } from '../../services.ts';

const refusal = (url: string): Promise<{ code: string; message: string }> =>
	openMongoStore(url, { patience: 300 }).then(
		() => expect.unreachable(),
		(error) => error,
	);

describe('the address of a MongoDB server', () => {
	it.each([
		'',
		'localhost',
		'http://127.0.0.1',
		'mongodb://',
		'mongodb://127.0.0.1:99999999',
		'mongodb://a:b:secret@@x',
	])('that is none (%s) is refused in one line', async (url) => {
		const error = await refusal(url);
		expect(error).toMatchObject({ code: 'store.unavailable', message: expect.stringMatching(/^MONGO_URL: [^\n]+$/) });
		expect(error.message).not.toContain('secret');
	});

	it('where nobody answers is refused in one line, soon, and without its password', async () => {
		const error = await refusal(`mongodb://somebody:secret@127.0.0.1:${await freePort()}/hakku`);
		expect(error).toMatchObject({ code: 'store.unavailable', message: 'MONGO_URL: no MongoDB server answers.' });
	});
});

describeWith('mongo', 'a store on MongoDB at its start', () => {
	let database = 0;
	const address = async (): Promise<string> => `${await shared('mongo')}/start_${process.pid}_${database++}`;

	it('B43: serves only when every index is there', async () => {
		const url = await address();
		const store = await openMongoStore(url);
		const admin = await mongoose.createConnection(url).asPromise();
		for (const [collection, expected] of Object.entries(indexes)) {
			const found = await admin.collection(collection).indexes();
			const keys = found.map(({ key }) => Object.keys(key).join());
			expect(keys.toSorted()).toEqual(['_id', ...expected.map((fields) => [...fields, '_id'].join())].toSorted());
		}
		await store.close();
		await (await openMongoStore(url)).close();
		await admin.close();
	});

	it('names an index that differs from its own, and touches nothing', async () => {
		const url = await address();
		const admin = await mongoose.createConnection(url).asPromise();
		await admin.collection('users').createIndex({ role: 1 }, { name: 'by_name' });
		const error = await refusal(url);
		expect(error).toMatchObject({
			code: 'store.unavailable',
			message: expect.stringMatching(/MONGO_URL: an index .*by_name/),
		});
		await admin.close();
	});

	it('leaves the data of a newer Hakku alone', async () => {
		const url = await address();
		await (await openMongoStore(url)).close();
		const admin = await mongoose.createConnection(url).asPromise();
		await admin.collection<{ _id: string }>('about').updateOne({ _id: 'schema' }, { $set: { version: 99 } });
		expect(await refusal(url)).toMatchObject({ code: 'data.newer' });
		await admin.close();
	});

	it('refuses a document whose fields have the wrong kind or are unknown', async () => {
		const store = await openMongoStore(await address());
		const wrong = [
			{ ...user('sari'), disabled: 'no' },
			{ ...user('sari'), display_name: 5 },
			{ ...user('sari'), failures: '3' },
			{ ...user('sari'), $where: '1' },
			{ ...user('sari'), surprise: 1 },
		];
		for (const document of wrong) {
			await expect(store.insert('users', [document as never]), JSON.stringify(document)).rejects.toThrow(TypeError);
		}
		await expect(store.insert('people', [{ ...person('a'), identities: 'web:1' } as never])).rejects.toThrow(TypeError);
		expect(await store.count('users', {})).toBe(0);
		await store.insert('users', [user('sari')]);
		await expect(store.replace('users', { ...user('sari'), surprise: 1 } as never)).rejects.toThrow(TypeError);
		expect(await store.get('users', 'user-sari')).toEqual(user('sari'));
		await store.close();
	});
});

describeWith('mongo', 'a MongoDB server of its own', () => {
	let server: RunningServer;
	afterAll(() => server.stop());

	describe('that asks for a password', () => {
		beforeAll(async () => {
			server = await startMongo(['--auth']);
		});
		afterAll(() => server.stop());

		it('refuses a wrong one, and none, in one line', async () => {
			for (const url of [`mongodb://somebody:secret@127.0.0.1:${server.port}/hakku`, `${server.url}/hakku`]) {
				expect(await refusal(url)).toMatchObject({
					code: 'store.unavailable',
					message: 'MONGO_URL: the MongoDB server refuses the user or the password.',
				});
			}
		});
	});

	it('keeps what it confirmed when it is killed; meanwhile calls are refused, afterwards they work again', async () => {
		// As mongod does for a write that asks for the journal.
		server = await startMongo(['--sync-on-commit']);
		const store = await openMongoStore(server.url, { patience: 300 });
		await store.insert('conversations', [conversation('web:1')]);
		let confirmed = 0;
		const writing = (async () => {
			for (let at = 1; ; at++) {
				await store.insert('case_events', [event(`e${at}`, 'c', at)]);
				confirmed = at;
			}
		})();
		const refused = expect(writing).rejects.toMatchObject({ code: 'store.unavailable' });
		while (confirmed < 50) await store.ping();
		await server.kill();
		await refused;
		await expect(store.ping()).rejects.toMatchObject({ code: 'store.unavailable' });
		await server.restart();
		await expect
			.poll(
				() =>
					store.ping().then(
						() => 'there',
						() => 'away',
					),
				{ timeout: 20_000 },
			)
			.toBe('there');
		expect(await store.get('conversations', 'web:1')).not.toBeNull();
		const kept = await store.count('case_events', { case: 'c' });
		expect(kept).toBeGreaterThanOrEqual(confirmed);
		expect(kept).toBeLessThanOrEqual(confirmed + 1);
		await store.close();
	});
});
