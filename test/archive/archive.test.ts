import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { exportTo, importFrom, refuseUnfinished } from '../../src/archive/index.ts';
import { canonical } from '../../src/archive/sums.ts';
import { HakkuError } from '../../src/errors.ts';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import { type CollectionName, indexes, type Store } from '../../src/store/index.ts';
import { openMongoStore } from '../../src/store/mongo/index.ts';
import { conversation, event, message, person, release, sessionWith, user } from '../contracts/documents.ts';
import { template } from '../embedded.ts';
import { scratchFolder } from '../process.ts';
import { describeWith, shared } from '../services.ts';

const folder = scratchFolder('archive');
afterAll(() => folder.end());
let files = 0;
const newFile = (): string => join(folder.path, `${++files}.hakku`);
const quiet = (): void => undefined;
const embedded = async (): Promise<Store> => (await openEmbeddedStore({ template })).store;

/** Words and names that formats trip over, and more messages than one batch carries. */
async function fill(store: Store): Promise<void> {
	const words = [
		'beras habis',
		'\u0000',
		'\u2028\u2029\r\n',
		'\ud800',
		'👨‍👩‍👧',
		'ꦲꦏ꧀ꦏꦸ',
		"'; DROP TABLE x; --",
		'<b>',
		'e\u0301',
	];
	const facts = '{"a.b":1,"$where":{"x":1.5},"__proto__":{"y":null},"10":-0.25,"9":1e300,"":true,"%0024":[1,[2]]}';
	await store.insert('conversations', [
		conversation('web:1', { words, session: sessionWith(facts), next_due: 5 }),
		conversation('telegram:é'),
		conversation('web:Z'),
	]);
	for (let turn = 0; turn < 3; turn++) {
		const known = await store.get('conversations', 'web:1');
		if (known) await store.replace('conversations', { ...known, updated_at: turn });
	}
	const lines = Array.from({ length: 1_200 }, (_, n) => message('web:1', n + 1, { text: words.join(' ').repeat(20) }));
	await store.insert('messages', lines);
	await store.insert('people', ['Z', 'a', 'é', 'z', '\u{1F600}', '\uFFFD', ' ', '0'].map(person));
	await store.insert('case_events', [event('e1', 'c1', 3), event('e0', 'c1', 4)]);
	await store.insert('users', [user('sari')]);
	await store.insert('releases', [release('f00', [{ path: 'flows/a.b.yaml', text: 'flow: a\n' }])]);
}

/** Everything of a store, whatever the order of keys. */
async function everything(store: Store): Promise<string[]> {
	const all: string[] = [];
	for (const collection of Object.keys(indexes) as CollectionName[])
		for await (const document of store.scan(collection)) all.push(`${collection} ${canonical(document)}`);
	return all;
}

const refusal = async (work: Promise<unknown>): Promise<string> => {
	const error = await work.then(
		() => 'nothing was refused',
		(reason: unknown) => reason,
	);
	if (!(error instanceof HakkuError)) throw error;
	expect(error.message).not.toContain('\n');
	return `${error.code}: ${error.message.replaceAll(folder.path, '')}`;
};

