import type { Signals } from '../../queues/index.ts';
import { createSeal } from '../../seal.ts';
import type { Store } from '../../store/index.ts';
import type { WhatsAppAccountDocument } from './documents.ts';
import { numbersTopic } from './link.ts';
import { changeAccount, newAccount, openShown, type Shown } from './record.ts';

/** How a number stands, for the terminal and the desk. */
export interface NumberSeen
	extends Pick<
		WhatsAppAccountDocument,
		'state' | 'reason' | 'since' | 'number' | 'last_message_at' | 'restricted_until'
	> {
	readonly name: string;
	/** What is to be scanned or typed in right now. Whoever sees it could take the number: for admins only. */
	readonly shown: Shown | null;
}

interface Parts {
	readonly store: Store;
	readonly signals: Signals;
	readonly key: Uint8Array;
}

/** The numbers of the settings as they stand, whichever process has them. */
export async function numbersSeen({ store, key }: Parts, names: readonly string[]): Promise<readonly NumberSeen[]> {
	const seal = createSeal(key);
	return await Promise.all(
		names.map(async (name) => {
			const known = (await store.get('whatsapp_accounts', name)) ?? newAccount(name, 0);
			const { state, reason, since, number, last_message_at, restricted_until } = known;
			const shown = openShown(seal, known);
			return { name, state, reason, since, number, last_message_at, restricted_until, shown };
		}),
	);
}

/** Tells when something about the numbers changed. Returns how to stop listening. */
export function watchNumbers({ signals }: Pick<Parts, 'signals'>, changed: () => void): () => void {
	return signals.subscribe(numbersTopic, changed);
}

/** Asks for a number to be paired: by a picture, or by a code that is typed into the telephone with this number (digits). */
export const pair = (parts: Parts, name: string, number: string | null, at: number) =>
	ask(parts, name, 'pair', number, at);

/** Asks for a number to be unlinked: the telephone forgets us, and the keys are removed. Conversations stay. */
export const unlink = (parts: Parts, name: string, at: number) => ask(parts, name, 'unlink', null, at);

/** Asks for a number that stopped to be connected again. */
export const connectAgain = (parts: Parts, name: string, at: number) => ask(parts, name, 'connect', null, at);

async function ask(
	{ store, signals }: Parts,
	name: string,
	what: NonNullable<WhatsAppAccountDocument['wanted']>['what'],
	number: string | null,
	at: number,
): Promise<void> {
	await changeAccount(store, name, at, () => ({ wanted: { what, number, at } }));
	signals.publish(numbersTopic);
}
