import { createHash } from 'node:crypto';
import type { Seal } from '../../seal.ts';
import type { Store } from '../../store/index.ts';
import type { AlertDevice } from '../documents.ts';
import { cured, type Preferences } from '../preferences.ts';
import { pushPlace } from './place.ts';

/** Where a browser takes alerts, as its push service and it agreed. */
export interface Subscription {
	readonly endpoint: string;
	readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** The browsers of each user that take alerts. */
export interface Devices {
	/** What a browser must know before it subscribes; null while the keys cannot be opened. */
	publicKey(): Promise<string | null>;
	/** False for a subscription that is none, or that leads where Hakku does not call. A browser takes the alerts of one user only. */
	add(user: string, subscription: Subscription, browser: string, at: number): Promise<boolean>;
	remove(user: string, id: string): Promise<void>;
	/** None of their browsers takes alerts any more: a telephone was lost. */
	forget(user: string): Promise<void>;
}

/** The most browsers of one user; the oldest goes. */
const MOST = 8;
const USERS = 1_000;

const deviceId = (endpoint: string): string => createHash('sha256').update(endpoint).digest('base64url');
export const sealedFor = (user: string): string => `alerts:device of ${user}`;

export function createDevices(
	{
		store,
		preferences,
		seal,
	}: { readonly store: Pick<Store, 'find'>; readonly preferences: Preferences; readonly seal: Seal },
	publicKey: Devices['publicKey'],
	place: (given: string) => URL | null = pushPlace,
): Devices {
	const without = (user: string, id: string) =>
		preferences.change(user, (known) => {
			const devices = known.devices.filter((device) => device.id !== id);
			return devices.length === known.devices.length ? known : { ...known, devices };
		});
	return {
		publicKey,
		async add(user, { endpoint, keys }, browser, at) {
			const { p256dh, auth } = keys;
			if (place(endpoint) === null || !isPoint(p256dh) || decoded(auth).length !== 16) return false;
			const id = deviceId(endpoint);
			for (const { _id, devices } of await store.find('alert_settings', {}, { limit: USERS }))
				if (_id !== user && devices.some((device) => device.id === id)) await without(_id, id);
			const plain = JSON.stringify({ endpoint, keys: { p256dh, auth } });
			const subscription = Buffer.from(seal.seal(Buffer.from(plain), sealedFor(user))).toString('base64');
			const device: AlertDevice = { id, subscription, browser, since: at, trouble: null };
			await preferences.change(user, (known) => ({
				...cured(known, 'push'),
				devices: [...known.devices.filter((one) => one.id !== id), device].slice(-MOST),
			}));
			return true;
		},
		async remove(user, id) {
			await without(user, id);
		},
		async forget(user) {
			await preferences.change(user, (known) => (known.devices.length === 0 ? known : { ...known, devices: [] }));
		},
	};
}

const decoded = (text: string): Buffer => (/^[\w-]{1,200}$/u.test(text) ? Buffer.from(text, 'base64url') : Buffer.of());

/** An uncompressed point of P-256, as RFC 8291 wants it. */
function isPoint(text: string): boolean {
	const bytes = decoded(text);
	return bytes.length === 65 && bytes[0] === 4;
}
