import type { WASocket } from '@whiskeysockets/baileys';
import type { Signals } from '../../queues/index.ts';
import type { Device } from './device.ts';
import type { WhatsAppAccountDocument, WhatsAppEventDocument } from './documents.ts';
import { leave } from './leaving.ts';
import type { Pairing } from './pairing.ts';
import { waitBefore } from './reasons.ts';
import { type AccountRecord, numbersTopic } from './record.ts';
import type { Sleeper } from './sleeper.ts';

type Wanted = NonNullable<WhatsAppAccountDocument['wanted']>;

/** How often a number looks for what somebody asked of it, in milliseconds; a signal says so at once. */
export const LOOK = 5_000;

/** How often it is tried to tell the telephone that we are gone, when the number is not connected. */
const FAREWELLS = 3;

export interface WishesParts {
	readonly signals: Signals;
	readonly record: AccountRecord;
	readonly device: Device;
	readonly pairing: Pairing;
	readonly sleeper: Sleeper;
	readonly chance: () => number;
	become(fields: Parameters<AccountRecord['change']>[0]): Promise<void>;
	note(kind: WhatsAppEventDocument['kind'], detail: string | null, by: string | null): Promise<void>;
	/** The connection that is open, or null. */
	socket(): WASocket | null;
	/** Ends the connection that there is, if there is one. */
	hangUp(): void;
}

/** What people ask of a number in the terminal or at the desk: heard at once, done between two connections. */
export interface Wishes {
	/** Does what was asked for, if anything was. */
	heed(): Promise<void>;
	/** The connection opened: if it was only to take leave, that is done now. */
	leaving(): Promise<boolean>;
	stop(): void;
}

export function listenForWishes(parts: WishesParts): Wishes {
	const { signals, record, device, pairing, sleeper, become, note } = parts;
	let last = 0;
	/** Whether WhatsApp says that it took us off the telephone's list. */
	let told = false;
	/** How often it connected only to take leave. */
	let farewells = 0;

	async function look(): Promise<void> {
		const { wanted } = await record.read();
		if (wanted === null || wanted.at === last) return;
		last = wanted.at;
		await heard(wanted);
	}

	/** No wait goes on, and a connection that stands in the way ends. */
	async function heard({ what }: Wanted): Promise<void> {
		sleeper.wake();
		if (what === 'unlink' && device.paired) await takeLeave();
		if (what !== 'connect' && !device.paired) parts.hangUp();
	}

	async function takeLeave(): Promise<void> {
		const [socket, jid] = [parts.socket(), device.creds.me?.id];
		if (socket !== null && jid !== undefined) told = await leave(socket, jid);
		parts.hangUp();
	}

	async function connectAgain(): Promise<void> {
		const state = device.paired ? 'connecting' : 'unpaired';
		await become(device.locked ? { wanted: null } : { state, reason: null, wanted: null });
	}

	/** Connects a number that is away, so that its telephone hears that we go. False when that was tried often enough. */
	async function sayGoodbye(): Promise<boolean> {
		if (told || farewells >= FAREWELLS) return false;
		if (farewells++ > 0) await sleeper.long(waitBefore(farewells, parts.chance()));
		await become({ state: 'connecting' });
		return true;
	}

	const looking = () => void look().catch(() => undefined);
	const deaf = signals.subscribe(numbersTopic, looking);
	const watch = setInterval(looking, LOOK);
	watch.unref();
	return {
		async heed() {
			const { wanted, state, reason } = await record.read();
			if (wanted === null) return;
			const { what, by } = wanted;
			if (what === 'connect') return await connectAgain();
			const idle = what === 'cancel' ? state !== 'pairing' : what === 'pair' && device.paired && state !== 'stopped';
			if (idle) return await become({ wanted: null });
			const reachable = what === 'unlink' && device.paired && reason !== 'logged_out';
			if (reachable && (await sayGoodbye())) return;
			const had = device.paired || device.locked;
			await device.forget();
			if (what === 'pair') pairing.begin(wanted);
			const next = what === 'pair' ? 'pairing' : 'unpaired';
			await become({ state: next, reason: null, creds: null, number: null, shown: null, wanted: null });
			if (had) await note('unlinked', told ? 'told' : 'not_told', by);
			[told, farewells] = [false, 0];
		},
		async leaving() {
			if (farewells === 0) return false;
			await takeLeave();
			return true;
		},
		stop() {
			deaf();
			clearInterval(watch);
		},
	};
}
