import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Seal } from '../../seal.ts';
import type { AlertDevice, Failure } from '../documents.ts';
import { type Alert, type Mean, NotDelivered } from '../mean.ts';
import type { Preferences } from '../preferences.ts';
import { type Subscription, sealedFor } from './devices.ts';
import type { PushKeys } from './keys.ts';
import { publicLookup, pushPlace } from './place.ts';

/** How long a push service may take, in milliseconds. */
const PATIENCE = 15_000;
/** How long it keeps an alert for a telephone that is off, in seconds: later than that the desk itself says it. */
const KEEP = { danger: 24 * 3_600, usual: 12 * 3_600 };

interface PushParts {
	readonly preferences: Preferences;
	readonly seal: Seal;
	readonly keys: () => Promise<PushKeys>;
	/** Who calls, for the push service: `mailto:` or https. */
	readonly subject: string;
	/** Which addresses may be called; for tests only another than public ones. */
	readonly place?: (given: string) => URL | null;
}

/**
 * Alerts to the browsers of a user (Web Push: RFC 8030, 8188, 8291, 8292). Only that browser can read them. One that is gone is marked,
 * and not called again. The library is loaded with the first alert: most processes send none.
 */
export function pushMean({ preferences, seal, keys, subject, place = pushPlace }: PushParts): Mean {
	const working = async (user: string) =>
		(await preferences.get(user)).devices.filter(({ trouble }) => trouble === null);

	async function call(user: string, device: AlertDevice, alert: Alert): Promise<void> {
		const { endpoint, keys: own } = subscriptionOf(seal, user, device);
		const url = place(endpoint);
		if (url === null) throw new NotDelivered('refused', { lasting: true });
		const { publicKey, privateKey } = await keys();
		const { title, text, path, danger, language, id } = alert;
		const { default: webPush } = await import('web-push');
		const { headers, body } = webPush.generateRequestDetails(
			{ endpoint, keys: own },
			JSON.stringify({ title, text, path, danger, language, id }),
			{
				...{ vapidDetails: { subject, publicKey, privateKey }, contentEncoding: 'aes128gcm', topic: id },
				...{ TTL: danger ? KEEP.danger : KEEP.usual, urgency: danger ? 'high' : 'normal' },
			},
		);
		const status = await post(url, headers, body, place === pushPlace);
		if (status >= 200 && status < 300) return;
		if (status === 404 || status === 410) throw new NotDelivered('device', { lasting: true });
		throw new NotDelivered('refused', { lasting: status === 400 || status === 401 || status === 403 });
	}

	return {
		name: 'push',
		repeatable: true,
		ready: async ({ _id }) => (await working(_id)).length > 0,
		async send({ _id }, alert) {
			const outcomes = await Promise.allSettled(
				(await working(_id)).map(async (device) => {
					try {
						await call(_id, device, alert);
					} catch (error) {
						const known = error instanceof NotDelivered ? error : new NotDelivered('broken', { cause: error });
						if (known.lasting) await marked(preferences, _id, device.id, known.failure);
						throw known;
					}
				}),
			);
			if (outcomes.some(({ status }) => status === 'fulfilled')) return;
			const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as NotDelivered] : []));
			throw refused.find(({ lasting }) => !lasting) ?? refused[0] ?? new NotDelivered('device', { lasting: true });
		},
	};
}

function subscriptionOf(seal: Seal, user: string, device: AlertDevice): Subscription {
	return JSON.parse(Buffer.from(seal.open(Buffer.from(device.subscription, 'base64'), sealedFor(user))).toString());
}

async function marked(preferences: Preferences, user: string, id: string, trouble: Failure): Promise<void> {
	await preferences.change(user, (known) => ({
		...known,
		devices: known.devices.map((device) => (device.id === id ? { ...device, trouble } : device)),
	}));
}

/** The answer's status. Nothing is followed and nothing of the answer is read. */
function post(url: URL, headers: object, body: Buffer | null, guarded: boolean): Promise<number> {
	return new Promise((resolve, reject) => {
		const request = url.protocol === 'https:' ? secureRequest : plainRequest;
		const options = { method: 'POST', headers: { ...headers }, agent: false, signal: AbortSignal.timeout(PATIENCE) };
		const sent = request(url, { ...options, ...(guarded && { lookup: publicLookup }) }, (answer) => {
			answer.destroy();
			resolve(answer.statusCode ?? 0);
		});
		sent.on('error', (cause: NodeJS.ErrnoException) =>
			reject(new NotDelivered(/CERT|TLS|ENOTPUBLIC/u.test(cause.code ?? '') ? 'unsafe' : 'unreachable', { cause })),
		);
		sent.end(body ?? undefined);
	});
}
