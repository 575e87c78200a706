/**
 * The numbers as the terminal and the desk see them and what they may ask of them, whichever process speaks on them. Goes through
 * the store alone, and loads nothing of WhatsApp's library.
 */
import { HakkuError } from '../../errors.ts';
import type { Signals } from '../../queues/index.ts';
import { createSeal, type Seal } from '../../seal.ts';
import type { Store } from '../../store/index.ts';
import type { WhatsAppAccountDocument, WhatsAppEventDocument, Wish } from './documents.ts';
import { changeAccount, newAccount, numbersTopic, openShown, putDown, type Shown } from './record.ts';

export { typedNumber } from './digits.ts';
export { numbersTopic } from './record.ts';

/** How a number stands. */
export interface NumberSeen
	extends Pick<
		WhatsAppAccountDocument,
		'state' | 'reason' | 'since' | 'number' | 'last_message_at' | 'restricted_until' | 'wanted'
	> {
	readonly name: string;
	/** Whether a process speaks on the numbers, as far as can be seen: otherwise `state` is what the last one left. */
	readonly served: boolean;
	/** What is to be scanned or typed in right now. Whoever sees it could take the number: for admins only. */
	readonly shown: Shown | null;
}

interface Parts {
	readonly store: Store;
	readonly signals: Signals;
	readonly key: Uint8Array;
}

/** After how long without a sign of its process nobody is taken to speak on the numbers, in milliseconds. For showing only: clocks differ. */
const SIGN = 60_000;

/**
 * The numbers of the settings as they stand.
 *
 * @param now - epoch milliseconds.
 */
export async function numbersSeen(
	{ store, key }: Parts,
	names: readonly string[],
	now: number,
): Promise<readonly NumberSeen[]> {
	const seal = createSeal(key);
	const lease = await store.get('leases', 'whatsapp');
	const served = lease !== null && lease.owner !== null && now - lease.renewed_at < SIGN;
	return await Promise.all(
		names.map(async (name) => {
			const known = (await store.get('whatsapp_accounts', name)) ?? newAccount(name, 0);
			const { state, reason, since, number, last_message_at, restricted_until, wanted } = known;
			return {
				name,
				served,
				state,
				reason,
				since,
				number,
				last_message_at,
				restricted_until,
				wanted,
				...visible(seal, known),
			};
		}),
	);
}

/** Of a number that was paired under another key nothing can be shown, and that is what is to be said. */
function visible(seal: Seal, known: WhatsAppAccountDocument): { shown: Shown | null; reason?: 'locked' } {
	try {
		return { shown: openShown(seal, known) };
	} catch (error) {
		if (error instanceof HakkuError && error.code === 'key.wrong') return { shown: null, reason: 'locked' };
		throw error;
	}
}

/** What happened to a number, the latest first. */
export async function numberHistory(
	{ store }: Pick<Parts, 'store'>,
	account: string,
	most: number,
): Promise<readonly WhatsAppEventDocument[]> {
	return await store.find('whatsapp_events', { account }, { sort: ['-account', '-at'], limit: most });
}

/** Tells when something about the numbers changed. Returns how to stop listening. */
export function watchNumbers({ signals }: Pick<Parts, 'signals'>, changed: () => void): () => void {
	return signals.subscribe(numbersTopic, changed);
}

/** Whose wish it is, and when. */
export interface Asking {
	/** An account of the desk, or null for the terminal. */
	readonly by: string | null;
	/** Epoch milliseconds. */
	readonly at: number;
	/** With `pair`: the digits of the telephone, which is given a code then; null or absent: a picture is shown. */
	readonly number?: string | null;
}

/**
 * Asks for something of a number: to be paired, for a pairing to end, to be unlinked (the telephone forgets us and the keys are
 * removed; conversations stay), or to be connected again after it stopped. It is on record before anybody can act on it.
 */
export async function ask(parts: Parts, name: string, what: Wish, { by, at, number = null }: Asking): Promise<void> {
	const { store, signals } = parts;
	const detail = what !== 'pair' ? null : number === null ? 'picture' : 'code';
	await putDown(store, { account: name, at, kind: what, by, detail });
	await changeAccount(store, name, at, () => ({ wanted: { what, number, at, by } }));
	signals.publish(numbersTopic);
}

/** Puts down that somebody saw what is shown of a pairing that began at `since`; once for each of them. */
export async function sawCode({ store }: Pick<Parts, 'store'>, name: string, by: string, since: number): Promise<void> {
	await putDown(store, { account: name, at: since, kind: 'shown', by, detail: null });
}
