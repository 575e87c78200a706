import type { Store } from '../store/index.ts';
import type { People } from './api.ts';
import type { PersonDocument } from './documents.ts';
import { exportOf } from './export.ts';
import { mergeConversations } from './merging.ts';

/**
 * A person is written down only when there is a reason to: they consented, or a human must look after them.
 * Until then a conversation carries nothing but the id they would get.
 */
export function createPeople({ store }: { store: Store }): People {
	async function change(
		person: string,
		identity: string,
		at: number,
		with_: (document: PersonDocument) => PersonDocument,
	): Promise<void> {
		const fresh: PersonDocument = { _id: person, rev: 1, identities: [identity], consent: null, created_at: at };
		const inserted = await store.insert('people', [with_(fresh)]);
		if (inserted.length > 0) return;
		for (;;) {
			const known = await store.get('people', person);
			if (known === null) return;
			const identities = known.identities.includes(identity) ? known.identities : [...known.identities, identity];
			const changed = with_({ ...known, identities });
			if (identities === known.identities && changed.consent === known.consent) return;
			if (await store.replace('people', changed)) return;
		}
	}

	return {
		get: (person) => store.get('people', person),
		know: (person, identity, at) => change(person, identity, at, (document) => document),
		consent: (person, identity, { given, wording }, at) =>
			change(person, identity, at, (document) =>
				document.consent !== null && document.consent.at >= at
					? document
					: { ...document, consent: { given, at, wording } },
			),
		async eraseThem(person) {
			await store.remove('people', person);
		},
		merge: (conversation, other) => mergeConversations(store, conversation, other),
		exportOf: (person) => exportOf(store, person),
	};
}
