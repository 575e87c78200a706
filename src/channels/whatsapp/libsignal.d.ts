declare module 'libsignal/src/curve.js' {
	/** @param publicKey - 33 bytes, the first of which is 5. */
	export function verifySignature(publicKey: Buffer, message: Uint8Array, signature: Uint8Array): boolean;
}
