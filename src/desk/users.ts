import { hash, verify } from '@node-rs/argon2';
import { HakkuError } from '../errors.ts';
import { digest, randomToken } from '../http/index.ts';
import type { Store } from '../store/index.ts';
import type { Role, UserDocument } from './documents.ts';

/** What a try to sign in came to. `wait`: refused unread; milliseconds until the next try is read. */
type SignInTry =
	| { readonly result: 'in'; readonly user: UserDocument }
	| { readonly result: 'wrong' }
	| { readonly result: 'wait'; readonly milliseconds: number };

/** Accounts of the people who work at the desk. */
export interface Users {
	/** HakkuError `user.exists`, `user.invalid` or `password.weak`. Name and password are tidied the same way as at sign-in. */
	add(user: { name: string; displayName?: string; role?: Role; password: string }, at: number): Promise<UserDocument>;
	list(): Promise<readonly UserDocument[]>;
	get(id: string): Promise<UserDocument | null>;
	/** Ends all their sign-ins too. HakkuError `user.unknown`. */
	disable(name: string): Promise<void>;
	/** HakkuError `user.unknown` or `password.weak`. Ends all their sign-ins and lifts a lock. */
	setPassword(name: string, password: string): Promise<void>;
	/** Costs the same whether the name exists or not. A try counts before it is read, so that many at once are still few. */
	verify(name: string, password: string, at: number): Promise<SignInTry>;
}

/** OWASP's Argon2id parameters (19 MiB, 2 passes, 1 lane). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Tries in a row that are free; each one more doubles the lock, from one minute to fifteen. */
const freeTries = 8;
const lockFor = (failures: number) =>
	failures < freeTries ? 0 : Math.min(15, 2 ** Math.min(4, failures - freeTries)) * 60_000;

const tidy = (name: string) => name.normalize('NFKC').trim().toLowerCase();
/** One id for one name: the store keeps ids apart, so two people can never take the same name at once. */
const idOf = (name: string) => `user-${digest(`user:${name}`).slice(0, 22)}`;

export function createUsers(store: Store): Users {
	let nobody: Promise<string> | null = null;
	/** Failures of names that have no account, so that they look the same; bounded. */
	const unknown = new Map<string, { failures: number; locked_until: number }>();

	const need = async (name: string) => {
		const user = await store.get('users', idOf(tidy(name)));
		if (!user) throw new HakkuError('user.unknown', `There is no user “${tidy(name)}”.`);
		return user;
	};
	const change = async (id: string, how: (user: UserDocument) => UserDocument): Promise<UserDocument | null> => {
		for (;;) {
			const user = await store.get('users', id);
			if (!user) return null;
			const changed = how(user);
			if (await store.replace('users', changed)) return changed;
		}
	};
	const secret = (password: string, name: string): Promise<string> => {
		const plain = password.normalize('NFKC');
		if ([...plain].length < 10) throw new HakkuError('password.weak', 'The password has fewer than 10 characters.');
		if (plain.length > 200) throw new HakkuError('password.weak', 'The password has more than 200 characters.');
		if (plain.toLowerCase().includes(name) && plain.length < name.length + 8)
			throw new HakkuError('password.weak', 'The password is little more than the user name.');
		if (new Set(plain).size < 4) throw new HakkuError('password.weak', 'The password repeats too few characters.');
		return hash(plain, cost);
	};

	/** Counts a try as failed before it is read. */
	const reserve = async (name: string, at: number): Promise<{ user: UserDocument | null; wait: number }> => {
		let wait = 0;
		const count = <T extends { failures: number; locked_until: number }>(state: T): T => {
			wait = Math.max(0, state.locked_until - at);
			if (wait > 0) return state;
			const failures = state.failures + 1;
			return { ...state, failures, locked_until: at + lockFor(failures) };
		};
		const user = await change(idOf(name), count);
		if (!user) {
			const state = count(unknown.get(name) ?? { failures: 0, locked_until: 0 });
			unknown.delete(name);
			unknown.set(name, state);
			if (unknown.size > 10_000) {
				const oldest = unknown.keys().next();
				if (!oldest.done) unknown.delete(oldest.value);
			}
		}
		return { user, wait };
	};

	return {
		async add({ name: given, displayName, role = 'worker', password }, at) {
			const name = tidy(given);
			if (!/^[a-z0-9._-]{2,40}$/.test(name))
				throw new HakkuError('user.invalid', `“${name.slice(0, 60)}” cannot be a user name.`);
			const user: UserDocument = {
				_id: idOf(name),
				rev: 1,
				name,
				display_name: (displayName ?? '').trim().slice(0, 80) || name,
				role,
				password: await secret(password, name),
				created_at: at,
				disabled: false,
				failures: 0,
				locked_until: 0,
			};
			const inserted = await store.insert('users', [user]);
			if (inserted.length === 0) throw new HakkuError('user.exists', `There is a user “${name}” already.`);
			return user;
		},
		async list() {
			const users = await store.find('users', {}, { sort: ['name'], limit: 1_000 });
			return users;
		},
		get: (id) => store.get('users', id),
		async disable(name) {
			const user = await need(name);
			await change(user._id, (current) => ({ ...current, disabled: true }));
			await store.removeAll('sign_ins', { user: user._id });
		},
		async setPassword(name, password) {
			const user = await need(name);
			const encoded = await secret(password, user.name);
			await change(user._id, (current) => ({ ...current, password: encoded, failures: 0, locked_until: 0 }));
			await store.removeAll('sign_ins', { user: user._id });
		},
		async verify(given, password, at) {
			const name = tidy(given).slice(0, 100);
			const { user, wait } = await reserve(name, at);
			if (wait > 0) return { result: 'wait', milliseconds: wait };
			nobody ??= hash(randomToken(), cost);
			const right = await verify(user?.password ?? (await nobody), password.normalize('NFKC').slice(0, 1_000));
			if (!user || !right || user.disabled) return { result: 'wrong' };
			const changed = await change(user._id, (current) => ({ ...current, failures: 0, locked_until: 0 }));
			return changed ? { result: 'in', user: changed } : { result: 'wrong' };
		},
	};
}
