import { hash, verify } from '@node-rs/argon2';
import { HakkuError } from '../../errors.ts';
import { digest, randomToken, sameText } from '../../http/index.ts';
import { createSeal, type Seal } from '../../seal.ts';
import type { Store } from '../../store/index.ts';
import type { Role, UserDocument } from '../documents.ts';
import { newRecoveryCodes, recoveryHash, stepOf } from './second-factor.ts';
import { countTry, createStrangers } from './tries.ts';

/** What a try to sign in came to. `wait`: refused unread; milliseconds until the next try is read. */
type SignInTry =
	| { readonly result: 'in'; readonly user: UserDocument }
	| { readonly result: 'wrong' }
	| { readonly result: 'wait'; readonly milliseconds: number };

interface NewUser {
	readonly name: string;
	readonly displayName?: string;
	readonly role?: Role;
}

/** Accounts of the people who work at the desk. */
export interface Users {
	/** HakkuError `user.exists`, `user.invalid` or `password.weak`. Name and password are tidied the same way as at sign-in. */
	add(user: NewUser & { password: string }, at: number): Promise<UserDocument>;
	/** An account whose password its owner sets by a link. The same errors, and the link's token, which is kept nowhere. */
	invite(user: NewUser, at: number): Promise<{ readonly user: UserDocument; readonly token: string }>;
	/** A new link for somebody who lost theirs, their password or their telephone: ends their sign-ins and their second step. */
	inviteAgain(name: string, at: number): Promise<{ readonly user: UserDocument; readonly token: string }>;
	/** Whose link this is; null when it was used, has run out, or never was. */
	invited(token: string, at: number): Promise<UserDocument | null>;
	/** Uses the link up. HakkuError `password.weak` leaves it as it was; null when it is not valid. */
	accept(token: string, password: string, at: number): Promise<UserDocument | null>;
	list(): Promise<readonly UserDocument[]>;
	get(id: string): Promise<UserDocument | null>;
	/** By the name as it is typed at sign-in. */
	named(name: string): Promise<UserDocument | null>;
	/** Ends all their sign-ins and the link with their Telegram too. HakkuError `user.unknown`. */
	disable(name: string): Promise<void>;
	/** HakkuError `user.unknown` or `password.weak`. Ends all their sign-ins and the link with their Telegram, and lifts a lock. */
	setPassword(name: string, password: string): Promise<void>;
	/**
	 * Costs the same whether the name exists or not. A try counts before it is read, so that many at once are still few. From a browser
	 * that they signed in with before (`known`) a lock does not hold, so that nobody can lock a worker out by guessing.
	 */
	verify(name: string, password: string, at: number, known?: boolean): Promise<SignInTry>;
	/** What a browser keeps to be known again; it is worth nothing after a change of password. */
	deviceMark(user: UserDocument): string;
	/** The second step: a code of the app or a recovery code. Counted like passwords. */
	passSecond(id: string, code: string, at: number): Promise<SignInTry>;
	/** Turns the second step on when the code fits the secret: the recovery codes, shown once; null when it does not fit. */
	turnOnSecond(id: string, secret: string, code: string, at: number): Promise<readonly string[] | null>;
	turnOffSecond(id: string): Promise<void>;
}

/** OWASP's Argon2id parameters (19 MiB, 2 passes, 1 lane). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** How long an invitation can be used, in milliseconds. */
const invitationLasts = 3 * 24 * 60 * 60 * 1000;

const tidy = (name: string) => name.normalize('NFKC').trim().toLowerCase();
/** One id for one name: the store keeps ids apart, so two people can never take the same name at once. */
const idOf = (name: string) => `user-${digest(`user:${name}`).slice(0, 22)}`;
const sealedFor = (id: string) => `second factor of ${id}`;

