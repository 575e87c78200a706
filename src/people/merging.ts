import type { ConversationDocument } from '../conversation/documents.ts';
import type { Store } from '../store/index.ts';
import type { PersonDocument } from './documents.ts';

/** Keys of messages that a merged conversation remembers; as many as any conversation does. */
const SEEN = 200;

/**
 * Two conversations turned out to be one person's: which one goes on. The one in which a human is asked or speaks comes first, then the
 * one with a question open, then the later one.
 */
export function goesOn(one: ConversationDocument, other: ConversationDocument): ConversationDocument {
	const rank = ({ mode, session, updated_at }: ConversationDocument) =>
		[mode.case === null ? 0 : 1, session === null ? 0 : 1, updated_at] as const;
	const [a, b] = [rank(one), rank(other)];
	const at = a.findIndex((value, index) => value !== b[index]);
	return at === -1 || (a[at] ?? 0) > (b[at] ?? 0) ? one : other;
}

/** The conversation that goes on, with what the other one must not lose: what was answered, what was seen, and the wish to be left alone. */
function enriched(kept: ConversationDocument, given: ConversationDocument): ConversationDocument {
	return {
		...kept,
		session: kept.session ?? given.session,
		seen: [...new Set([...given.seen, ...kept.seen])].slice(-SEEN),
		words: kept.words.length > 0 ? kept.words : given.words,
		opted_out: kept.opted_out || given.opted_out,
	};
}

/** The other one is only read from now on, and a worker who has its case may still answer in it. Nothing of it speaks by itself. */
function retired(given: ConversationDocument, person: string): ConversationDocument {
	return { ...given, person, session: null, timers: [], next_due: null };
}

function oneOf(kept: PersonDocument | null, given: PersonDocument, into: string): PersonDocument {
	if (kept === null) return { ...given, _id: into, rev: 1 };
	const consent =
		kept.consent === null || (given.consent !== null && given.consent.at > kept.consent.at)
			? given.consent
			: kept.consent;
	return {
		...kept,
		identities: [...new Set([...kept.identities, ...given.identities])],
		consent,
		created_at: Math.min(kept.created_at, given.created_at),
	};
}

/**
 * Makes one person of the people of two conversations, with session, case, consent and opt-out kept. Resolves to the conversation
 * that goes on. Each step may be repeated, so a merge that was cut off is finished by the next.
 */
export async function mergeConversations(store: Store, one: string, other: string): Promise<string> {
	const [first, second] = await Promise.all([store.get('conversations', one), store.get('conversations', other)]);
	if (second === null) return one;
	if (first === null) return other;
	const kept = goesOn(first, second);
	const given = kept === first ? second : first;
	if (kept.person !== given.person) await mergePeople(store, kept.person, given.person);
	await change(store, kept._id, (document) => enriched(document, given));
	await change(store, given._id, (document) => retired(document, kept.person));
	return kept._id;
}

async function change(
	store: Store,
	id: string,
	how: (document: ConversationDocument) => ConversationDocument,
): Promise<void> {
	for (;;) {
		const document = await store.get('conversations', id);
		if (document === null || (await store.replace('conversations', how(document)))) return;
	}
}

async function mergePeople(store: Store, into: string, from: string): Promise<void> {
	for (;;) {
		const given = await store.get('people', from);
		if (given === null) break;
		const kept = await store.get('people', into);
		const merged = oneOf(kept, given, into);
		const done =
			kept === null ? (await store.insert('people', [merged])).length > 0 : await store.replace('people', merged);
		if (done) await store.remove('people', from);
	}
	for (const { _id } of await store.find('cases', { person: from }, { limit: 1_000 })) {
		for (;;) {
			const known = await store.get('cases', _id);
			if (known === null || (await store.replace('cases', { ...known, person: into }))) break;
		}
	}
}
