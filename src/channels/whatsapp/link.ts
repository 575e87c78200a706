import type { proto, WAMessage, WAMessageKey, WASocket } from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import { traceOf } from '../../log.ts';
import type { Signals } from '../../queues/index.ts';
import type { Seal } from '../../seal.ts';
import type { Store } from '../../store/index.ts';
import { AccountLost, openKeyRing } from './auth.ts';
import { type Connection, connect, type Watch } from './connection.ts';
import { createDevice } from './device.ts';
import type { WhatsAppAccountDocument } from './documents.ts';
import type { Pace } from './pacing.ts';
import type { Arrival } from './reading.ts';
import { endingOf, waitBefore, waysOut } from './reasons.ts';
import { type AccountRecord, openRecord, sealShown } from './record.ts';
import { createSender, type Sent } from './sending.ts';
import { createSleeper } from './sleeper.ts';

/** How often a number looks for what somebody asked of it, in milliseconds; a signal says so at once. */
const LOOK = 5_000;

/** How long an answer waits for a connection that is being opened, in milliseconds. */
const OPENING = 15_000;

/** How often it is written down that messages come in. */
const NOTED = 60_000;

/** How long people who did not write are left alone when WhatsApp does not say how long. */
const RESTRICTED = 24 * 3_600_000;

export interface LinkParts {
	readonly name: string;
	readonly store: Store;
	readonly signals: Signals;
	readonly seal: Seal;
	readonly key: Uint8Array;
	readonly hold: { readonly epoch: number; held(): boolean };
	readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
	readonly url: URL;
	readonly version: readonly [number, number, number] | null;
	readonly clock: () => number;
	readonly steady: () => number;
	readonly chance: () => number;
	readonly pace: Pace;
	readonly watch: Watch;
	said(key: WAMessageKey): Promise<proto.IMessage | undefined>;
	/** Resolves to whether it was a message that a person sees as read now. */
	arrived(message: WAMessage, arrival: Arrival): Promise<boolean>;
}

/** What is sent; a file is uploaded on the connection that it leaves by. */
export type Content = proto.IMessage | ((socket: WASocket) => Promise<proto.IMessage>);

/** One number of ours: connected as long as it can be, and telling how it stands. */
export interface Link {
	readonly account: WhatsAppAccountDocument;
	send(to: { readonly jid: string; readonly id: string; readonly text: string }, message: Content): Promise<Sent>;
	/** Notes that WhatsApp refused a message because of who we are. */
	restrict(): Promise<void>;
	stop(): Promise<void>;
}

/** The topic that says: look at what somebody asked of a number, or at how it stands now. */
export const numbersTopic = 'whatsapp:numbers';

