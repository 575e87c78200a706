import type { AuthenticationCreds, SignalKeyStore } from '@whiskeysockets/baileys';
import { HakkuError } from '../../errors.ts';
import { type AuthParts, type KeyRing, openKeyRing } from './auth.ts';
import type { AccountRecord } from './record.ts';

/** The linked device that a number is to WhatsApp. The library changes `creds` in place and tells that it did. */
export interface Device {
	readonly creds: AuthenticationCreds;
	readonly keys: SignalKeyStore;
	/** What is kept cannot be opened with this HAKKU_KEY: nothing of it is used or changed before somebody says `forget`. */
	readonly locked: boolean;
	/** Whether a telephone took it. */
	readonly paired: boolean;
	/** Writes down what was changed; many changes in a row are one write. */
	changed(): Promise<void>;
	/** Resolves when nothing is being written, whatever came of it. */
	settled(): Promise<void>;
	/** Is another device from now on, which WhatsApp doesn't know yet. */
	forget(): Promise<void>;
}

export async function openDevice(parts: AuthParts, record: AccountRecord): Promise<Device> {
	let held = await unlocked(parts, record);
	let saving: Promise<void> = Promise.resolve();
	let unsaved = false;

	function mine(): { readonly ring: KeyRing; readonly creds: AuthenticationCreds } {
		if (held === null) throw new HakkuError('key.wrong', 'The number was paired under another HAKKU_KEY.');
		return held;
	}

	async function save(): Promise<void> {
		unsaved = false;
		const { ring, creds } = mine();
		const number = creds.account && creds.me ? (/^\d+/.exec(creds.me.id)?.[0] ?? null) : null;
		await record.change({ creds: ring.sealCreds(creds), number });
	}

	return {
		get creds() {
			return mine().creds;
		},
		get keys() {
			return mine().ring.keys;
		},
		get locked() {
			return held === null;
		},
		get paired() {
			return held?.creds.account !== undefined;
		},
		changed() {
			if (unsaved) return saving;
			unsaved = true;
			saving = saving.catch(() => undefined).then(save);
			return saving;
		},
		async settled() {
			await saving.catch(() => undefined);
		},
		async forget() {
			if (held === null) await parts.store.removeAll('whatsapp_keys', { account: parts.account });
			else await held.ring.forget();
			const ring = held?.ring ?? (await openKeyRing(parts));
			held = { ring, creds: ring.openCreds(null) };
		},
	};
}

/** Null when it was paired under another HAKKU_KEY. */
async function unlocked(parts: AuthParts, record: AccountRecord) {
	try {
		const ring = await openKeyRing(parts);
		return { ring, creds: ring.openCreds(record.now.creds) };
	} catch (error) {
		if (error instanceof HakkuError && error.code === 'key.wrong') return null;
		throw error;
	}
}
