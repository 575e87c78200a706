import type { Seal } from '../../seal.ts';
import type { Store } from '../../store/index.ts';
import type { WhatsAppAccountDocument, WhatsAppEventDocument } from './documents.ts';
import { AccountLost } from './lost.ts';

/** The topic that says: look at what somebody asked of a number, or at how it stands now. */
export const numbersTopic = 'whatsapp:numbers';

/** What is to be scanned (`picture`) or typed in on the telephone (`code`). */
export interface Shown {
	readonly kind: 'picture' | 'code';
	readonly text: string;
	/** Epoch milliseconds until when WhatsApp takes it. */
	readonly until: number;
}

/** Puts down for good what happened to a number. */
export async function putDown(store: Store, event: Omit<WhatsAppEventDocument, '_id' | 'rev'>): Promise<void> {
	const { account, at, kind, by } = event;
	await store.insert('whatsapp_events', [{ ...event, _id: [account, at, kind, by ?? ''].join(':'), rev: 1 }]);
}

/** A number's document as long as nothing is known of it. */
export function newAccount(name: string, at: number): WhatsAppAccountDocument {
	return {
		_id: name,
		rev: 1,
		creds: null,
		epoch: 0,
		number: null,
		state: 'unpaired',
		reason: null,
		since: at,
		last_message_at: null,
		restricted_until: null,
		wanted: null,
		shown: null,
	};
}

type Fields = Partial<Omit<WhatsAppAccountDocument, '_id' | 'rev'>>;

/** Changes an account's document until nobody was faster; makes it when there is none. */
export async function changeAccount(
	store: Store,
	name: string,
	at: number,
	how: (known: WhatsAppAccountDocument) => Fields | null,
): Promise<WhatsAppAccountDocument> {
	for (;;) {
		const known = await store.get('whatsapp_accounts', name);
		const before = known ?? newAccount(name, at);
		const fields = how(before);
		if (fields === null) return before;
		const after = { ...before, ...fields };
		if (fields.state !== undefined && fields.state !== before.state) Object.assign(after, { since: at });
		if (known === null) {
			if ((await store.insert('whatsapp_accounts', [after])).includes(name)) return after;
		} else if (await store.replace('whatsapp_accounts', after)) return { ...after, rev: after.rev + 1 };
	}
}

/** The document of a number in the hands of the process that speaks on it. */
export interface AccountRecord {
	/** As it was when it was last read or written. */
	readonly now: WhatsAppAccountDocument;
	read(): Promise<WhatsAppAccountDocument>;
	/** @throws AccountLost when another process has it. */
	change(fields: Fields): Promise<void>;
}

export async function openRecord(
	store: Store,
	name: string,
	{ epoch, held }: { readonly epoch: number; held(): boolean },
	clock: () => number,
): Promise<AccountRecord> {
	const taking = (fields: Fields) =>
		changeAccount(store, name, clock(), (known) => {
			if (!held() || known.epoch > epoch) throw new AccountLost();
			return { ...fields, epoch };
		});
	let now = await taking({});
	/** Of two answers that overtook each other the later state counts. */
	const noted = (known: WhatsAppAccountDocument) => {
		if (known.rev >= now.rev) now = known;
		return now;
	};
	return {
		get now() {
			return now;
		},
		async read() {
			return noted((await store.get('whatsapp_accounts', name)) ?? now);
		},
		async change(fields) {
			noted(await taking(fields));
		},
	};
}

const shownAs = (name: string) => `whatsapp:${name}#shown`;

export function sealShown(seal: Seal, name: string, shown: Shown): string {
	return Buffer.from(seal.seal(Buffer.from(JSON.stringify(shown)), shownAs(name))).toString('base64');
}

export function openShown(seal: Seal, { _id, shown }: WhatsAppAccountDocument): Shown | null {
	if (shown === null) return null;
	return JSON.parse(Buffer.from(seal.open(Buffer.from(shown, 'base64'), shownAs(_id))).toString()) as Shown;
}
