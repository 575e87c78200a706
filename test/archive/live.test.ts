import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportTo, importFrom } from '../../src/archive/index.ts';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import type { CollectionName, Store } from '../../src/store/index.ts';
import { Person, type World, world } from '../conversation/world.ts';
import { template } from '../embedded.ts';
import { scratchFolder } from '../process.ts';

const folder = scratchFolder('live');
afterAll(() => folder.end());
const file = join(folder.path, 'live.hakku');
const quiet = (): void => undefined;

/** The store, with something happening before each document of a collection is read. */
function busy(store: Store, where: CollectionName, happens: () => Promise<unknown>): Store {
	return new Proxy(store, {
		get(target, name) {
			const value: unknown = Reflect.get(target, name, target);
			if (name !== 'scan') return typeof value === 'function' ? value.bind(target) : value;
			return async function* (collection: CollectionName) {
				for await (const document of target.scan(collection)) {
					if (collection === where) await happens();
					yield document;
				}
			};
		},
	});
}

describe('a copy of a Hakku that runs', () => {
	let store: Store;
	let here: World;
	const people = [new Person('web'), new Person('web'), new Person('telegram')];
	beforeEach(async () => {
		store = (await openEmbeddedStore({ template })).store;
		here = world(store);
		for (const person of people) await here.say(person, 'beras', 'petugas', 'anak sakit');
	});
	afterEach(() => store.close());

	it.each(['conversations', 'messages', 'cases'] as const)(
		'is refused when somebody writes while %s are read, and leaves no file',
		async (where) => {
			const [person] = people as [Person];
			const export_ = exportTo(
				busy(store, where, () => here.say(person, 'masih di sini')),
				file,
				0,
				quiet,
			);
			await expect(export_).rejects.toMatchObject({ code: 'archive.moved' });
			expect(readdirSync(folder.path)).toEqual([]);
		},
	);

	it('is of one moment when nobody writes, and everybody is answered where it was brought', async () => {
		await exportTo(store, file, 0, quiet);
		const second = (await openEmbeddedStore({ template })).store;
		await importFrom(second, file, 0, quiet);
		const there = world(second, { beside: here });
		await there.conversations.sweep();
		for (const person of people) {
			const told = await there.lines(person);
			expect(told).toEqual(await here.lines(person));
			await there.say(person, 'masih di sini');
			expect((await there.lines(person)).slice(told.length)).toEqual(['citizen: masih di sini']);
			expect(await second.count('cases', { conversation: person.id, status: 'open' })).toBe(1);
		}
		await second.close();
	});
});
