import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HakkuError } from '../../src/errors.ts';
import { type CollectionName, indexes, type Store } from '../../src/store/index.ts';
import { conversation, event, message, opened, person, release, sessionWith, user } from './documents.ts';

const collections = Object.keys(indexes) as CollectionName[];

/** What every store must do, whatever it keeps things in. `open` opens an empty one. */
export function storeContract(adapter: string, open: () => Promise<Store>): void {
	describe(`a store on ${adapter}`, () => {
		let store: Store;
		beforeAll(async () => {
			store = await open();
		});
		afterEach(async () => {
			for (const collection of collections) await store.removeAll(collection, {});
		});
		afterAll(() => store.close());

		describe('keeping documents', () => {
			it('gives back exactly what was kept, and null for what was not', async () => {
				const kept = conversation('web:1', { words: ['beras habis'], session: sessionWith('{}'), next_due: 5 });
				await store.insert('conversations', [kept]);
				expect(await store.get('conversations', 'web:1')).toEqual(kept);
				expect(await store.get('conversations', 'web:2')).toBeNull();
				expect(await store.get('people', 'web:1')).toBeNull();
			});

			it('inserts only what is not there, says which, and leaves the rest as it is', async () => {
				expect(await store.insert('people', [person('a'), person('b')])).toEqual(['a', 'b']);
				await store.replace('people', { ...person('a'), identities: ['web:1'] });
				expect(await store.insert('people', [person('a'), person('c'), person('c')])).toEqual(['c']);
				expect(await store.get('people', 'a')).toEqual({ ...person('a'), rev: 2, identities: ['web:1'] });
				expect(await store.insert('people', [])).toEqual([]);
				expect(await store.count('people', {})).toBe(3);
			});

			it('keeps thousands of documents in one call', async () => {
				const many = Array.from({ length: 2500 }, (_, at) => event(`e${at}`, 'c', at));
				expect((await store.insert('case_events', many)).length).toBe(2500);
				expect((await store.insert('case_events', many)).length).toBe(0);
			});

			it('drops a field that is undefined, and keeps one that is null', async () => {
				await store.insert('users', [{ ...user('sari'), extra: undefined } as never]);
				expect(Object.keys((await store.get('users', 'user-sari')) ?? {})).not.toContain('extra');
			});

			it('removes a document once', async () => {
				await store.insert('people', [person('a')]);
				expect(await store.remove('people', 'a')).toBe(true);
				expect(await store.remove('people', 'a')).toBe(false);
				expect(await store.replace('people', person('a'))).toBe(false);
			});

			it('removes everything that matches and says how many', async () => {
				await store.insert('case_events', [event('1', 'a', 1), event('2', 'a', 2), event('3', 'b', 3)]);
				expect(await store.removeAll('case_events', { case: 'a', at: { gte: 2 } })).toBe(1);
				expect(await store.removeAll('case_events', { case: 'nobody' })).toBe(0);
				expect(await store.count('case_events', {})).toBe(2);
			});
		});

		describe('compare-and-set', () => {
			it('writes only over the revision that was read, and counts up', async () => {
				await store.insert('people', [person('a')]);
				expect(await store.replace('people', { ...person('a'), identities: ['x'] })).toBe(true);
				expect(await store.replace('people', { ...person('a'), identities: ['y'] })).toBe(false);
				expect(await store.get('people', 'a')).toEqual({ ...person('a'), rev: 2, identities: ['x'] });
				expect(await store.replace('people', { ...person('a'), rev: 3 })).toBe(false);
				expect(await store.replace('people', { ...person('nobody') })).toBe(false);
			});

			it('lets exactly one of fifty writers win each revision, and loses none of their marks', async () => {
				await store.insert('conversations', [conversation('web:busy')]);
				const winners: number[] = [];
				await Promise.all(
					Array.from({ length: 50 }, async (_, writer) => {
						for (;;) {
							const read = await store.get('conversations', 'web:busy');
							if (read === null) throw new Error('gone');
							const next = { ...read, seen: [...read.seen, String(writer)], seq: read.seq + 1 };
							if (!(await store.replace('conversations', next))) continue;
							winners.push(read.rev);
							return;
						}
					}),
				);
				const last = await store.get('conversations', 'web:busy');
				expect(last).toMatchObject({ rev: 51, seq: 50 });
				expect(new Set(last?.seen).size).toBe(50);
				expect(winners.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
			});

			it('B43: twenty first messages at once make one contact and lose no message', async () => {
				await Promise.all(
					Array.from({ length: 20 }, async (_, at) => {
						await store.insert('conversations', [conversation('telegram:700000001')]);
						for (;;) {
							const read = await store.get('conversations', 'telegram:700000001');
							if (read === null) throw new Error('gone');
							if (await store.replace('conversations', { ...read, seen: [...read.seen, `m${at}`] })) return;
						}
					}),
				);
				expect(await store.count('conversations', {})).toBe(1);
				expect((await store.get('conversations', 'telegram:700000001'))?.seen.length).toBe(20);
			});
		});

		describe('finding', () => {
			it('compares numbers as numbers and text as text', async () => {
				await store.insert(
					'messages',
					[2, 10, 1, 9, 100].map((seq) => message('web:1', seq)),
				);
				await store.insert('messages', [message('web:2', 5)]);
				const found = await store.find(
					'messages',
					{ conversation: 'web:1', seq: { gt: 1, lte: 10 } },
					{ sort: ['seq'] },
				);
				expect(found.map(({ seq }) => seq)).toEqual([2, 9, 10]);
				const last = await store.find('messages', { conversation: 'web:1' }, { sort: ['-seq'], limit: 2 });
				expect(last.map(({ seq }) => seq)).toEqual([100, 10]);
				expect(await store.count('messages', { conversation: { in: ['web:1', 'web:2', 'web:3'] } })).toBe(6);
				expect(await store.count('messages', { conversation: { in: [] } })).toBe(0);
				expect(await store.count('messages', { conversation: 'web:1', seq: { gte: 9, lt: 100 } })).toBe(2);
			});

			it('pages by key without missing or repeating equal ones', async () => {
				const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
				await store.insert(
					'case_events',
					ids.map((id) => event(id, 'case', 7)),
				);
				const first = await store.find('case_events', { case: 'case' }, { sort: ['at'], limit: 3 });
				expect(first.map(({ _id }) => _id)).toEqual(['a', 'b', 'c']);
				const rest = await store.find('case_events', { case: 'case', at: 7, _id: { gt: 'c' } }, { sort: ['at'] });
				expect(rest.map(({ _id }) => _id)).toEqual(['d', 'e', 'f', 'g']);
				const back = await store.find('case_events', { case: 'case' }, { sort: ['-at'], limit: 2 });
				expect(back.map(({ _id }) => _id)).toEqual(['g', 'f']);
			});

			it('puts null first, and finds it by asking for null', async () => {
				await store.insert('conversations', [
					conversation('a', { pending_since: 20 }),
					conversation('b', { pending_since: null }),
					conversation('c', { pending_since: 10 }),
				]);
				const up = await store.find('conversations', {}, { sort: ['pending_since'] });
				expect(up.map(({ _id }) => _id)).toEqual(['b', 'c', 'a']);
				const down = await store.find('conversations', {}, { sort: ['-pending_since'] });
				expect(down.map(({ _id }) => _id)).toEqual(['a', 'c', 'b']);
				expect((await store.find('conversations', { pending_since: null })).map(({ _id }) => _id)).toEqual(['b']);
				expect(await store.count('conversations', { pending_since: { lte: 20 } })).toBe(2);
			});

			it('B44: three contacts whose phone is absent, null and empty can all be kept', async () => {
				const { person: _, ...absent } = conversation('1');
				await store.insert('conversations', [absent as never]);
				await store.insert('conversations', [conversation('2', { person: null as never })]);
				await store.insert('conversations', [conversation('3', { person: '' })]);
				expect(await store.count('conversations', {})).toBe(3);
				expect(await store.count('conversations', { person: null as never })).toBe(2);
				expect(await store.count('conversations', { person: '' })).toBe(1);
			});

			it('follows an index of several fields', async () => {
				const all = [3, 1, 2].flatMap((priority) =>
					[30, 10, 20].map((opened_at) => aCase(`${priority}-${opened_at}`, priority, opened_at)),
				);
				await store.insert('cases', all as never);
				const found = await store.find('cases', { status: 'open' }, { sort: ['priority', 'opened_at'] });
				expect(found.map(({ _id }) => _id)).toEqual([
					'1-10',
					'1-20',
					'1-30',
					'2-10',
					'2-20',
					'2-30',
					'3-10',
					'3-20',
					'3-30',
				]);
				expect(await store.count('cases', { status: 'open', priority: { in: [1, 2] } })).toBe(6);
			});

			it('gives a hundred when nobody says how many, and never more than a thousand', async () => {
				await store.insert(
					'case_events',
					Array.from({ length: 1001 }, (_, at) => event(`e${at}`, 'c', at)),
				);
				expect((await store.find('case_events', { case: 'c' })).length).toBe(100);
				expect((await store.find('case_events', { case: 'c' }, { limit: 1000 })).length).toBe(1000);
				for (const limit of [0, -1, 1.5, 1001, Number.NaN]) {
					await expect(store.find('case_events', {}, { limit })).rejects.toThrow(TypeError);
				}
			});

			it('refuses a field that no index holds, rather than reading everything', async () => {
				await expect(store.find('users', { display_name: 'x' })).rejects.toThrow(TypeError);
				await expect(store.find('users', {}, { sort: ['-role'] })).rejects.toThrow(TypeError);
				await expect(store.count('sign_ins', { user: 'u', expires_at: 1 })).rejects.toThrow(TypeError);
			});

			it('streams everything in the order of its ids, one page or many', async () => {
				const ids = Array.from({ length: 2100 }, (_, at) => `e${String((at * 7919) % 2100).padStart(4, '0')}`);
				await store.insert(
					'case_events',
					ids.map((id) => event(id, 'c', 1)),
				);
				const seen: string[] = [];
				for await (const { _id } of store.scan('case_events')) seen.push(_id);
				expect(seen).toEqual(ids.toSorted());
				for await (const _ of store.scan('users')) throw new Error('nothing is there');
			});

			it('orders text by its bytes, so that every store agrees', async () => {
				const ids = ['Z', 'a', 'é', 'z', '\u{1F600}', '\uFFFD', ' ', '0'];
				await store.insert('people', ids.map(person));
				const seen: string[] = [];
				for await (const { _id } of store.scan('people')) seen.push(_id);
				expect(seen).toEqual(ids.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
			});
		});

		describe('hostile input', () => {
			it('keeps any text in a document, NUL and every script included', async () => {
				const words = [
					'\u0000',
					'a\u0000b',
					'\u{1F600}👨‍👩‍👧',
					'ꦲꦏ꧀ꦏꦸ',
					'حق',
					"'; DROP TABLE x; --",
					'$where',
					'\u2028',
					'\\u0000',
				];
				await store.insert('conversations', [conversation('web:1', { words })]);
				expect((await store.get('conversations', 'web:1'))?.words).toEqual(words);
			});

			it('refuses NUL, half a character and endless text where text is looked up', async () => {
				for (const bad of ['a\u0000', '\ud800', 'x'.repeat(1025), '']) {
					await expect(store.insert('people', [person(bad)]), JSON.stringify(bad)).rejects.toThrow(TypeError);
				}
				await expect(store.insert('case_events', [event('e', 'c\u0000', 1)])).rejects.toThrow(TypeError);
				await expect(store.get('people', 'a\u0000')).rejects.toThrow(TypeError);
				await store.insert('people', [person('x'.repeat(1024)), person('é'.repeat(512))]);
				expect(await store.get('people', 'x'.repeat(1024))).not.toBeNull();
			});

			it('B48: hostile names of fields are kept as they are and touch no prototype', async () => {
				const facts =
					'{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"constructor.prototype.admin":true,"a.b":1,"$set":{"x":1},"$":2,"":3,"%2E":4,".":5,"toString":6,"a\\u0000b":7}';
				const kept = conversation('web:1', { session: sessionWith(facts) });
				await store.insert('conversations', [kept]);
				for (const rev of [1, 2]) {
					const read = await store.get('conversations', 'web:1');
					expect(JSON.parse(JSON.stringify(read?.session?.facts))).toEqual(JSON.parse(facts));
					expect(Object.keys(read?.session?.facts ?? {}).toSorted()).toEqual(Object.keys(JSON.parse(facts)).toSorted());
					expect(await store.replace('conversations', { ...(read as typeof kept), rev })).toBe(true);
				}
				expect(({} as { admin?: boolean }).admin).toBeUndefined();
				expect(Object.keys(Object.prototype)).toEqual([]);
			});

			it('B48: a condition in place of a name looks for nobody', async () => {
				await store.insert('users', [user('sari')]);
				for (const name of [
					{ $ne: null },
					{ $gt: '' },
					{ $regex: '.*' },
					{ in: 'sari' },
					{ in: [{ $ne: null }] },
					{},
					['sari'],
					true,
				]) {
					await expect(store.find('users', { name } as never), JSON.stringify(name)).rejects.toThrow(TypeError);
				}
				for (const query of [{ $where: '1' }, { $or: [] }, { 'name.x': 1 }, JSON.parse('{"__proto__":1}')]) {
					await expect(store.find('users', query as never), JSON.stringify(query)).rejects.toThrow(TypeError);
				}
				await expect(store.get('users', { $ne: null } as never)).rejects.toThrow(TypeError);
				await expect(store.remove('users', { $ne: null } as never)).rejects.toThrow(TypeError);
				await expect(store.removeAll('users', { name: { $ne: null } } as never)).rejects.toThrow(TypeError);
				await expect(store.find('users"; DROP TABLE' as never, {} as never)).rejects.toThrow(TypeError);
				await expect(store.get('constructor' as never, 'x')).rejects.toThrow(TypeError);
				expect(await store.count('users', { name: "' OR 1=1 --" })).toBe(0);
				expect(await store.count('users', {})).toBe(1);
			});

			it('refuses a document whose looked-up fields have the wrong kind, and keeps none of the call', async () => {
				const wrong = [
					{ ...event('b', 'c', 1), at: '1' },
					{ ...event('b', 'c', 1), case: 5 },
					{ ...event('b', 'c', 1), rev: 0 },
				];
				for (const bad of wrong) {
					await expect(store.insert('case_events', [event('a', 'c', 1), bad] as never)).rejects.toThrow(TypeError);
				}
				expect(await store.count('case_events', {})).toBe(0);
			});

			it('keeps a document of 5 MB, and changes it', async () => {
				const long = 'Saya tidak punya beras. '.repeat(220_000);
				await store.insert('releases', [release('big', [{ path: 'flows/a.yaml', text: long }])]);
				const read = await store.get('releases', 'big');
				expect(read?.files[0]?.text.length).toBe(long.length);
				expect(
					await store.replace('releases', { ...release('big', []), files: [{ path: 'b', text: `${long}!` }] }),
				).toBe(true);
				expect((await store.get('releases', 'big'))?.files[0]?.text.endsWith('!')).toBe(true);
			});
		});

		describe('a list that is indexed', () => {
			const listed = (id: string, marks: readonly string[] | null, priority: 1 | 2 | 3 = 3, opened_at = 1) =>
				opened(id, { marks, priority, opened_at });
			const found = async (has: string[], more = {}) =>
				(await store.find('cases', { marks: { has }, ...more }, { sort: ['priority', 'opened_at'] })).map(
					({ _id }) => _id,
				);

			it('leads from each entry to its documents, in the order of the index, page by page', async () => {
				await store.insert('cases', [
					listed('a', ['free', 'need:food', 'need:food'], 3, 5),
					listed('b', ['free', 'need:health'], 1, 9),
					listed('c', ['free', 'need:food', 'need:health'], 2, 1),
					listed('d', ['held', 'need:food'], 1, 1),
					listed('e', null),
					listed('f', []),
					listed('g', ['free', 'need:food'], 3, 5),
				]);
				expect(await found(['free'])).toEqual(['b', 'c', 'a', 'g']);
				expect(await found(['need:food', 'free'])).toEqual(['c', 'a', 'g']);
				expect(await found(['need:food', 'free', 'need:health'])).toEqual(['c']);
				expect(await found(['free'], { priority: 3 })).toEqual(['a', 'g']);
				expect(await found(['free'], { priority: 3, opened_at: 5, _id: { gt: 'a' } })).toEqual(['g']);
				expect(await found(['free', 'nobody'])).toEqual([]);
				expect(await store.count('cases', { marks: { has: ['need:food', 'free'] } })).toBe(3);
				expect(await store.count('cases', { marks: { has: ['free'] } }, 2)).toBe(2);
				expect(await store.count('cases', {}, 3)).toBe(3);
			});

			it('follows every change, and is gone with its document', async () => {
				await store.insert('cases', [listed('a', ['free', 'x'])]);
				await store.replace('cases', listed('a', ['held', 'x'], 1));
				expect(await found(['free'])).toEqual([]);
				expect(await found(['x', 'held'], { priority: 1 })).toEqual(['a']);
				await store.replace('cases', { ...listed('a', null), rev: 2 });
				expect(await found(['x'])).toEqual([]);
				await store.insert('cases', [listed('b', ['x'])]);
				await store.remove('cases', 'b');
				await store.insert('cases', [listed('c', ['x', 'y']), listed('d', ['x'])]);
				expect(await store.removeAll('cases', { marks: { has: ['x', 'y'] } })).toBe(1);
				expect(await found(['x'])).toEqual(['d']);
			});

			it('B48: takes no operator in place of a list', async () => {
				for (const wanted of [{ has: [] }, { has: [{ $ne: null }] }, { in: ['x'] }, 'x', { gt: '' }, { has: ['\0'] }])
					await expect(store.find('cases', { marks: wanted } as never)).rejects.toThrow(TypeError);
				await expect(store.insert('cases', [listed('a', 'x' as never)])).rejects.toThrow(TypeError);
				await expect(store.insert('cases', [listed('a', [1 as never])])).rejects.toThrow(TypeError);
			});
		});

		it('answers while it can be used, and says that it cannot when it is closed', async () => {
			const other = await open();
			await other.ping();
			await Promise.all([other.close(), other.close()]);
			await other.close();
			for (const call of [
				() => other.ping(),
				() => other.get('people', 'a'),
				() => other.insert('people', [person('a')]),
				() => other.replace('people', person('a')),
				() => other.remove('people', 'a'),
				() => other.removeAll('people', {}),
				() => other.find('people', {}),
				() => other.count('people', {}),
				() => other.scan('people')[Symbol.asyncIterator]().next(),
			]) {
				const error = await call().then(
					() => undefined,
					(reason: unknown) => reason,
				);
				expect(error).toBeInstanceOf(HakkuError);
				expect(error).toMatchObject({ code: 'store.unavailable' });
			}
		});
	});
}

function aCase(id: string, priority: number, opened_at: number): object {
	return {
		_id: id,
		rev: 1,
		number: id,
		conversation: 'web:1',
		person: 'p',
		status: 'open',
		stage: 'intake',
		priority,
		danger: [],
		needs: [],
		claims: [],
		refusals: [],
		facts: [],
		reason: 'asked',
		words: [],
		language: 'id',
		opened_at,
		assignee: null,
		claimed_at: null,
		first_answer_at: null,
		closed_at: null,
		closing: null,
		waiting_since: null,
		notified_at: null,
		unreachable: null,
	};
}
