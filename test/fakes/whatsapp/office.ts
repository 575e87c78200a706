import { randomBytes } from 'node:crypto';
import {
	aesDecryptCTR,
	aesDecryptGCM,
	aesEncryptCTR,
	type BinaryNode,
	Curve,
	derivePairingCodeKey,
	hkdf,
	hmacSign,
	proto,
} from '@whiskeysockets/baileys';
import { at, bytesOf } from './nodes.ts';
import { type Bundle, SignalEnd } from './signal.ts';

/** A device that was linked to the office's number. */
export interface LinkedDevice {
	readonly number: number;
	registrationId: number;
	identity: Uint8Array;
	signed: Bundle['signed'];
	/** One-time keys that it uploaded. */
	readonly once: { readonly id: number; readonly key: Uint8Array }[];
}

/** What a device that wants to be linked says of itself. */
export interface Candidate {
	readonly device: Omit<LinkedDevice, 'number' | 'once'>;
	/** What it shows as a picture or asks for by a code. */
	code?: { readonly wrapped: Buffer; readonly ref: Buffer };
	send(node: BinaryNode): void;
}

/** The telephone of an office: the number that citizens write to. It links devices, and its owner can write from it. */
export class Office {
	readonly phone: string;
	readonly lid: string;
	readonly end = new SignalEnd();
	readonly devices = new Map<number, LinkedDevice>();
	/** Stanzas for the linked devices that none has confirmed yet. */
	readonly pending = new Map<string, BinaryNode>();
	/** Texts that a linked device sent, as they reached this telephone. */
	readonly mirrored: string[] = [];
	readonly #identity = Curve.generateKeyPair();
	readonly #ephemeral = Curve.generateKeyPair();
	#finish: { code: string; candidate: Candidate } | null = null;

	constructor(phone: string, lid: string) {
		this.phone = phone;
		this.lid = lid;
	}

	/** Points the camera at what the candidate shows. */
	scan(picture: string, candidate: Candidate): void {
		const [, , , secret] = picture.slice(picture.indexOf('#') + 1).split(',');
		this.#link(candidate, Buffer.from(secret ?? '', 'base64'));
	}

	/** Types in the eight signs that the candidate shows. */
	async enter(code: string, candidate: Candidate): Promise<void> {
		if (candidate.code === undefined) throw new Error('no device asked for a code');
		this.#finish = { code, candidate };
		const salt = randomBytes(32);
		const iv = randomBytes(16);
		const sealed = aesEncryptCTR(this.#ephemeral.public, await derivePairingCodeKey(code, salt), iv);
		const child = (tag: string, content: Uint8Array): BinaryNode => ({ tag, attrs: {}, content });
		candidate.send({
			tag: 'notification',
			attrs: { from: 's.whatsapp.net', type: 'link_code_companion_reg', id: 'link-1', t: String(now()) },
			content: [
				{
					tag: 'link_code_companion_reg',
					attrs: { stage: 'primary_hello' },
					content: [
						child('link_code_pairing_wrapped_primary_ephemeral_pub', Buffer.concat([salt, iv, sealed])),
						child('primary_identity_pub', this.#identity.public),
						child('link_code_pairing_ref', candidate.code.ref),
					],
				},
			],
		});
	}

	/** The candidate answered with its sealed keys: proof that it knows the code. */
	async finish(node: BinaryNode): Promise<void> {
		if (this.#finish === null) throw new Error('nobody typed a code');
		const { code, candidate } = this.#finish;
		const wrapped = candidate.code?.wrapped ?? Buffer.alloc(0);
		const key = await derivePairingCodeKey(code, wrapped.subarray(0, 32));
		const theirs = aesDecryptCTR(wrapped.subarray(48), key, wrapped.subarray(32, 48));
		const shared = Curve.sharedKey(this.#ephemeral.private, theirs);
		const identity = Buffer.from(bytesOf(at(node, 'companion_identity_public')));
		const bundle = Buffer.from(bytesOf(at(node, 'link_code_pairing_wrapped_key_bundle')));
		const info = 'link_code_pairing_key_bundle_encryption_key';
		const bundleKey = hkdf(shared, 32, { salt: bundle.subarray(0, 32), info });
		const open = aesDecryptGCM(bundle.subarray(44), bundleKey, bundle.subarray(32, 44), Buffer.alloc(0));
		const random = open.subarray(64);
		const secret = hkdf(Buffer.concat([shared, Curve.sharedKey(this.#identity.private, identity), random]), 32, {
			info: 'adv_secret',
		});
		this.#link(candidate, Buffer.from(secret));
	}

	#link(candidate: Candidate, secret: Buffer): void {
		const number = this.devices.size + 1;
		this.devices.set(number, { ...candidate.device, number, once: [] });
		const details = proto.ADVDeviceIdentity.encode({ rawId: 1, timestamp: now(), keyIndex: number }).finish();
		const signed = Buffer.concat([Buffer.of(6, 0), details, candidate.device.identity]);
		const identity = proto.ADVSignedDeviceIdentity.encode({
			details,
			accountSignatureKey: this.#identity.public,
			accountSignature: Curve.sign(this.#identity.private, signed),
		}).finish();
		const sealed = proto.ADVSignedDeviceIdentityHMAC.encode({ details: identity, hmac: hmacSign(identity, secret) });
		candidate.send({
			tag: 'iq',
			attrs: { id: 'pair-2', type: 'set', from: 's.whatsapp.net', xmlns: 'md' },
			content: [
				{
					tag: 'pair-success',
					attrs: {},
					content: [
						{ tag: 'device-identity', attrs: {}, content: sealed.finish() },
						{
							tag: 'device',
							attrs: { jid: `${this.phone}:${number}@s.whatsapp.net`, lid: `${this.lid}:${number}@lid` },
						},
						{ tag: 'biz', attrs: { name: 'Kantor Hakku' } },
						{ tag: 'platform', attrs: { name: 'smba' } },
					],
				},
			],
		});
	}
}

export const now = (): number => Math.floor(Date.now() / 1000);
