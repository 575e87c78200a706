import type { Seal } from '../seal.ts';
import { type AlertSurroundings, type Alerts, createAlerts } from './alerts.ts';
import { type Addresses, createAddresses } from './email/addresses.ts';
import { emailMean } from './email/mean.ts';
import { createPost, type MailSettings } from './email/server.ts';
import { createPreferences } from './preferences.ts';
import { createDevices, type Devices } from './push/devices.ts';
import { openPushKeys } from './push/keys.ts';
import { pushMean } from './push/mean.ts';

/** Alerts, with what users do about their own means. */
export interface AlertRoom extends Alerts {
	readonly devices: Devices;
	/** Null: no mail server is set. */
	readonly addresses: Addresses | null;
}

/** Alerts over what the settings give: web push always, e-mail with a mail server. `place`: which push services are called, for tests. */
export function openAlerts(
	of: Omit<AlertSurroundings, 'means' | 'preferences'> & {
		readonly seal: Seal;
		readonly mail: MailSettings | null;
		readonly place?: (given: string) => URL | null;
	},
): AlertRoom {
	const { store, seal, mail, base, zone, place } = of;
	const preferences = createPreferences(store, zone);
	let opened: ReturnType<typeof openPushKeys> | null = null;
	const keys = () => {
		opened ??= openPushKeys(store, seal).catch((error: unknown) => {
			opened = null;
			throw error;
		});
		return opened;
	};
	const subject = base?.startsWith('https:') ? base : `mailto:${mail?.from.address ?? 'hakku@localhost'}`;
	const push = pushMean({ preferences, seal, keys, subject, ...(place !== undefined && { place }) });
	const post = mail === null ? null : createPost(mail);
	const alerts = createAlerts({
		...of,
		preferences,
		means: post === null ? [push] : [push, emailMean(post, preferences)],
	});
	return {
		...alerts,
		devices: createDevices(
			{ store, preferences, seal },
			async () => {
				try {
					return (await keys()).publicKey;
				} catch {
					return null;
				}
			},
			place,
		),
		addresses: post === null ? null : createAddresses(post, preferences),
	};
}