export async function startLink(parts: LinkParts): Promise<Link> {
	const { name, store, signals, seal, hold, log, clock, chance } = parts;
	const record: AccountRecord = await openRecord(store, name, hold, clock);
	const ring = await openKeyRing({ ...parts, account: name, epoch: hold.epoch, held: () => hold.held() });
	const sleeper = createSleeper();
	/** Those who have something to send while the number is about to be connected. */
	const opening = createSleeper();
	const sender = createSender({ ...parts, wait: sleeper.short });
	const device = createDevice(ring, record);
	let current: Connection | null = null;
	let connected: WASocket | null = null;
	let stopping = false;
	let failures = 0;
	const readSoon = new Set<string>();
	/** The number that is to be typed a code into; null: a picture is scanned. */
	let pairingBy: string | null = null;
	const paired = () => device.creds.account !== undefined;

	async function become(fields: Parameters<AccountRecord['change']>[0]): Promise<void> {
		await record.change(fields);
		signals.publish(numbersTopic);
	}

	async function shown(picture: string, socket: WASocket): Promise<void> {
		if (record.now.state !== 'pairing') return;
		const number = pairingBy;
		/** A code stays good while the pictures beneath it change. */
		if (number !== null && record.now.shown !== null) return;
		const text = number === null ? picture : await socket.requestPairingCode(number);
		await become({ shown: sealShown(seal, name, { kind: number === null ? 'picture' : 'code', text }) });
	}

	async function opened(socket: WASocket): Promise<void> {
		connected = socket;
		opening.wake();
		await device.changed();
		await become({ state: 'open', reason: null, shown: null });
		log.info({ account: name }, 'WhatsApp is connected');
	}

	async function arrived(message: WAMessage, arrival: Arrival): Promise<void> {
		if (!(await parts.arrived(message, arrival))) return;
		if (message.key.id) readSoon.add(message.key.id);
		if (clock() - (record.now.last_message_at ?? 0) > NOTED) await record.change({ last_message_at: clock() });
	}

	async function restricted(active: boolean, told: number | null): Promise<void> {
		const before = record.now.restricted_until;
		const until = active ? (told ?? clock() + RESTRICTED) : null;
		if (until === before) return;
		if (until !== null && (before ?? 0) <= clock())
			log.error({ code: 'whatsapp.restricted', account: name }, 'WhatsApp lets this number answer only');
		await become({ restricted_until: until });
	}

	/** One connection from beginning to end. */
	async function once(): Promise<number> {
		const connection = connect({
			...parts,
			creds: device.creds,
			keys: ring.keys,
			arrived,
			shown,
			opened,
			credsChanged: () => device.changed(),
			restricted,
			failed: (error) => log.warn({ account: name, ...traceOf(error) }, 'a WhatsApp connection was given up'),
		});
		current = connection;
		const { socket } = connection;
		socket.ev.on('messages.upsert', ({ messages, type }) => {
			for (const message of messages) void later(connection, message, type);
		});
		if (stopping) connection.end();
		try {
			return await connection.ended;
		} finally {
			current = null;
			connected = null;
			readSoon.clear();
			await device.settled();
		}
	}

	/** By now the message is ours; here it gets its ticks. One that came unencrypted, as the server itself writes, is taken in here. */
	async function later({ socket, end }: Connection, message: WAMessage, arrival: Arrival): Promise<void> {
		const id = message.key.id ?? '';
		try {
			if (!readSoon.has(id)) await arrived(message, arrival);
			if (readSoon.delete(id)) await socket.readMessages([message.key]).catch(() => undefined);
		} catch (error) {
			log.warn({ account: name, ...traceOf(error) }, 'a message could not be taken in; WhatsApp will bring it again');
			end();
		}
	}

	/** What to do after a connection ended with this code. Resolves when it is time for the next one. */
	async function after(code: number, began: number): Promise<void> {
		if (stopping) return;
		if (parts.steady() - began > parts.watch.calm) failures = 0;
		const ending = endingOf(code);
		if (ending.next === 'again') return await become({ state: 'connecting' });
		if (!paired() && ending.next === 'later')
			return await become({ state: 'unpaired', reason: 'expired', shown: null });
		if (ending.next === 'stop') {
			log.error(
				{ code: `whatsapp.${ending.reason}`, account: name, fix: waysOut[ending.reason] },
				'a WhatsApp number stopped',
			);
			return await become({ state: 'stopped', reason: ending.reason, shown: null });
		}
		failures++;
		if (ending.telling || failures === 5)
			log.error(
				{ code: 'whatsapp.unsteady', account: name, attempt: failures },
				'WhatsApp keeps ending the connection',
			);
		await become({ state: 'waiting' });
		await sleeper.long(waitBefore(failures, chance()));
	}

	/** Does what somebody asked for. */
	async function heed(): Promise<void> {
		const { wanted, state: before } = await record.read();
		if (wanted === null) return;
		if (wanted.what === 'connect')
			return await become({ state: paired() ? 'connecting' : 'unpaired', reason: null, wanted: null });
		if (wanted.what === 'pair' && before === 'open') return await become({ wanted: null });
		await forget();
		pairingBy = wanted.number;
		const state = wanted.what === 'pair' ? 'pairing' : 'unpaired';
		await become({ state, reason: null, creds: null, number: null, shown: null, wanted: null });
	}

	async function forget(): Promise<void> {
		if (connected !== null) await connected.logout().catch(() => undefined);
		await device.forget();
	}

	async function run(): Promise<void> {
		while (!stopping) {
			await heed();
			const { state } = record.now;
			if (state === 'unpaired' || state === 'stopped') {
				await sleeper.long(LOOK);
				continue;
			}
			const began = parts.steady();
			await after(await once(), began);
		}
	}

	async function runUntilStopped(): Promise<void> {
		while (!stopping) {
			try {
				await run();
			} catch (error) {
				if (error instanceof AccountLost || stopping) return;
				log.warn({ account: name, ...traceOf(error) }, 'a WhatsApp number waits for the store');
				await sleeper.long(LOOK);
			}
		}
	}

	/** Somebody asked for something: no wait goes on, and a connection that stands in the way ends. */
	async function listen(): Promise<void> {
		const wanted = (await record.read().catch(() => null))?.wanted ?? null;
		if (wanted === null || wanted.at === heeded) return;
		heeded = wanted.at;
		sleeper.wake();
		if (wanted.what === 'unlink') await connected?.logout().catch(() => undefined);
		if (wanted.what === 'unlink' || (wanted.what === 'pair' && connected === null)) current?.end();
	}
	let heeded = 0;

	const deaf = signals.subscribe(numbersTopic, () => void listen());
	const watch = setInterval(() => void listen(), LOOK);
	watch.unref();
	/** What the last process wrote of a connection is over with it. */
	if (record.now.state !== 'stopped') await become({ state: paired() ? 'connecting' : 'unpaired', shown: null });
	const running = runUntilStopped();
	return {
		get account() {
			return record.now;
		},
		async send(to, message) {
			const { state } = record.now;
			const soon = state === 'connecting' || state === 'waiting';
			if (connected === null && soon && paired() && !stopping) await opening.long(OPENING);
			if (connected === null || current === null)
				return { result: 'later', after: 0, reason: 'the number is not connected' };
			return await sender.send(current, to, message);
		},
		restrict: () => restricted(true, null),
		async stop() {
			stopping = true;
			deaf();
			clearInterval(watch);
			sleeper.wake();
			opening.wake();
			current?.end();
			await running;
			await device.settled();
			const { state } = record.now;
			if (state === 'open' || state === 'connecting') await become({ state: 'waiting' }).catch(() => undefined);
		},
	};
}
