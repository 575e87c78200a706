import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPeople } from '../../src/people/index.ts';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import type { Store } from '../../src/store/index.ts';
import { template } from '../embedded.ts';

let store: Store;
beforeAll(async () => {
	({ store } = await openEmbeddedStore({ template }));
});
afterAll(() => store.close());

describe('a person', () => {
	it('is written down once, with every conversation that they are known by', async () => {
		const people = createPeople({ store });
		await Promise.all(['telegram:1', 'web:a', 'telegram:1'].map((identity) => people.know('p1', identity, 5)));
		const known = await people.get('p1');
		expect([...known!.identities].sort()).toEqual(['telegram:1', 'web:a']);
		expect(known).toMatchObject({ consent: null, created_at: 5 });
	});

	it('has the consent they gave last, also when an older one is noted down late or twice', async () => {
		const people = createPeople({ store });
		await people.consent('p2', 'web:b', { given: true, wording: 'v1' }, 10);
		await people.consent('p2', 'web:b', { given: false, wording: 'v1' }, 20);
		await people.consent('p2', 'web:b', { given: true, wording: 'v1' }, 10);
		expect((await people.get('p2'))!.consent).toEqual({ given: false, at: 20, wording: 'v1' });
		const { rev } = (await people.get('p2'))!;
		await people.consent('p2', 'web:b', { given: false, wording: 'v1' }, 20);
		expect((await people.get('p2'))!.rev).toBe(rev);
	});

	it('who was deleted is gone, however often that is done', async () => {
		const people = createPeople({ store });
		await people.know('p3', 'web:c', 5);
		await people.eraseThem('p3');
		await people.eraseThem('p3');
		expect(await people.get('p3')).toBeNull();
		expect(await people.exportOf('p3')).toBeNull();
	});
});
