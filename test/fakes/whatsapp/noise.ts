import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import {
	type BinaryNode,
	Curve,
	decodeBinaryNode,
	encodeBinaryNode,
	type KeyPair,
	proto,
} from '@whiskeysockets/baileys';

/** What a WhatsApp server proves itself with: a chain of two certificates under a root that its clients know. */
export interface Credentials {
	/** Public key of the root, 32 bytes. */
	readonly root: Uint8Array;
	readonly server: KeyPair;
	readonly chain: Uint8Array;
}

/** Makes a root of our own and a chain under it. `signature`: what to do to the signature of the last certificate. */
export function makeCredentials(signature: (right: Uint8Array) => Uint8Array = (right) => right): Credentials {
	const [root, middle, server] = [Curve.generateKeyPair(), Curve.generateKeyPair(), Curve.generateKeyPair()];
	const details = (key: Uint8Array, serial: number) =>
		proto.CertChain.NoiseCertificate.Details.encode({ serial, issuerSerial: 0, key }).finish();
	const [middleDetails, leafDetails] = [details(middle.public, 1), details(server.public, 2)];
	const chain = proto.CertChain.encode({
		intermediate: { details: middleDetails, signature: Curve.sign(root.private, middleDetails) },
		leaf: { details: leafDetails, signature: signature(Curve.sign(middle.private, leafDetails)) },
	}).finish();
	return { root: root.public, server, chain };
}

const INTRO = Buffer.from([87, 65, 6, 3]);
const EMPTY = Buffer.alloc(0);

interface Handlers {
	send(bytes: Uint8Array): void;
	/** The client is through, and says who it is. */
	greeted(payload: proto.ClientPayload): void;
	node(node: BinaryNode): void;
}

/** The server's half of the handshake `Noise_XX_25519_AESGCM_SHA256`, and of the sealed frames that follow it. */
export class NoiseServer {
	readonly #credentials: Credentials;
	readonly #handlers: Handlers;
	readonly #ephemeral = Curve.generateKeyPair();
	#hash = Buffer.from('Noise_XX_25519_AESGCM_SHA256\0\0\0\0');
	#salt: Buffer = this.#hash;
	#key: Buffer = this.#hash;
	#counter = 0;
	#bytes = EMPTY;
	#introduced = false;
	#step: 'hello' | 'finish' | 'open' = 'hello';
	#toClient: Direction = { key: EMPTY, counter: 0 };
	#fromClient: Direction = { key: EMPTY, counter: 0 };
	#queue: Promise<void> = Promise.resolve();

	constructor(credentials: Credentials, handlers: Handlers) {
		this.#credentials = credentials;
		this.#handlers = handlers;
		this.#mixHash(INTRO);
	}

	get open(): boolean {
		return this.#step === 'open';
	}

	receive(bytes: Buffer): void {
		this.#bytes = Buffer.concat([this.#bytes, bytes]);
		if (!this.#introduced) this.#skipIntro();
		while (this.#bytes.length >= 3) {
			const size = this.#bytes.readUIntBE(0, 3);
			if (this.#bytes.length < size + 3) return;
			const frame = this.#bytes.subarray(3, size + 3);
			this.#bytes = this.#bytes.subarray(size + 3);
			this.#frame(frame);
		}
	}

	send(node: BinaryNode): void {
		this.#frameOut(seal(this.#toClient, encodeBinaryNode(node)));
	}

	#skipIntro(): void {
		this.#introduced = true;
		if (this.#bytes.subarray(0, 2).toString() === 'ED')
			this.#bytes = this.#bytes.subarray(7 + this.#bytes.readUIntBE(4, 3));
		if (!this.#bytes.subarray(0, 4).equals(INTRO)) throw new Error('not a WhatsApp client');
		this.#bytes = this.#bytes.subarray(4);
	}

	#frame(frame: Buffer): void {
		if (this.#step === 'hello') this.#hello(frame);
		else if (this.#step === 'finish') this.#finish(frame);
		else {
			const plain = unseal(this.#fromClient, frame);
			this.#queue = this.#queue.then(async () => this.#handlers.node(await decodeBinaryNode(plain)));
		}
	}

	#hello(frame: Buffer): void {
		const { clientHello } = proto.HandshakeMessage.decode(frame);
		const ephemeral = clientHello?.ephemeral ?? EMPTY;
		this.#mixHash(ephemeral);
		this.#mixHash(this.#ephemeral.public);
		this.#mixKey(Curve.sharedKey(this.#ephemeral.private, ephemeral));
		const { server, chain } = this.#credentials;
		const known = this.#encrypt(server.public);
		this.#mixKey(Curve.sharedKey(server.private, ephemeral));
		const payload = this.#encrypt(chain);
		const serverHello = { ephemeral: this.#ephemeral.public, static: known, payload };
		this.#step = 'finish';
		this.#frameOut(proto.HandshakeMessage.encode({ serverHello }).finish());
	}

	#finish(frame: Buffer): void {
		const { clientFinish } = proto.HandshakeMessage.decode(frame);
		const known = this.#decrypt(clientFinish?.static ?? EMPTY);
		this.#mixKey(Curve.sharedKey(this.#ephemeral.private, known));
		const payload = proto.ClientPayload.decode(this.#decrypt(clientFinish?.payload ?? EMPTY));
		const [fromClient, toClient] = this.#expand(EMPTY);
		this.#fromClient = { key: fromClient, counter: 0 };
		this.#toClient = { key: toClient, counter: 0 };
		this.#step = 'open';
		this.#handlers.greeted(payload);
	}

	#frameOut(bytes: Uint8Array): void {
		const head = Buffer.alloc(3);
		head.writeUIntBE(bytes.length, 0, 3);
		this.#handlers.send(Buffer.concat([head, bytes]));
	}

	#mixHash(bytes: Uint8Array): void {
		this.#hash = createHash('sha256').update(this.#hash).update(bytes).digest();
	}

	#expand(input: Uint8Array): [Buffer, Buffer] {
		const both = Buffer.from(hkdfSync('sha256', input, this.#salt, '', 64));
		return [both.subarray(0, 32), both.subarray(32)];
	}

	#mixKey(shared: Uint8Array): void {
		[this.#salt, this.#key] = this.#expand(shared);
		this.#counter = 0;
	}

	#encrypt(plain: Uint8Array): Buffer {
		const sealed = seal({ key: this.#key, counter: this.#counter++ }, plain, this.#hash);
		this.#mixHash(sealed);
		return sealed;
	}

	#decrypt(sealed: Uint8Array): Buffer {
		const plain = unseal({ key: this.#key, counter: this.#counter++ }, Buffer.from(sealed), this.#hash);
		this.#mixHash(sealed);
		return plain;
	}
}

interface Direction {
	key: Buffer;
	counter: number;
}

function nonce(counter: number): Buffer {
	const bytes = Buffer.alloc(12);
	bytes.writeUInt32BE(counter, 8);
	return bytes;
}

function seal(direction: Direction, plain: Uint8Array, about: Buffer = EMPTY): Buffer {
	const cipher = createCipheriv('aes-256-gcm', direction.key, nonce(direction.counter++)).setAAD(about);
	return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function unseal(direction: Direction, sealed: Buffer, about: Buffer = EMPTY): Buffer {
	const tag = sealed.length - 16;
	const decipher = createDecipheriv('aes-256-gcm', direction.key, nonce(direction.counter++));
	decipher.setAAD(about).setAuthTag(sealed.subarray(tag));
	return Buffer.concat([decipher.update(sealed.subarray(0, tag)), decipher.final()]);
}
