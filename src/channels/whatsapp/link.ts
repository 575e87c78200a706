import type { proto, WAMessage, WAMessageKey, WASocket } from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import { traceOf } from '../../log.ts';
import type { Signals } from '../../queues/index.ts';
import type { Seal } from '../../seal.ts';
import type { Store } from '../../store/index.ts';
import { type Connection, connect, type Watch } from './connection.ts';
import { openDevice } from './device.ts';
import type { StopReason, WhatsAppAccountDocument, WhatsAppEventDocument } from './documents.ts';
import { createIntake } from './intake.ts';
import { AccountLost } from './lost.ts';
import type { Pace } from './pacing.ts';
import { createPairing } from './pairing.ts';
import type { Arrival } from './reading.ts';
import { endingOf, waitBefore, waysOut } from './reasons.ts';
import { type AccountRecord, numbersTopic, openRecord, putDown } from './record.ts';
import { createRestriction } from './restriction.ts';
import { createSender, type Sent } from './sending.ts';
import { createSleeper } from './sleeper.ts';
import { LOOK, listenForWishes } from './wishes.ts';

/** How long an answer waits for a connection that is being opened, in milliseconds. */
const OPENING = 15_000;

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

export async function startLink(parts: LinkParts): Promise<Link> {
	const { name, store, signals, hold, log, clock, chance } = parts;
	const record: AccountRecord = await openRecord(store, name, hold, clock);
	const device = await openDevice({ ...parts, account: name, epoch: hold.epoch, held: () => hold.held() }, record);
	const sleeper = createSleeper();
	/** Those who have something to send while the number is about to be connected. */
	const opening = createSleeper();
	const sender = createSender({ ...parts, wait: sleeper.short });
	const pairing = createPairing({ ...parts, record, become });
	const intake = createIntake({ ...parts, record });
	const restriction = createRestriction({ ...parts, record, become });
	let current: Connection | null = null;
	let connected: WASocket | null = null;
	let stopping = false;
	let failures = 0;

	async function become(fields: Parameters<AccountRecord['change']>[0]): Promise<void> {
		await record.change(fields);
		signals.publish(numbersTopic);
	}

	async function note(
		kind: WhatsAppEventDocument['kind'],
		detail: string | null,
		by: string | null = null,
	): Promise<void> {
		await putDown(store, { account: name, at: clock(), kind, by, detail });
	}

	/** Only a person can help now. */
	async function stopFor(reason: StopReason, state: 'stopped' | 'unpaired' = 'stopped'): Promise<void> {
		await become({ state, reason, shown: null });
		await note('stopped', reason);
	}

	/** A telephone took it: whoever looks at the picture now could do nothing with it any more, and need not see it. */
	async function linked(): Promise<void> {
		await become({ state: 'connecting', shown: null });
		await note('linked', /^\d+/.exec(device.creds.me?.id ?? '')?.[0] ?? null, pairing.by);
	}

	async function opened(socket: WASocket): Promise<void> {
		connected = socket;
		if (await wishes.leaving()) return;
		opening.wake();
		await device.changed();
		await become({ state: 'open', reason: null, shown: null });
		log.info({ account: name }, 'WhatsApp is connected');
	}

	/** One connection from beginning to end. */
	async function once(): Promise<number> {
		const connection = connect({
			...parts,
			creds: device.creds,
			keys: device.keys,
			arrived: intake.arrived,
			shown: pairing.show,
			linked,
			opened,
			credsChanged: () => device.changed(),
			restricted: restriction.note,
			async refused() {
				pairing.refuse();
				connection.end();
			},
			failed: (error) => log.warn({ account: name, ...traceOf(error) }, 'a WhatsApp connection was given up'),
		});
		current = connection;
		const { socket } = connection;
		socket.ev.on('messages.upsert', ({ messages, type }) => {
			for (const message of messages) void intake.through(connection, message, type);
		});
		if (stopping) connection.end();
		try {
			return await connection.ended;
		} finally {
			current = null;
			connected = null;
			intake.clear();
			await device.settled();
		}
	}

	/** What to do after a connection ended with this code. Resolves when it is time for the next one. */
	async function after(code: number, began: number): Promise<void> {
		if (stopping || record.now.wanted !== null) return;
		if (parts.steady() - began > parts.watch.calm) failures = 0;
		const ending = endingOf(code);
		if (ending.next === 'again') return await become({ state: 'connecting' });
		if (!device.paired && ending.next === 'later') {
			await device.forget();
			await record.change({ creds: null, number: null });
			return await stopFor(pairing.failure, 'unpaired');
		}
		if (ending.next === 'stop') {
			const { reason } = ending;
			log.error({ code: `whatsapp.${reason}`, account: name, fix: waysOut[reason] }, 'a WhatsApp number stopped');
			return await stopFor(reason);
		}
		failures++;
		if (ending.telling || failures === 5)
			log.error(
				{ code: 'whatsapp.unsteady', account: name, attempt: failures },
				'WhatsApp keeps ending the connection',
			);
		await become({ state: 'waiting' });
		if (record.now.wanted === null) await sleeper.long(waitBefore(failures, chance()));
	}

	async function run(): Promise<void> {
		while (!stopping) {
			await wishes.heed();
			const { state } = record.now;
			if (state === 'unpaired' || state === 'stopped') {
				await sleeper.long(LOOK);
				continue;
			}
			if (state === 'open') await become({ state: 'connecting' });
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

	/** What the last process wrote of a connection is over with it. */
	async function begin(): Promise<void> {
		const { state, reason } = record.now;
		if (device.locked) {
			log.error({ code: 'key.wrong', account: name, fix: waysOut.locked }, 'a WhatsApp number cannot be opened');
			if (reason !== 'locked') await stopFor('locked');
		} else if (state !== 'stopped' || reason === 'locked')
			await become({ state: device.paired ? 'connecting' : 'unpaired', reason: null, shown: null });
	}

	const wishes = listenForWishes({
		...{ signals, record, device, pairing, sleeper, chance, become, note },
		socket: () => connected,
		hangUp: () => current?.end(),
	});
	await begin();
	const running = runUntilStopped();
	return {
		get account() {
			return record.now;
		},
		async send(to, message) {
			const { state } = record.now;
			const soon = state === 'connecting' || state === 'waiting';
			if (connected === null && soon && device.paired && !stopping) await opening.long(OPENING);
			if (connected === null || current === null)
				return { result: 'later', after: 0, reason: 'the number is not connected' };
			return await sender.send(current, to, message);
		},
		restrict: () => restriction.note(true, null),
		async stop() {
			stopping = true;
			wishes.stop();
			sleeper.wake();
			opening.wake();
			current?.end();
			await running;
			await device.settled();
			const left = { open: 'waiting', connecting: 'waiting', pairing: 'unpaired' } as const;
			const { state } = record.now;
			if (state === 'open' || state === 'connecting' || state === 'pairing')
				await become({ state: left[state], shown: null }).catch(() => undefined);
		},
	};
}