describe('an archive', () => {
	let house: Store;
	let file: string;
	let made: Awaited<ReturnType<typeof exportTo>>;
	const opened: Store[] = [];
	const empty = async (): Promise<Store> => {
		const store = await embedded();
		opened.push(store);
		return store;
	};

	beforeAll(async () => {
		house = await embedded();
		await fill(house);
		file = newFile();
		made = await exportTo(house, file, 0, quiet);
	});
	afterAll(() => house.close());
	afterEach(async () => {
		await Promise.all(opened.splice(0).map((store) => store.close()));
	});

	it('brings everything into another store, to the last sign and revision, and back', async () => {
		const store = await empty();
		const brought = await importFrom(store, file, 0, quiet);
		expect(brought.collections).toEqual(made.collections);
		expect(await everything(store)).toEqual(await everything(house));
		expect(await everything(store)).toHaveLength(1_215);
		expect((await store.get('conversations', 'web:1'))?.rev).toBe(4);
		const again = newFile();
		expect((await exportTo(store, again, 0, quiet)).collections).toEqual(made.collections);
		expect(readFileSync(again).equals(readFileSync(file))).toBe(true);
	});

	it('is for its owner only, appears whole, and leaves nothing else behind', async () => {
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(readdirSync(folder.path).filter((name) => name.endsWith('.part'))).toEqual([]);
	});

	it('never overwrites a file, and says when it can’t be written', async () => {
		const before = readFileSync(file);
		expect(await refusal(exportTo(house, file, 0, quiet))).toBe('file.exists: /1.hakku is there already.');
		expect(readFileSync(file).equals(before)).toBe(true);
		expect(await refusal(exportTo(house, join(folder.path, 'nowhere', 'x'), 0, quiet))).toBe(
			'file.unwritable: /nowhere/x can’t be written (ENOENT).',
		);
	});

	it('says how far it is, and within each part of the work never goes back', async () => {
		const parts: { readonly what: string; readonly steps: number[]; all: number }[] = [];
		const note = (done: number, all: number, what: string): void => {
			if (parts.at(-1)?.what !== what) parts.push({ what, steps: [], all });
			parts.at(-1)?.steps.push(done);
		};
		await exportTo(house, newFile(), 0, note);
		await importFrom(await empty(), file, 0, note);
		const whole = ['reading', 'comparing', 'checking', 'writing', 'comparing'];
		expect(parts.map(({ what }) => what)).toEqual(whole);
		for (const { steps } of parts) expect(steps).toEqual(steps.toSorted((a, b) => a - b));
		expect([parts.at(-1)?.steps.at(-1), parts.at(-1)?.all]).toEqual([1_215, 1_215]);
	});

	describe('that was changed or cut', () => {
		const lines = (): string[] => gunzipSync(readFileSync(file)).toString().split('\n').slice(0, -1);
		const written = (rows: readonly string[]): string => {
			const changed = newFile();
			writeFileSync(changed, gzipSync(rows.map((row) => `${row}\n`).join('')));
			return changed;
		};
		const bytes = (change: (bytes: Buffer) => Buffer): string => {
			const changed = newFile();
			writeFileSync(changed, change(Buffer.from(readFileSync(file))));
			return changed;
		};
		const last = (): Record<string, Record<string, { count: number; sha256: string }>> =>
			JSON.parse(lines().at(-1) ?? '');

		const faults: readonly (readonly [string, () => string, RegExp])[] = [
			['a foot that is missing', () => written(lines().slice(0, -1)), /its last line is missing/],
			[
				'a document that is missing',
				() => written(lines().toSpliced(9, 1)),
				/messages should be 1200 documents and is 1199/,
			],
			[
				'a document twice',
				() => written(lines().toSpliced(9, 0, lines()[9] ?? '')),
				/line 11 stands in the wrong place/,
			],
			[
				'documents out of order',
				() => written([lines()[0] ?? '', ...lines().slice(1, -1).toReversed()]),
				/wrong place/,
			],
			[
				'a word that was changed',
				() => written(lines().map((row) => row.replace('"sari"', '"budi"'))),
				/users differs from its checksum/,
			],
			[
				'a collection that is not ours',
				() => written(lines().toSpliced(1, 0, '["passwd",{"_id":"a","rev":1}]')),
				/line 2 belongs to nothing/,
			],
			[
				'a mark of an import',
				() => written(lines().toSpliced(1, 0, '["imports",{"_id":"import","rev":1}]')),
				/line 2 belongs to nothing/,
			],
			[
				'a document without an id',
				() => written(lines().toSpliced(1, 1, '["conversations",{"rev":1}]')),
				/line 2 is no document of conversations/,
			],
			[
				'a document of a wrong kind',
				() => written(lines().toSpliced(1, 1, '["conversations",{"_id":"a","rev":1,"next_due":"soon"}]')),
				/line 2 is no document/,
			],
			[
				'a list for a document',
				() => written(lines().toSpliced(1, 1, '["conversations",[]]')),
				/line 2 is no document/,
			],
			['a line that is not JSON', () => written(lines().toSpliced(3, 0, '["people",')), /line 4 is not JSON/],
			['lines after its end', () => written([...lines(), '["people",{}]']), /it goes on after its end/],
			[
				'a foot with more than we know',
				() =>
					written(
						lines().with(
							-1,
							JSON.stringify({ ...last(), collections: { ...last().collections, x: { count: 0, sha256: '' } } }),
						),
					),
				/it holds x, which this Hakku does not know/,
			],
			[
				'another file in its place',
				() => written(['{"name":"something"}']),
				/it does not begin as an archive of Hakku does/,
			],
			['nothing at all', () => bytes(() => Buffer.alloc(0)), /it is cut off/],
			[
				'no gzip',
				() => bytes(() => Buffer.from('{"hakku":"archive"}\n')),
				/it is no archive of Hakku, or its bytes have changed/,
			],
			[
				'a flipped bit',
				() =>
					bytes((all) => {
						all[all.length >> 1] = (all[all.length >> 1] ?? 0) ^ 4;
						return all;
					}),
				/archive\.damaged/,
			],
			['a cut in the middle', () => bytes((all) => all.subarray(0, all.length >> 1)), /it is cut off/],
			['eight bytes too few', () => bytes((all) => all.subarray(0, -8)), /it is cut off/],
			['a second archive behind it', () => bytes((all) => Buffer.concat([all, all])), /it goes on after its end/],
			[
				'text that is not UTF-8',
				() => {
					const changed = newFile();
					writeFileSync(changed, gzipSync(Buffer.from([0x7b, 0xff, 0x7d, 10])));
					return changed;
				},
				/its text is not UTF-8/,
			],
		];

		let untouched: Store;
		beforeAll(async () => {
			untouched = await embedded();
		});
		afterAll(() => untouched.close());

		it.each(faults)('%s is refused in one line, and nothing of it arrives', async (_, change, told) => {
			const refused = await refusal(importFrom(untouched, change(), 0, quiet));
			expect(refused).toMatch(/^archive\.damaged: \/\d+\.hakku can’t be imported: /);
			expect(refused).toMatch(told);
			expect(await everything(untouched)).toEqual([]);
		});

		it('a later format is told from damage', async () => {
			const later = written(lines().with(0, (lines()[0] ?? '').replace('"format":1', '"format":2')));
			expect(await refusal(importFrom(untouched, later, 0, quiet))).toMatch(/^archive\.newer: .* has format 2/);
		});

		it('a folder or nothing in its place is said to be that', async () => {
			expect(await refusal(importFrom(untouched, folder.path, 0, quiet))).toMatch(/^file\.unreadable: .*is not a file/);
			expect(await refusal(importFrom(untouched, newFile(), 0, quiet))).toMatch(/^file\.unreadable: .*can’t be read/);
		});

		it('a line without an end is not kept in memory', async () => {
			const endless = newFile();
			writeFileSync(endless, gzipSync(Buffer.alloc(60 * 1024 * 1024, 'x')));
			expect(await refusal(importFrom(untouched, endless, 0, quiet))).toMatch(/a line that no document is as long as/);
			truncateSync(endless);
		});
	});

	describe('that was interrupted on its way in', () => {
		/** The store, which fails at the n-th insert of documents. */
		const failing = (store: Store, at: number): Store => {
			let inserts = 0;
			return new Proxy(store, {
				get(target, name) {
					const value: unknown = Reflect.get(target, name, target);
					if (name !== 'insert') return typeof value === 'function' ? value.bind(target) : value;
					return (...given: Parameters<Store['insert']>) =>
						++inserts === at ? Promise.reject(new HakkuError('store.unavailable', 'gone')) : target.insert(...given);
				},
			});
		};

		it.each([2, 4, 6, 8])('at its %ith write: nobody takes it for whole, and the same call ends it', async (at) => {
			const store = await empty();
			expect(await refusal(importFrom(failing(store, at), file, 0, quiet))).toBe('store.unavailable: gone');
			expect(await refusal(refuseUnfinished(store))).toMatch(
				/^data\.half_imported: An import into this store began at 1970/,
			);
			expect(await refusal(exportTo(store, newFile(), 0, quiet))).toMatch(/^data\.half_imported/);
			const other = newFile();
			await exportTo(await empty(), other, 0, quiet);
			expect(await refusal(importFrom(store, other, 0, quiet))).toMatch(
				/^data\.half_imported: The import of another file/,
			);

			await importFrom(store, file, 0, quiet);
			await refuseUnfinished(store);
			expect(await everything(store)).toEqual(await everything(house));
		});

		it('while something else wrote into the store: it is not taken for whole', async () => {
			const store = await empty();
			await refusal(importFrom(failing(store, 4), file, 0, quiet));
			await store.insert('people', [person('stranger')]);
			expect(await refusal(importFrom(store, file, 0, quiet))).toBe(
				'data.half_imported: After the import, people has 9 documents instead of 8.',
			);
			await store.remove('people', 'stranger');
			const known = await store.get('users', 'user-sari');
			if (known) await store.replace('users', { ...known, disabled: true });
			expect(await refusal(importFrom(store, file, 0, quiet))).toMatch(/users differs from the file/);
			expect(await refusal(refuseUnfinished(store))).toMatch(/^data\.half_imported/);
		});
	});

	it('goes into an empty store only', async () => {
		const store = await empty();
		await store.insert('people', [person('a')]);
		expect(await refusal(importFrom(store, file, 0, quiet))).toBe(
			'data.not_empty: The store is not empty: 1 documents in people.',
		);
		await refuseUnfinished(store);
		expect(await refusal(importFrom(house, file, 0, quiet))).toMatch(/^data\.not_empty/);
	});

	it('of an empty store is an archive too', async () => {
		const none = newFile();
		expect((await exportTo(await empty(), none, 0, quiet)).documents).toBe(0);
		expect((await importFrom(await empty(), none, 0, quiet)).documents).toBe(0);
	});

	it('names its checksums so that anybody can compute them', () => {
		const rows = gunzipSync(readFileSync(file)).toString().split('\n').slice(1, -2);
		const people = rows.filter((row) => row.startsWith('["people",')).map((row) => `${row.slice(10, -1)}\n`);
		expect(createHash('sha256').update(people.join('')).digest('hex')).toBe(made.collections.people.sha256);
		expect(people).toHaveLength(made.collections.people.count);
	});
});

describeWith('mongo', 'moving house to MongoDB and back', () => {
	it('changes nothing', async () => {
		const first = await embedded();
		await fill(first);
		const there = await openMongoStore(`${await shared('mongo')}/moving_${process.pid}`);
		const back = await embedded();
		try {
			const [out, home] = [newFile(), newFile()];
			const made = await exportTo(first, out, 0, quiet);
			await importFrom(there, out, 0, quiet);
			expect((await exportTo(there, home, 0, quiet)).collections).toEqual(made.collections);
			await importFrom(back, home, 0, quiet);
			expect(await everything(back)).toEqual(await everything(first));
		} finally {
			await Promise.all([first, there, back].map((store) => store.close()));
		}
	});
});
