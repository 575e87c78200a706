import type { Store } from '../../store/index.ts';
import { Latest } from './cache.ts';
import type { WhatsAppContactDocument } from './documents.ts';
import type { Names } from './names.ts';

/** People whose names are kept at hand. */
const AT_HAND = 5_000;

/** How often it is written down that somebody wrote again, in milliseconds. */
const NOTED = 3_600_000;

/** Where to write to somebody. */
export interface Whereabouts {
	/** The name under which WhatsApp takes messages for them. */
	readonly jid: string;
	/** The number of ours that they wrote to last. */
	readonly account: string;
	readonly wrote_at: number;
}

/**
 * Who is who: the conversation of a person has the address under which they first wrote, whichever of their names that was and to
 * whichever of our numbers. When both names turn out to be one person, their conversations become one.
 */
export interface Contacts {
	/** The address of the conversation of these names. `wrote`: to which of our numbers and when; null when we only hear of them. */
	addressOf(names: Names, wrote: { readonly account: string; readonly at: number } | null): Promise<string>;
	/** Null for an address that nobody ever wrote from. */
	find(address: string): Promise<Whereabouts | null>;
}

/** Makes one of two conversations of a person; resolves to the address that stays. Repeating it changes nothing. */
export type Merge = (one: string, other: string) => Promise<string>;

export function createContacts(store: Store, merge: Merge): Contacts {
	const atHand = new Latest<WhatsAppContactDocument>(AT_HAND);

	async function read(name: string): Promise<WhatsAppContactDocument | null> {
		const known = atHand.get(name) ?? (await store.get('whatsapp_contacts', name));
		if (known !== null) atHand.set(name, known);
		return known;
	}

	async function write(name: string, fields: Omit<WhatsAppContactDocument, '_id' | 'rev'>): Promise<void> {
		for (;;) {
			const known = await read(name);
			const rev = known?.rev ?? 1;
			const document = { ...fields, _id: name, rev };
			if (known === null) {
				if ((await store.insert('whatsapp_contacts', [document])).includes(name)) return atHand.set(name, document);
			} else if (await store.replace('whatsapp_contacts', document))
				return atHand.set(name, { ...document, rev: rev + 1 });
			atHand.delete(name);
		}
	}

	/** Where the conversation of these names is. Two places become one. */
	async function place(known: readonly (WhatsAppContactDocument | null)[], names: readonly string[]): Promise<string> {
		const [one, other] = [...new Set(known.flatMap((contact) => contact?.address ?? []))];
		if (one === undefined) return names[0] ?? '';
		if (other === undefined) return one;
		const stays = await merge(one, other);
		const gone = stays === one ? other : one;
		for (const contact of await store.find('whatsapp_contacts', { address: gone })) {
			atHand.delete(contact._id);
			await write(contact._id, { ...contact, address: stays });
		}
		return stays;
	}

	return {
		async addressOf({ lid, phone }, wrote) {
			const names = [lid, phone].filter((name) => name !== null);
			const known = await Promise.all(names.map(read));
			const address = await place(known, names);
			const first = known.find((contact) => contact !== null);
			const account = wrote?.account ?? first?.account;
			if (account === undefined) return address;
			const at = wrote?.at ?? 0;
			for (const [index, name] of names.entries()) {
				const contact = known[index];
				const other = (name === lid ? phone : lid) ?? contact?.other ?? null;
				const same =
					contact?.address === address && contact.other === other && (wrote === null || contact.account === account);
				if (same && at - contact.wrote_at < NOTED) {
					atHand.set(name, { ...contact, wrote_at: Math.max(contact.wrote_at, at) });
					continue;
				}
				await write(name, { address, other, account, wrote_at: Math.max(at, contact?.wrote_at ?? 0) });
			}
			return address;
		},
		async find(address) {
			const contact = await read(address);
			if (contact === null) return null;
			const hidden = contact.other?.endsWith('@lid') ? contact.other : null;
			return { jid: hidden ?? address, account: contact.account, wrote_at: contact.wrote_at };
		},
	};
}
