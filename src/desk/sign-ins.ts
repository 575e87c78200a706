import { createHmac } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { digest, randomToken, sameText } from '../http/index.ts';
import type { Store } from '../store/index.ts';
import type { SignInDocument, UserDocument } from './documents.ts';

const hours = 12;

/** Somebody at the desk, on this request. */
export interface SignedIn {
	readonly user: UserDocument;
	/** A fresh token for a form of this page; another one each time, so that compression gives nothing away. */
	formToken(): string;
	/** Whether a posted token belongs to this sign-in. */
	owns(token: string): boolean;
}

/** Signed-in browsers: a random token in a cookie, its SHA-256 in the store, twelve hours. */
export function createSignIns(options: { store: Store; secure: boolean; clock: () => number }) {
	const { store, secure, clock } = options;
	const name = secure ? '__Host-hakku-desk' : 'hakku-desk';
	const mark = (csrf: string, salt: string) => `${salt}.${createHmac('sha256', csrf).update(salt).digest('base64url')}`;
	const idOf = (c: Context) => digest(getCookie(c, name) ?? '');

	return {
		async open(c: Context, user: UserDocument): Promise<void> {
			const now = clock();
			await store.removeAll('sign_ins', { expires_at: { lt: now } });
			await store.remove('sign_ins', idOf(c));
			const token = randomToken();
			const document: SignInDocument = {
				_id: digest(token),
				rev: 1,
				user: user._id,
				csrf: randomToken(),
				created_at: now,
				expires_at: now + hours * 60 * 60 * 1000,
			};
			await store.insert('sign_ins', [document]);
			setCookie(c, name, token, { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: hours * 60 * 60 });
		},
		async close(c: Context): Promise<void> {
			await store.remove('sign_ins', idOf(c));
			deleteCookie(c, name, { path: '/', secure });
		},
		async current(c: Context): Promise<SignedIn | null> {
			if (!/^[\w-]{43}$/.test(getCookie(c, name) ?? '')) return null;
			const signIn = await store.get('sign_ins', idOf(c));
			if (!signIn || signIn.expires_at <= clock()) return null;
			const user = await store.get('users', signIn.user);
			if (!user || user.disabled) return null;
			return {
				user,
				formToken: () => mark(signIn.csrf, randomToken().slice(0, 16)),
				owns: (token) => sameText(token, mark(signIn.csrf, token.split('.')[0] ?? '')),
			};
		},
	};
}

export type SignIns = ReturnType<typeof createSignIns>;
