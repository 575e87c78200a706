import type { Seal } from '../../seal.ts';
import type { Store } from '../../store/index.ts';
import { emptyMean } from '../record.ts';

/** What this Hakku proves itself with to push services (VAPID, RFC 8292), base64url. */
export interface PushKeys {
	/** Browsers are told this one. */
	readonly publicKey: string;
	readonly privateKey: string;
}

const NAME = 'push';
const about = 'alerts:push keys';

/**
 * The keys of this Hakku, made once and kept sealed: with other ones every browser would have to subscribe anew.
 *
 * @throws HakkuError `key.missing` or `key.wrong` where they are sealed under another HAKKU_KEY.
 */
export async function openPushKeys(store: Pick<Store, 'get' | 'insert' | 'replace'>, seal: Seal): Promise<PushKeys> {
	for (;;) {
		const known = await store.get('alert_means', NAME);
		if (known?.keys) {
			const opened = seal.open(Buffer.from(known.keys.sealed, 'base64'), about);
			return { publicKey: known.keys.public, privateKey: Buffer.from(opened).toString() };
		}
		const { publicKey, privateKey } = (await import('web-push')).default.generateVAPIDKeys();
		const sealed = Buffer.from(seal.seal(Buffer.from(privateKey), about)).toString('base64');
		const kept = { ...(known ?? emptyMean(NAME)), keys: { public: publicKey, sealed } };
		if (known === null) await store.insert('alert_means', [kept]);
		else await store.replace('alert_means', kept);
	}
}
