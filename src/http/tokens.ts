import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, base64url: 43 characters. */
export const randomToken = (): string => randomBytes(32).toString('base64url');

/** SHA-256, base64url. What the store keeps instead of a token, so that a stolen copy of it lets nobody in. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Compares two texts in a time that says nothing about where they differ. */
export const sameText = (a: string, b: string): boolean =>
	timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