export function createUsers(store: Store, seal: Seal = createSeal(null)): Users {
	let nobody: Promise<string> | null = null;
	const strangers = createStrangers();

	const need = async (name: string) => {
		const user = await store.get('users', idOf(tidy(name)));
		if (!user) throw new HakkuError('user.unknown', `There is no user “${tidy(name)}”.`);
		return user;
	};
	/** Changes an account until nobody else was faster; `how` gives null when it may not be done. */
	const change = async (id: string, how: (user: UserDocument) => UserDocument | null): Promise<UserDocument | null> => {
		for (;;) {
			const user = await store.get('users', id);
			const changed = user && how(user);
			if (!changed) return null;
			if (await store.replace('users', changed)) return changed;
		}
	};
	const reserve = async (id: string, at: number): Promise<{ user: UserDocument | null; wait: number }> => {
		let wait = 0;
		const user = await change(id, (current) => {
			const counted = countTry(current, at);
			wait = counted.wait;
			return counted.state;
		});
		return { user, wait };
	};
	const cleared = { failures: 0, locked_until: 0 };
	/** Ends every way in that somebody has besides the password: their browsers, and their Telegram. */
	const turnOut = async (user: string): Promise<void> => {
		await store.removeAll('sign_ins', { user });
		await store.removeAll('staff_links', { user });
	};

	async function create(given: NewUser, password: string, at: number): Promise<UserDocument> {
		const name = nameOf(given.name);
		const user: UserDocument = {
			_id: idOf(name),
			rev: 1,
			name,
			display_name: (given.displayName ?? '').trim().slice(0, 80) || name,
			role: given.role ?? 'worker',
			password,
			created_at: at,
			disabled: false,
			invitation: null,
			second: null,
			...cleared,
		};
		const inserted = await store.insert('users', [user]);
		if (inserted.length === 0) throw new HakkuError('user.exists', `There is a user “${name}” already.`);
		return user;
	}

	async function openInvitation(user: UserDocument, at: number) {
		const token = randomToken();
		const invitation = { hash: digest(token), expires_at: at + invitationLasts };
		const password = await hash(randomToken(), cost);
		const changed = await change(user._id, (current) => ({
			...current,
			...{ invitation, password, second: null, disabled: false, ...cleared },
		}));
		await turnOut(user._id);
		return { user: changed ?? user, token: `${user._id}.${token}` };
	}

	async function invited(token: string, at: number): Promise<UserDocument | null> {
		const [id, secret] = split(token);
		const user = id === null ? null : await store.get('users', id);
		return user && fits(user, secret, at) ? user : null;
	}

	return {
		async add({ password, ...given }, at) {
			return create(given, await encoded(password, nameOf(given.name)), at);
		},
		async invite(given, at) {
			return openInvitation(await create(given, await hash(randomToken(), cost), at), at);
		},
		inviteAgain: async (name, at) => openInvitation(await need(name), at),
		invited,
		async accept(token, password, at) {
			const user = await invited(token, at);
			if (!user) return null;
			const own = await encoded(password, user.name);
			const [, secret] = split(token);
			return change(user._id, (current) =>
				fits(current, secret, at) ? { ...current, password: own, invitation: null, ...cleared } : null,
			);
		},
		list: () => store.find('users', {}, { sort: ['name'], limit: 1_000 }),
		get: (id) => store.get('users', id),
		named: (name) => store.get('users', idOf(tidy(name).slice(0, 100))),
		async disable(name) {
			const user = await need(name);
			await change(user._id, (current) => ({ ...current, disabled: true, invitation: null }));
			await turnOut(user._id);
		},
		async setPassword(name, password) {
			const user = await need(name);
			const own = await encoded(password, user.name);
			await change(user._id, (current) => ({ ...current, password: own, invitation: null, ...cleared }));
			await turnOut(user._id);
		},
		async verify(given, password, at, known = false) {
			const name = tidy(given).slice(0, 100);
			const { user, wait } = known
				? { user: await store.get('users', idOf(name)), wait: 0 }
				: await reserve(idOf(name), at);
			const late = user ? wait : strangers.count(name, at);
			if (late > 0) return { result: 'wait', milliseconds: late };
			nobody ??= hash(randomToken(), cost);
			const right = await verify(user?.password ?? (await nobody), password.normalize('NFKC').slice(0, 1_000));
			if (!user || !right || user.disabled) return { result: 'wrong' };
			// With a second step to come, a right password alone forgives no wrong codes.
			const changed = user.second ? user : await change(user._id, (current) => ({ ...current, ...cleared }));
			return changed ? { result: 'in', user: changed } : { result: 'wrong' };
		},
		deviceMark: (user) => digest(`device:${user._id}:${user.password}`),
		async passSecond(id, code, at) {
			const { user, wait } = await reserve(id, at);
			if (wait > 0) return { result: 'wait', milliseconds: wait };
			if (!user?.second || user.disabled) return { result: 'wrong' };
			const secret = opened(user);
			const passed = await change(id, (current) => {
				if (!current.second) return null;
				const { used, recovery } = current.second;
				const step = stepOf(secret, code, at, used);
				if (step !== null) return { ...current, second: { ...current.second, used: step }, ...cleared };
				const left = recovery.filter((one) => !sameText(one, recoveryHash(code)));
				if (left.length === recovery.length) return null;
				return { ...current, second: { ...current.second, recovery: left }, ...cleared };
			});
			return passed ? { result: 'in', user: passed } : { result: 'wrong' };
		},
		async turnOnSecond(id, secret, code, at) {
			const used = stepOf(secret, code, at, 0);
			if (used === null) return null;
			const { codes, hashes } = newRecoveryCodes();
			const kept = Buffer.from(seal.seal(Buffer.from(secret), sealedFor(id))).toString('base64');
			const second = { secret: kept, used, recovery: hashes, since: at };
			return (await change(id, (current) => ({ ...current, second }))) && codes;
		},
		async turnOffSecond(id) {
			await change(id, (current) => ({ ...current, second: null }));
		},
	};

	function opened({ _id, second }: UserDocument): string {
		return Buffer.from(seal.open(Buffer.from(second?.secret ?? '', 'base64'), sealedFor(_id))).toString();
	}
}

function nameOf(given: string): string {
	const name = tidy(given);
	if (/^[a-z0-9._-]{2,40}$/.test(name)) return name;
	throw new HakkuError('user.invalid', `“${name.slice(0, 60)}” cannot be a user name.`);
}

function encoded(password: string, name: string): Promise<string> {
	const plain = password.normalize('NFKC');
	if ([...plain].length < 10) throw new HakkuError('password.weak', 'The password has fewer than 10 characters.');
	if (plain.length > 200) throw new HakkuError('password.weak', 'The password has more than 200 characters.');
	if (plain.toLowerCase().includes(name) && plain.length < name.length + 8)
		throw new HakkuError('password.weak', 'The password is little more than the user name.');
	if (new Set(plain).size < 4) throw new HakkuError('password.weak', 'The password repeats too few characters.');
	return hash(plain, cost);
}

function split(token: string): readonly [string | null, string] {
	const match = /^(user-[\w-]{22})\.([\w-]{43})$/.exec(token);
	return [match?.[1] ?? null, match?.[2] ?? ''];
}

function fits({ invitation, disabled }: UserDocument, secret: string, at: number): boolean {
	return !!invitation && !disabled && invitation.expires_at > at && sameText(invitation.hash, digest(secret));
}
