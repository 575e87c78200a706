import { createHmac } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { digest, randomToken, sameText } from '../../http/index.ts';
import type { Store } from '../../store/index.ts';
import type { SignInDocument, UserDocument } from '../documents.ts';

const hours = 12;
/** How long somebody may look for the code of the second step, in milliseconds. */
const secondStepLasts = 10 * 60 * 1000;

/** Somebody at the desk, on this request. */
export interface SignedIn {
	readonly user: UserDocument;
	/** Which of their sign-ins this is. */
	readonly id: string;
	/** A fresh token for a form of this page; another one each time, so that compression gives nothing away. */
	formToken(): string;
	/** Whether a posted token belongs to this sign-in. */
	owns(token: string): boolean;
}

/** Signed-in browsers: a random token in a cookie, its SHA-256 in the store, twelve hours. */
export function createSignIns(options: { store: Store; secure: boolean; clock: () => number }) {
	const { store, secure, clock } = options;
	const prefix = secure ? '__Host-' : '';
	const name = `${prefix}hakku-desk`;
	const deviceName = `${prefix}hakku-known`;
	const mark = (csrf: string, salt: string) => `${salt}.${createHmac('sha256', csrf).update(salt).digest('base64url')}`;
	const idOf = (c: Context) => digest(getCookie(c, name) ?? '');

	async function find(c: Context, complete: boolean): Promise<{ signIn: SignInDocument; user: UserDocument } | null> {
		if (!/^[\w-]{43}$/.test(getCookie(c, name) ?? '')) return null;
		const signIn = await store.get('sign_ins', idOf(c));
		if (!signIn || signIn.expires_at <= clock() || (signIn.complete ?? true) !== complete) return null;
		const user = await store.get('users', signIn.user);
		return user && !user.disabled ? { signIn, user } : null;
	}

	return {
		/** Signs a browser in; with `complete: false` only as far as the second step. Another token each time. */
		async open(c: Context, user: UserDocument, complete = true): Promise<void> {
			const now = clock();
			await store.removeAll('sign_ins', { expires_at: { lt: now } });
			await store.remove('sign_ins', idOf(c));
			const token = randomToken();
			const lasts = complete ? hours * 60 * 60 * 1000 : secondStepLasts;
			const document: SignInDocument = {
				_id: digest(token),
				rev: 1,
				user: user._id,
				csrf: randomToken(),
				created_at: now,
				expires_at: now + lasts,
				complete,
				browser: browserOf(c.req.header('user-agent')),
			};
			await store.insert('sign_ins', [document]);
			setCookie(c, name, token, { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: lasts / 1000 });
		},
		async close(c: Context): Promise<void> {
			await store.remove('sign_ins', idOf(c));
			deleteCookie(c, name, { path: '/', secure });
		},
		async current(c: Context): Promise<SignedIn | null> {
			const found = await find(c, true);
			if (!found) return null;
			const { signIn, user } = found;
			return {
				user,
				id: signIn._id,
				formToken: () => mark(signIn.csrf, randomToken().slice(0, 16)),
				owns: (token) => sameText(token, mark(signIn.csrf, token.split('.')[0] ?? '')),
			};
		},
		/** Who gave the right password on this browser and still owes the second step. */
		halfway: async (c: Context): Promise<UserDocument | null> => (await find(c, false))?.user ?? null,
		/** Where somebody is signed in, newest first. */
		async list(user: string): Promise<readonly SignInDocument[]> {
			const found = await store.find('sign_ins', { user }, { sort: ['user'], limit: 1_000 });
			const now = clock();
			return found
				.filter(({ expires_at, complete }) => expires_at > now && (complete ?? true))
				.sort((a, b) => b.created_at - a.created_at);
		},
		/** Ends one sign-in of this user, or all but `keep`. */
		async end(user: string, which: { readonly id: string } | { readonly keep: string }): Promise<void> {
			for (const signIn of await store.find('sign_ins', { user }, { sort: ['user'], limit: 1_000 })) {
				if ('id' in which ? signIn._id === which.id : signIn._id !== which.keep)
					await store.remove('sign_ins', signIn._id);
			}
		},
		/** What this browser says of earlier sign-ins, to compare with `Users.deviceMark`; and to remember one. */
		knows: (c: Context, deviceMark: string): boolean => sameText(getCookie(c, deviceName) ?? '', deviceMark),
		remember(c: Context, deviceMark: string): void {
			const year = 365 * 24 * 60 * 60;
			setCookie(c, deviceName, deviceMark, { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: year });
		},
	};
}

export type SignIns = ReturnType<typeof createSignIns>;

const browsers: readonly (readonly [RegExp, string])[] = [
	[/edg(?:e|a|ios)?\//iu, 'Edge'],
	[/opr\/|opera/iu, 'Opera'],
	[/samsungbrowser/iu, 'Samsung Internet'],
	[/firefox|fxios/iu, 'Firefox'],
	[/chrome|crios/iu, 'Chrome'],
	[/safari/iu, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
	[/android/iu, 'Android'],
	[/iphone|ipad/iu, 'iOS'],
	[/windows/iu, 'Windows'],
	[/mac os/iu, 'macOS'],
	[/linux/iu, 'Linux'],
];

/** A browser in two words, enough to know one's own: "Chrome, Android". */
export function browserOf(agent: string | undefined): string {
	const of = (known: typeof browsers) => known.find(([pattern]) => pattern.test(agent ?? ''))?.[1];
	return [of(browsers), of(systems)].filter((part) => part !== undefined).join(', ');
}
