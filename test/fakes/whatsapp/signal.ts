import {
	type AuthenticationCreds,
	addTransactionCapability,
	type BinaryNode,
	Curve,
	DEFAULT_CONNECTION_CONFIG,
	encodeBigEndian,
	encodeWAMessage,
	initAuthCreds,
	proto,
	type SignalDataTypeMap,
	type SignalKeyStore,
	type SignalRepositoryWithLIDStore,
	unpadRandomMax16,
	xmppPreKey,
	xmppSignedPreKey,
} from '@whiskeysockets/baileys';

/** What a fake says to nobody. */
export const mute = {
	level: 'silent',
	child: () => mute,
	trace() {},
	debug() {},
	info() {},
	warn() {},
	error() {},
};

/** A key store in memory. */
export function memoryKeys(): SignalKeyStore {
	const kept = new Map<string, unknown>();
	return {
		async get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]) {
			const found: { [id: string]: SignalDataTypeMap[T] } = {};
			for (const id of ids) {
				const value = kept.get(`${type}/${id}`);
				if (value !== undefined) found[id] = value as SignalDataTypeMap[T];
			}
			return found;
		},
		async set(data) {
			for (const [type, entries] of Object.entries(data))
				for (const [id, value] of Object.entries(entries ?? {})) {
					if (value === null) kept.delete(`${type}/${id}`);
					else kept.set(`${type}/${id}`, value);
				}
		},
	};
}

/** The keys that somebody gives out so that others can write to them. */
export interface Bundle {
	readonly registrationId: number;
	/** 32 bytes. */
	readonly identity: Uint8Array;
	readonly signed: { readonly id: number; readonly key: Uint8Array; readonly signature: Uint8Array };
	readonly once: { readonly id: number; readonly key: Uint8Array } | null;
}

/** One end of Signal encryption, by the library's own repository: a telephone of a citizen, or the linked telephone of an office. */
export class SignalEnd {
	readonly creds: AuthenticationCreds = initAuthCreds();
	readonly #keys = addTransactionCapability(memoryKeys(), mute, { maxCommitRetries: 1, delayBetweenTriesMs: 1 });
	readonly #repository: SignalRepositoryWithLIDStore = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(
		{ creds: this.creds, keys: this.#keys },
		mute,
		async () => [],
	);
	#nextOnce = 1;

	/** A bundle with a one-time key of its own, as the server hands it to whoever wants to write. */
	async bundle(jid: string): Promise<BinaryNode> {
		const { registrationId, signedIdentityKey, signedPreKey } = this.creds;
		const id = this.#nextOnce++;
		const once = Curve.generateKeyPair();
		await this.#keys.set({ 'pre-key': { [id]: once } });
		return {
			tag: 'user',
			attrs: { jid },
			content: [
				{ tag: 'registration', attrs: {}, content: encodeBigEndian(registrationId) },
				{ tag: 'type', attrs: {}, content: Buffer.of(5) },
				{ tag: 'identity', attrs: {}, content: signedIdentityKey.public },
				xmppSignedPreKey(signedPreKey),
				xmppPreKey(once, id),
			],
		};
	}

	async has(jid: string): Promise<boolean> {
		return (await this.#repository.validateSession(jid)).exists;
	}

	async meet(jid: string, bundle: Bundle): Promise<void> {
		const key = (bytes: Uint8Array) => Buffer.concat([Buffer.of(5), bytes]);
		await this.#repository.injectE2ESession({
			jid,
			session: {
				registrationId: bundle.registrationId,
				identityKey: key(bundle.identity),
				signedPreKey: {
					keyId: bundle.signed.id,
					publicKey: key(bundle.signed.key),
					signature: bundle.signed.signature,
				},
				...(bundle.once !== null && { preKey: { keyId: bundle.once.id, publicKey: key(bundle.once.key) } }),
			} as Parameters<SignalRepositoryWithLIDStore['injectE2ESession']>[0]['session'],
		});
	}

	async encrypt(jid: string, message: proto.IMessage): Promise<BinaryNode> {
		const { type, ciphertext } = await this.#repository.encryptMessage({ jid, data: encodeWAMessage(message) });
		return { tag: 'enc', attrs: { v: '2', type }, content: ciphertext };
	}

	async decrypt(jid: string, enc: BinaryNode): Promise<proto.IMessage> {
		const padded = await this.#repository.decryptMessage({
			jid,
			type: enc.attrs.type as 'pkmsg' | 'msg',
			ciphertext: enc.content as Uint8Array,
		});
		return proto.Message.decode(unpadRandomMax16(padded));
	}
}
