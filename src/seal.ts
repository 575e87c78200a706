import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { HakkuError } from './errors.ts';

/** Seals what must not be read from a stolen copy of the data: AES-256-GCM under HAKKU_KEY. Without a key nothing is hidden. */
export interface Seal {
	/** Whether there is a key. */
	readonly closed: boolean;
	/** `about` names the record that it belongs to, so that it cannot be moved into another one: `whatsapp:creds:main`. */
	seal(plain: Uint8Array, about: string): Uint8Array;
	/**
	 * What was sealed, also before there was a key.
	 *
	 * @throws HakkuError `key.missing`, or `key.wrong` when it was sealed under another key, for another record, or was changed.
	 */
	open(sealed: Uint8Array, about: string): Uint8Array;
}

/** First byte of what is kept: as it is, or sealed in the first way. */
const plainMark = 0;
const sealedMark = 1;
const nonceLength = 12;
const tagLength = 16;

/** @param key - 32 bytes, or null. */
export function createSeal(key: Uint8Array | null): Seal {
	const own = key === null ? null : Buffer.from(hkdfSync('sha256', key, '', 'hakku seal 1', 32));
	return {
		closed: own !== null,
		seal(plain, about) {
			if (own === null) return Buffer.concat([Buffer.of(plainMark), plain]);
			const nonce = randomBytes(nonceLength);
			const cipher = createCipheriv('aes-256-gcm', own, nonce).setAAD(Buffer.from(about));
			const hidden = Buffer.concat([cipher.update(plain), cipher.final()]);
			return Buffer.concat([Buffer.of(sealedMark), nonce, cipher.getAuthTag(), hidden]);
		},
		open(sealed, about) {
			if (sealed[0] === plainMark) return sealed.subarray(1);
			if (own === null) throw new HakkuError('key.missing', 'HAKKU_KEY is not set, but the data was sealed with one.');
			const body = 1 + nonceLength + tagLength;
			try {
				if (sealed[0] !== sealedMark || sealed.length < body) throw new TypeError('not sealed in a known way');
				const decipher = createDecipheriv('aes-256-gcm', own, sealed.subarray(1, 1 + nonceLength), {
					authTagLength: tagLength,
				});
				decipher.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(1 + nonceLength, body));
				return Buffer.concat([decipher.update(sealed.subarray(body)), decipher.final()]);
			} catch (error) {
				throw new HakkuError('key.wrong', 'Something kept cannot be opened with this HAKKU_KEY.', error);
			}
		},
	};
}
