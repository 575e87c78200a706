import { createDecipheriv, createECDH, createPublicKey, type ECDH, hkdfSync, randomBytes, verify } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a browser read. */
interface Read {
	readonly payload: unknown;
	readonly urgency: string;
	readonly topic: string;
	readonly subject: string;
}

/** A browser's subscription with its secrets, as in RFC 8291, section 3. */
interface Browser {
	readonly endpoint: string;
	readonly keys: { readonly p256dh: string; readonly auth: string };
	readonly read: Read[];
	/** Answers to the next calls, in order; then 201. */
	readonly answers: number[];
}

/** A push service on loopback with browsers behind it: it checks who calls (RFC 8292), and they decrypt (RFC 8188, 8291). */
export async function openFakePush(publicKey: () => Promise<string | null>) {
	const browsers = new Map<string, Browser & { readonly ecdh: ECDH; readonly secret: Buffer }>();
	const refused: string[] = [];
	const server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', async () => {
			const browser = browsers.get(request.url ?? '');
			const status = browser?.answers.shift() ?? (browser === undefined ? 404 : 201);
			if (browser === undefined || status !== 201) return response.writeHead(status, { location: '/elsewhere' }).end();
			try {
				const { headers, method } = request;
				if (method !== 'POST' || headers['content-encoding'] !== 'aes128gcm') throw new Error('encoding');
				if (!/^\d+$/.test(String(headers.ttl))) throw new Error('ttl');
				const subject = callerOf(String(headers.authorization), (await publicKey()) ?? '', address());
				const payload = JSON.parse(decrypted(Buffer.concat(parts), browser.ecdh, browser.secret).toString());
				browser.read.push({ payload, urgency: `${headers.urgency}`, topic: `${headers.topic}`, subject });
				response.writeHead(201).end();
			} catch (error) {
				refused.push(String(error));
				response.writeHead(403).end();
			}
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		address,
		refused,
		browser(): Browser {
			const ecdh = createECDH('prime256v1');
			const p256dh = ecdh.generateKeys().toString('base64url');
			const secret = randomBytes(16);
			const path = `/${randomBytes(9).toString('base64url')}`;
			const keys = { p256dh, auth: secret.toString('base64url') };
			const browser = { endpoint: `${address()}${path}`, keys, read: [], answers: [], ecdh, secret };
			browsers.set(path, browser);
			return browser;
		},
		async close() {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	};
}

/** Checks `vapid t=…, k=…`; resolves to who it says it is. */
function callerOf(authorization: string, expected: string, audience: string): string {
	const [, token = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? [];
	if (key !== expected) throw new Error('another key than the one that browsers were told');
	const point = Buffer.from(key, 'base64url');
	const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
	const [head = '', body = '', signature = ''] = token.split('.');
	const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', ...{ x: x!, y: y! } } });
	const signed = Buffer.from(`${head}.${body}`);
	const options = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
	if (!verify('sha256', signed, options, Buffer.from(signature, 'base64url'))) throw new Error('signature');
	const { aud, exp, sub } = JSON.parse(Buffer.from(body, 'base64url').toString());
	if (aud !== audience) throw new Error(`for ${aud}`);
	if (exp * 1000 < Date.now() || exp * 1000 > Date.now() + 24 * 3_600_000) throw new Error('expiry');
	return sub;
}

function decrypted(body: Buffer, ecdh: ECDH, secret: Buffer): Buffer {
	const salt = body.subarray(0, 16);
	const length = body[20]!;
	const theirs = body.subarray(21, 21 + length);
	const sealed = body.subarray(21 + length);
	const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), theirs]);
	const shared = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(theirs), secret, info, 32));
	const key = Buffer.from(hkdfSync('sha256', shared, salt, 'Content-Encoding: aes128gcm\0', 16));
	const nonce = Buffer.from(hkdfSync('sha256', shared, salt, 'Content-Encoding: nonce\0', 12));
	const cipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
	const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
	return plain.subarray(0, plain.lastIndexOf(2));
}

export type FakePush = Awaited<ReturnType<typeof openFakePush>>;
