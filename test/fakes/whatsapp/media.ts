import { createCipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with the next download. */
export type MediaTrouble = 'changed' | 'cut' | 'gone' | 'busy';

const purposes = { image: 'Image', video: 'Video', audio: 'Audio', document: 'Document' } as const;

/**
 * Where WhatsApp keeps files: sealed by whoever sends them, and handed to whoever knows the place. Sealed here by hand (HKDF-SHA256 with the
 * kind's purpose, AES-256-CBC, ten bytes of HMAC behind it), so that both sides of the test don't share one mistake.
 */
export class FakeMedia {
	readonly #server: Server;
	readonly #sealed = new Map<string, Buffer>();
	readonly troubles: MediaTrouble[] = [];
	/** Whose page each download claimed to come from. */
	readonly origins: string[] = [];

	private constructor(server: Server) {
		this.#server = server;
	}

	static async open(): Promise<FakeMedia> {
		const server = createServer();
		const fake = new FakeMedia(server);
		server.on('request', (request, response) => {
			fake.origins.push(request.headers.origin ?? '');
			fake.#serve(request.url ?? '', response);
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return fake;
	}

	get root(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.#server.closeAllConnections();
		this.#server.close();
		await once(this.#server, 'close');
	}

	/** Puts a file there; gives what stands in the message about it. */
	hold(bytes: Uint8Array, kind: keyof typeof purposes) {
		const mediaKey = randomBytes(32);
		const keys = Buffer.from(hkdfSync('sha256', mediaKey, '', `WhatsApp ${purposes[kind]} Keys`, 112));
		const [iv, cipherKey, macKey] = [keys.subarray(0, 16), keys.subarray(16, 48), keys.subarray(48, 80)];
		const cipher = createCipheriv('aes-256-cbc', cipherKey, iv);
		const hidden = Buffer.concat([cipher.update(bytes), cipher.final()]);
		const mac = createHmac('sha256', macKey).update(iv).update(hidden).digest().subarray(0, 10);
		const directPath = `/v/t62.7118-24/${randomBytes(8).toString('hex')}_n.enc?ccb=11-4&oh=01_Q5&oe=68&_nc_sid=5e03e0`;
		this.#sealed.set(directPath, Buffer.concat([hidden, mac]));
		const fileSha256 = createHash('sha256').update(bytes).digest();
		return { mediaKey, directPath, fileSha256, fileLength: bytes.length };
	}

	#serve(place: string, response: ServerResponse): void {
		const sealed = this.#sealed.get(place);
		const trouble = this.troubles.shift();
		if (trouble === 'busy') return void response.writeHead(503).end();
		if (sealed === undefined || trouble === 'gone') return void response.writeHead(410).end();
		const body = Buffer.from(sealed);
		if (trouble === 'changed') body[20] = (body[20] ?? 0) ^ 1;
		response.setHeader('content-length', body.length);
		if (trouble !== 'cut') return void response.end(body);
		response.write(body.subarray(0, 32), () => response.destroy());
	}
}
