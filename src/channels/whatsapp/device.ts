import type { AuthenticationCreds } from '@whiskeysockets/baileys';
import type { KeyRing } from './auth.ts';
import type { AccountRecord } from './record.ts';

/** The linked device that a number is to WhatsApp. The library changes `creds` in place and tells that it did. */
export interface Device {
	readonly creds: AuthenticationCreds;
	/** Writes down what was changed; many changes in a row are one write. */
	changed(): Promise<void>;
	/** Resolves when nothing is being written, whatever came of it. */
	settled(): Promise<void>;
	/** Is another device from now on, which WhatsApp doesn't know yet. */
	forget(): Promise<void>;
}

export function createDevice(ring: KeyRing, record: AccountRecord): Device {
	let creds = ring.openCreds(record.now.creds);
	let saving: Promise<void> = Promise.resolve();
	let unsaved = false;

	async function save(): Promise<void> {
		unsaved = false;
		const number = creds.me ? (/^\d+/.exec(creds.me.id)?.[0] ?? null) : null;
		await record.change({ creds: ring.sealCreds(creds), number });
	}

	return {
		get creds() {
			return creds;
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
			await ring.forget();
			creds = ring.openCreds(null);
		},
	};
}
