import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { ConversationDocument } from '../../conversation/documents.ts';
import { digest, randomToken } from '../../http/index.ts';
import type { Store } from '../../store/index.ts';

/** Who writes, as far as the web chat knows: a browser that holds a secret. */
export interface Visitor {
	readonly address: string;
	/** `web:<address>` */
	readonly conversation: string;
	/** Null before the first message. */
	readonly document: ConversationDocument | null;
	/** True when this answer gave the browser a new secret. */
	readonly renewed: boolean;
}

const secondsKept = 180 * 24 * 60 * 60;

/**
 * Knows browsers by a random secret in a cookie. The address is the secret's SHA-256: neither the store nor a log ever holds what would let
 * somebody in. A cookie that we did not hand out (forged, or planted to read along later) is replaced by a new one.
 */
export function createIdentity(options: { store: Store; secure: boolean; most?: number }) {
	const { store, secure, most = 50_000 } = options;
	const name = secure ? '__Host-hakku' : 'hakku';
	const issued = new Set<string>();

	const issue = (c: Context): string => {
		const token = randomToken();
		setCookie(c, name, token, { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: secondsKept });
		const address = digest(token);
		issued.add(address);
		if (issued.size > most) {
			const oldest = issued.values().next();
			if (!oldest.done) issued.delete(oldest.value);
		}
		return address;
	};

	return {
		/** The visitor of a known cookie, or null. Changes nothing. */
		async known(c: Context): Promise<Visitor | null> {
			const token = getCookie(c, name) ?? '';
			if (!/^[\w-]{43}$/.test(token)) return null;
			const address = digest(token);
			const conversation = `web:${address}`;
			const document = await store.get('conversations', conversation);
			return document || issued.has(address) ? { address, conversation, document, renewed: false } : null;
		},
		/** The visitor of a known cookie, or a new one. */
		async visit(c: Context): Promise<Visitor> {
			const known = await this.known(c);
			if (known) return known;
			const address = issue(c);
			return { address, conversation: `web:${address}`, document: null, renewed: true };
		},
	};
}
