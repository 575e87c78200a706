import type { proto, WAMessage, WAMessageKey } from '@whiskeysockets/baileys';
import type { Store } from '../../store/index.ts';
import type { Channel, Delivery, Receive } from '../channel.ts';
import { Latest } from './cache.ts';
import { createContacts, type Merge } from './contacts.ts';
import { contentOf, type Upload } from './files.ts';
import { type Link, type LinkParts, startLink } from './link.ts';
import { namesOf } from './names.ts';
import { type Arrival, readMessage } from './reading.ts';
import { waysOut } from './reasons.ts';
import { withSealedFile } from './received.ts';
import { createMessageIds, whatsappText } from './writing.ts';

/** People to whom WhatsApp refused a message, remembered. */
const REMEMBERED = 2_000;

/** How far back a telephone may ask for a message again, in lines of the conversation. */
const BACK = 200;

/** Something a worker wrote from the office's own telephone. */
export interface Overheard {
	readonly address: string;
	readonly id: string;
	readonly text: string;
	readonly sent_at: number;
}

export interface WhatsAppParts extends Omit<LinkParts, 'name' | 'said' | 'arrived'> {
	/** Names of our numbers, as the settings give them. */
	readonly numbers: readonly string[];
	readonly merge: Merge;
	/** How a sealed file gets to WhatsApp; the library's way unless it is given. */
	readonly upload?: Upload;
	/** Resolves once it is durable that a worker wrote. */
	overheard(said: Overheard): Promise<void>;
}

/** WhatsApp: one channel over all numbers of ours. A person is answered from the number that they wrote to last. */
export function createWhatsAppChannel(parts: WhatsAppParts): Channel {
	const { store, clock } = parts;
	const ids = createMessageIds(parts.key);
	const contacts = createContacts(store, parts.merge);
	const links = new Map<string, Link>();
	/** Since when nothing is sent to somebody, because WhatsApp refused it. */
	const barred = new Latest<number>(REMEMBERED);
	let receive: Receive | null = null;

	async function arrived(account: string, message: WAMessage, arrival: Arrival): Promise<boolean> {
		const read = readMessage(message, arrival, clock(), ids.isOurs);
		if (read.is === 'nothing') return false;
		if (receive === null) throw new Error('the channel has stopped');
		const { names, id, sent_at } = read;
		if (read.is === 'worker') {
			const address = await contacts.addressOf(names, null);
			await parts.overheard({ address, id, text: read.text, sent_at });
		} else {
			const address = await contacts.addressOf(names, { account, at: clock() });
			const content = withSealedFile(read.content, parts.seal);
			await receive({ channel: 'whatsapp', address, id, content, sent_at });
		}
		return read.is === 'citizen';
	}

	return {
		name: 'whatsapp',
		textLimit: 60_000,
		repeatable: true,
		sendsDocuments: true,
		async start(given) {
			receive = given;
			for (const name of parts.numbers)
				links.set(
					name,
					await startLink({
						...parts,
						name,
						said: (key) => saidBefore(store, key, ids.of),
						arrived: (message, arrival) => arrived(name, message, arrival),
					}),
				);
		},
		async send(message): Promise<Delivery> {
			const whereabouts = await contacts.find(message.address);
			if (whereabouts === null) return { result: 'refused', reason: 'nobody ever wrote from this address' };
			const { jid, account, wrote_at } = whereabouts;
			const link = links.get(account);
			if (link === undefined) return { result: 'later', after: 0, reason: 'the number is not served any more' };
			const since = Math.max(barred.get(message.address) ?? 0, restrictedSince(link, clock()));
			if (since > wrote_at) return { result: 'later', after: 0, reason: 'the number may only answer' };
			const { text, content } = await contentOf(message, parts.upload);
			const sent = await link.send({ jid, id: ids.of(message.id), text }, content);
			if (sent.result !== 'restricted') return sent;
			barred.set(message.address, clock());
			await link.restrict();
			return { result: 'later', after: 0, reason: 'WhatsApp lets the number answer only' };
		},
		async stop() {
			receive = null;
			await Promise.all([...links.values()].map((link) => link.stop()));
			links.clear();
		},
		trouble() {
			const troubles = [...links.values()].flatMap(({ account }) => troubleOf(account, clock()) ?? []);
			return troubles.length === 0 ? null : troubles.join('; ');
		},
	};
}

/** A day: who wrote since then was not left alone when the number was restricted. */
const RECENT = 24 * 3_600_000;

/** Only people who wrote after this moment may be written to. */
function restrictedSince({ account }: Link, now: number): number {
	const until = account.restricted_until;
	return until === null || until <= now ? 0 : now - RECENT;
}

function troubleOf(account: Link['account'], now: number): string | null {
	const { _id: name, state, reason, restricted_until } = account;
	if (state === 'open')
		return restricted_until !== null && restricted_until > now ? `number ${name}: it may only answer for now` : null;
	if (reason !== null) return `number ${name}: ${waysOut[reason]}`;
	return state === 'unpaired' ? `number ${name}: not paired yet` : `number ${name}: not connected`;
}

/** What we said under one of our ids, word for word as it was sent; undefined when it was not us, or too long ago. */
async function saidBefore(
	store: Store,
	key: WAMessageKey,
	idOf: (id: string) => string,
): Promise<proto.IMessage | undefined> {
	const names = namesOf(key.remoteJid, key.remoteJidAlt);
	const name = names?.lid ?? names?.phone ?? null;
	if (name === null) return undefined;
	const address = await addressKnown(store, name);
	if (address === null) return undefined;
	const conversation = `whatsapp:${address}`;
	const document = await store.get('conversations', conversation);
	const waiting = document?.outbox.map(({ message }) => message) ?? [];
	const filed = await store.find(
		'messages',
		{ conversation, seq: { gt: (document?.seq ?? 0) - BACK } },
		{ sort: ['-conversation', '-seq'], limit: BACK },
	);
	const line = [...waiting, ...filed].find(({ _id }) => idOf(_id) === key.id);
	if (line === undefined || line.from === 'citizen' || line.document !== undefined) return undefined;
	return { conversation: whatsappText({ text: line.text, choices: line.choices, from: line.from }) };
}

async function addressKnown(store: Store, name: string): Promise<string | null> {
	return (await store.get('whatsapp_contacts', name))?.address ?? null;
}
