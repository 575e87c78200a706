import { createHmac, hkdfSync } from 'node:crypto';
import {
	type AuthenticationCreds,
	BufferJSON,
	initAuthCreds,
	makeCacheableSignalKeyStore,
	proto,
	type SignalDataSet,
	type SignalDataTypeMap,
	type SignalKeyStore,
} from '@whiskeysockets/baileys';
import type { Seal } from '../../seal.ts';
import type { Store } from '../../store/index.ts';
import { Latest } from './cache.ts';
import type { WhatsAppKeyDocument } from './documents.ts';
import { AccountLost } from './lost.ts';
import { silent } from './silence.ts';

/** How many keys are kept at hand, and of how many the revision is known. */
const AT_HAND = 5_000;

export interface AuthParts {
	readonly store: Store;
	readonly seal: Seal;
	/** 32 bytes; ids of keys are made with it, since they hold telephone numbers. */
	readonly key: Uint8Array;
	readonly account: string;
	/** The lease under which everything is written. */
	readonly epoch: number;
	held(): boolean;
}

/** A change of one key; null removes it. */
type Change = readonly [type: string, id: string, value: string | null];

/**
 * What a linked device is made of, in the store: sealed, fenced by the lease, and changed as a whole. Several keys that change
 * together are written down as one batch first; whoever opens the account next carries out a batch that was cut off.
 */
export interface KeyRing {
	readonly keys: SignalKeyStore;
	/** Opens what `sealCreds` sealed; fresh ones when there is nothing. */
	openCreds(sealed: string | null): AuthenticationCreds;
	sealCreds(creds: AuthenticationCreds): string;
	/** Removes every key of the account. */
	forget(): Promise<void>;
}

export async function openKeyRing(parts: AuthParts): Promise<KeyRing> {
	const { store, seal, account, epoch, held } = parts;
	const naming = Buffer.from(hkdfSync('sha256', parts.key, '', 'hakku whatsapp key ids 1', 32));
	const batchId = `${account}#batch`;
	const revs = new Latest<number>(AT_HAND);
	const at = new Latest<unknown>(AT_HAND);
	let batch = 0;
	let queue: Promise<unknown> = Promise.resolve();

	const nameOf = (type: string, id: string) =>
		`${account}/${createHmac('sha256', naming).update(`${account}\n${type}\n${id}`).digest('base64url').slice(0, 32)}`;
	const about = (name: string) => `whatsapp:${name}`;
	const closed = (plain: string, name: string) =>
		Buffer.from(seal.seal(Buffer.from(plain), about(name))).toString('base64');
	const opened = (value: string, name: string) =>
		Buffer.from(seal.open(Buffer.from(value, 'base64'), about(name))).toString();

	function refuseLost(known: WhatsAppKeyDocument | null): void {
		if (!held() || (known !== null && known.epoch > epoch)) throw new AccountLost();
	}

	async function put(name: string, value: string): Promise<void> {
		for (;;) {
			refuseLost(null);
			const rev = revs.get(name);
			const document = { _id: name, rev: rev ?? 1, account, value, epoch, batch };
			if (rev === undefined) {
				if ((await store.insert('whatsapp_keys', [document])).includes(name)) return revs.set(name, 1);
				const known = await store.get('whatsapp_keys', name);
				refuseLost(known);
				if (known !== null) revs.set(name, known.rev);
			} else if (await store.replace('whatsapp_keys', document)) return revs.set(name, rev + 1);
			else revs.delete(name);
		}
	}

	async function apply([type, id, value]: Change): Promise<void> {
		const name = nameOf(type, id);
		if (value !== null) return await put(name, closed(value, name));
		refuseLost(null);
		revs.delete(name);
		await store.remove('whatsapp_keys', name);
	}

	/** Carries out a batch that was cut off; keys that were written since are newer and stay. */
	async function recover(): Promise<void> {
		const last = await store.get('whatsapp_keys', batchId);
		refuseLost(last);
		if (last === null) return;
		revs.set(batchId, last.rev);
		for (const change of JSON.parse(opened(last.value, batchId)) as readonly Change[]) {
			const name = nameOf(change[0], change[1]);
			const known = await store.get('whatsapp_keys', name);
			if (known !== null) revs.set(name, known.rev);
			const newer =
				known !== null && (known.epoch > last.epoch || (known.epoch === last.epoch && known.batch >= last.batch));
			if (!newer) await apply(change);
		}
	}

	async function write(data: SignalDataSet): Promise<void> {
		const changes: Change[] = Object.entries(data).flatMap(([type, entries]) =>
			Object.entries(entries ?? {}).map(
				([id, value]) => [type, id, value == null ? null : JSON.stringify(value, BufferJSON.replacer)] as const,
			),
		);
		if (changes.length === 0) return;
		batch++;
		if (changes.length > 1 || changes[0]?.[2] === null) await put(batchId, closed(JSON.stringify(changes), batchId));
		await Promise.all(changes.map(apply));
	}

	const stored: SignalKeyStore = {
		async get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]) {
			const found: { [id: string]: SignalDataTypeMap[T] } = {};
			await Promise.all(
				ids.map(async (id) => {
					const name = nameOf(type, id);
					const known = await store.get('whatsapp_keys', name);
					if (known === null) return;
					revs.set(name, known.rev);
					found[id] = revived(type, opened(known.value, name)) as SignalDataTypeMap[T];
				}),
			);
			return found;
		},
		set(data) {
			const done = queue.then(() => write(data));
			queue = done.catch(() => undefined);
			return done;
		},
	};

	await recover();
	const cached = makeCacheableSignalKeyStore(stored, silent, {
		get: <V>(key: string) => at.get(key) as V | undefined,
		set: (key, value) => at.set(key, value),
		del: (key) => at.delete(key),
		flushAll: () => at.clear(),
	});
	return {
		keys: {
			get: cached.get,
			/** What could not be written must not be remembered either. */
			async set(data) {
				try {
					await cached.set(data);
				} catch (error) {
					at.clear();
					throw error;
				}
			},
		},
		openCreds: (sealed) =>
			sealed === null ? initAuthCreds() : JSON.parse(opened(sealed, `${account}#creds`), BufferJSON.reviver),
		sealCreds: (creds) => closed(JSON.stringify(creds, BufferJSON.replacer), `${account}#creds`),
		async forget() {
			await queue;
			at.clear();
			revs.clear();
			await store.removeAll('whatsapp_keys', { account });
		},
	};
}

function revived(type: string, json: string): unknown {
	const value: unknown = JSON.parse(json, BufferJSON.reviver);
	return type === 'app-state-sync-key' && value !== null && typeof value === 'object'
		? proto.Message.AppStateSyncKeyData.fromObject(value)
		: value;
}
