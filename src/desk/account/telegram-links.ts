import { digest, randomToken } from '../../http/index.ts';
import type { Store } from '../../store/index.ts';
import type { UserDocument } from '../documents.ts';
import { createStrangers } from './tries.ts';

/** How long a code can be used, in milliseconds. */
const codeLasts = 10 * 60 * 1000;

/** What every code begins with, so that none is ever taken for the code of a poster. */
const mark = 'petugas_';
const form = /^petugas_[\w-]{43}$/;

/** The most links and codes that one account can have. */
const most = 100;

/** What a code came to. `wait`: milliseconds until the next is read. */
type Linking =
	| { readonly result: 'linked'; readonly user: UserDocument; readonly replaced: string | null }
	| { readonly result: 'wrong' }
	/** This Telegram belongs to another account; the code was not used up. */
	| { readonly result: 'taken' }
	| { readonly result: 'wait'; readonly milliseconds: number };

/**
 * Which Telegram account is whose at the desk: at most one for each. A link is a document under Telegram's own number, so that two accounts
 * can never have the same one. It ends with a new password and with the account (users.ts), since whoever has it works like at the desk.
 */
export interface TelegramLinks {
	/** A code for this account, good once and for ten minutes; the store holds its SHA-256. Any earlier code ends. */
	code(user: string, at: number): Promise<string>;
	/** Whether a text has the form of a code; only then it is one of ours to read. */
	isCode(text: string): boolean;
	/** Links a Telegram account by a code. Guesses are counted by who guesses. */
	link(telegram: string, code: string, at: number): Promise<Linking>;
	/** Whose Telegram this is; null when nobody's, or of an account that may not sign in. */
	userOf(telegram: string): Promise<UserDocument | null>;
	/** The Telegram of an account, and since when; null without one, and for an account that may not sign in. */
	of(user: string): Promise<{ readonly telegram: string; readonly since: number } | null>;
	unlink(user: string): Promise<void>;
}

export function createTelegramLinks(store: Store): TelegramLinks {
	const guesses = createStrangers();
	const codeId = (code: string) => `code:${digest(`telegram code:${code}`)}`;
	const linkId = (telegram: string) => `telegram:${telegram}`;
	const all = (user: string) => store.find('staff_links', { user }, { sort: ['user'], limit: most });

	async function may(user: string): Promise<UserDocument | null> {
		const found = await store.get('users', user);
		return found === null || found.disabled ? null : found;
	}

	async function userOf(telegram: string): Promise<UserDocument | null> {
		const link = await store.get('staff_links', linkId(telegram));
		return link === null ? null : may(link.user);
	}

	return {
		isCode: (text) => form.test(text),
		userOf,
		async code(user, at) {
			for (const { _id } of await all(user)) if (_id.startsWith('code:')) await store.remove('staff_links', _id);
			await store.removeAll('staff_links', { expires_at: { lt: at } });
			const code = `${mark}${randomToken()}`;
			await store.insert('staff_links', [{ _id: codeId(code), rev: 1, user, at, expires_at: at + codeLasts }]);
			return code;
		},
		async link(telegram, code, at) {
			const known = await store.get('staff_links', codeId(code));
			const user = known?.expires_at && known.expires_at > at ? await may(known.user) : null;
			if (user === null) {
				const milliseconds = guesses.count(telegram, at);
				return milliseconds > 0 ? { result: 'wait', milliseconds } : { result: 'wrong' };
			}
			const holder = await userOf(telegram);
			if (holder !== null && holder._id !== user._id) return { result: 'taken' };
			if (!(await store.remove('staff_links', codeId(code)))) return { result: 'wrong' };
			if (holder === null) await store.remove('staff_links', linkId(telegram));
			const mine = { _id: linkId(telegram), rev: 1, user: user._id, at, expires_at: null };
			await store.insert('staff_links', [mine]);
			if ((await store.get('staff_links', mine._id))?.user !== user._id) return { result: 'taken' };
			let replaced: string | null = null;
			for (const { _id } of await all(user._id)) {
				if (!_id.startsWith('telegram:') || _id === mine._id) continue;
				await store.remove('staff_links', _id);
				replaced = _id.slice('telegram:'.length);
			}
			return { result: 'linked', user, replaced };
		},
		async of(user) {
			if ((await may(user)) === null) return null;
			const link = (await all(user)).find(({ _id }) => _id.startsWith('telegram:'));
			return link === undefined ? null : { telegram: link._id.slice('telegram:'.length), since: link.at };
		},
		async unlink(user) {
			await store.removeAll('staff_links', { user });
		},
	};
}
