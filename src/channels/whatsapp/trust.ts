import { Curve } from '@whiskeysockets/baileys';
import { verifySignature } from 'libsignal/src/curve.js';
import { HakkuError } from '../../errors.ts';

type Verify = typeof Curve.verify;

/**
 * Whether a signature is right; false for everything that is not, whatever its shape. The pinned library leaves the answer of the
 * function beneath unread, so that every well-formed signature counts: docs/decisions/ says more.
 */
export const verified: Verify = (publicKey, message, signature) => {
	try {
		const key = publicKey.length === 33 ? publicKey : Buffer.concat([Buffer.of(5), publicKey]);
		return verifySignature(Buffer.from(key), message, signature) === true;
	} catch {
		return false;
	}
};

/** Makes the library check signatures: of the server's certificates, of our own linking, and of the keys that people hand out. */
export function insistOnSignatures(): void {
	Curve.verify = verified;
}

/**
 * The address of a server that is spoken with: encrypted, or on this very machine.
 *
 * @throws HakkuError `config.invalid` for any other, since whoever listens on the way could pretend to be WhatsApp.
 */
export function trustedAddress(address: string): URL {
	const url = new URL(address);
	const here = url.hostname === '127.0.0.1' || url.hostname === '[::1]';
	if (url.protocol === 'wss:' || (url.protocol === 'ws:' && here)) return url;
	throw new HakkuError('config.invalid', 'WhatsApp is only spoken with over an encrypted connection (wss).');
}
