import { AsyncResource } from 'node:async_hooks';
import makeWASocket, {
	type AuthenticationCreds,
	type BinaryNode,
	DEFAULT_CONNECTION_CONFIG,
	decodeMessageNode,
	proto,
	type SignalKeyStore,
	type SignalKeyStoreWithTransaction,
	type SignalRepositoryWithLIDStore,
	unpadRandomMax16,
	type WAMessage,
	type WAMessageKey,
	type WASocket,
} from '@whiskeysockets/baileys';
import type { Arrival } from './reading.ts';
import { silent } from './silence.ts';
import { verified } from './trust.ts';

export interface SocketParts {
	readonly url: URL;
	readonly creds: AuthenticationCreds;
	readonly keys: SignalKeyStore;
	/** `[2, 3000, …]`: as which version of WhatsApp's own page we come; null for the library's. */
	readonly version: readonly [number, number, number] | null;
	/** Milliseconds between two signs of life. */
	readonly alive: number;
	/** Is told of everything that uses up keys. */
	during<T>(work: Promise<T>): Promise<T>;
	/** What we once said under an id, for a telephone that could not read it. */
	said(key: WAMessageKey): Promise<proto.IMessage | undefined>;
	/**
	 * A message arrived. WhatsApp is told so, and the keys that opened it are used up, only after this resolves; when it
	 * rejects, the connection is cut and WhatsApp will bring the message again.
	 */
	arrived(message: WAMessage, arrival: Arrival): Promise<void>;
}

/** A connection of the library, set up so that nothing is confirmed before it is ours for good. */
export function openSocket(parts: SocketParts): WASocket {
	const { url, creds, keys, version } = parts;
	/** Which stanza an encrypted text came in. The library hands the very same bytes to whoever opens them. */
	const stanzas = new WeakMap<object, { readonly stanza: BinaryNode; readonly arrival: Arrival }>();
	/** What a message sets in motion must not take part in the transaction that opened it. */
	const outside = new AsyncResource('whatsapp message');

	async function opened(ciphertext: Uint8Array, padded: Uint8Array): Promise<void> {
		const known = stanzas.get(ciphertext);
		if (known === undefined) return;
		const { stanza, arrival } = known;
		const { fullMessage } = decodeMessageNode(stanza, creds.me?.id ?? '', creds.me?.lid ?? '');
		const whole = proto.Message.decode(unpadRandomMax16(padded));
		const message = whole.deviceSentMessage?.message ?? whole;
		try {
			await outside.runInAsyncScope(() => parts.arrived({ ...fullMessage, message }, arrival));
		} catch (error) {
			cut(socket);
			throw error;
		}
	}

	const socket: WASocket = makeWASocket({
		auth: { creds, keys },
		logger: silent,
		waWebSocketUrl: url,
		...(version !== null && { version: [...version] }),
		keepAliveIntervalMs: parts.alive,
		markOnlineOnConnect: false,
		/** Old conversations are nobody's business here: they are not asked for, kept or read. */
		syncFullHistory: false,
		shouldSyncHistoryMessage: () => false,
		generateHighQualityLinkPreview: false,
		shouldIgnoreJid: (jid) => /@(?:g\.us|broadcast|newsletter|bot)$/.test(jid),
		getMessage: parts.said,
		makeSignalRepository: (auth, logger, find) =>
			careful(DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, logger, find), auth.keys, opened, parts.during),
	});
	socket.ws.prependListener('CB:message', (stanza: BinaryNode) => {
		if (!Array.isArray(stanza.content)) return;
		const arrival = stanza.attrs.offline ? 'append' : 'notify';
		for (const { content } of stanza.content)
			if (content instanceof Uint8Array) stanzas.set(content, { stanza, arrival });
		/** The library takes in what waited one by one, and what is new at once: it would overtake. So all of it is taken in one by one. */
		stanza.attrs.offline = '1';
	});
	return socket;
}

/**
 * The library's encryption, in which opening a message is one with making it durable, and nobody is written to under a key that
 * they did not sign.
 */
export function careful(
	usual: SignalRepositoryWithLIDStore,
	keys: SignalKeyStore,
	opened: (ciphertext: Uint8Array, padded: Uint8Array) => Promise<void>,
	during: SocketParts['during'],
): SignalRepositoryWithLIDStore {
	const { transaction } = keys as SignalKeyStoreWithTransaction;
	return {
		...usual,
		decryptMessage: (what) =>
			during(
				transaction(async () => {
					const padded = await usual.decryptMessage(what);
					await opened(what.ciphertext, padded);
					return padded;
				}, what.jid),
			),
		async injectE2ESession(what) {
			const { identityKey, signedPreKey } = what.session;
			if (!verified(identityKey, signedPreKey.publicKey, signedPreKey.signature))
				throw new Error('a key bundle that its owner did not sign');
			await usual.injectE2ESession(what);
		},
	};
}

/** Ends the connection beneath at once, so that nothing more is confirmed on it. */
export function cut(socket: WASocket): void {
	const { ws } = socket as unknown as { readonly ws: { readonly socket?: { terminate(): void } | null } };
	ws.socket?.terminate();
}
