import type { Logger } from 'pino';
import type { Cases } from '../cases/index.ts';
import type { Channel, ChannelName, Delivery } from '../channels/index.ts';
import type { Play, Session } from '../engine/index.ts';
import { HakkuError } from '../errors.ts';
import type { Files } from '../files/index.ts';
import type { People } from '../people/index.ts';
import type { Queues, Signals } from '../queues/index.ts';
import type { Answers, Whereabouts } from '../service/index.ts';
import type { Store } from '../store/index.ts';
import type { Limits } from './limits.ts';

/** A place on the path at which something has just become true; named so that a test can end the process exactly there. */
type Checkpoint =
	| 'received'
	| 'turned'
	| 'effect'
	| 'effect done'
	| 'marked'
	| 'sent'
	| 'filed'
	| 'settled'
	| 'case claimed'
	| 'accompanying decided'
	| 'case accompanied'
	| 'reply accepted'
	| 'closing decided'
	| 'case closed';

/** Counts what happens, for whoever watches. It is called on the path of a message: it returns at once and never throws. */
export interface Meter {
	/** A turn is durable. `milliseconds`: from taking it up until it was written down. */
	turned(milliseconds: number): void;
	/** What came of an attempt to send, or of a message that was not sent at all. `waited`: milliseconds since it was written. */
	delivered(channel: ChannelName, result: Delivery['result'] | 'superseded', waited: number): void;
}

/** What the path of a message needs of the world. */
export interface Surroundings {
	readonly store: Store;
	/** The channels that this process serves. A conversation on another one is left to the process that has it. */
	readonly channels: ReadonlyMap<ChannelName, Channel>;
	readonly play: Play;
	readonly cases: Cases;
	readonly people: People;
	readonly queues: Queues;
	readonly signals: Signals;
	/** Epoch milliseconds. */
	readonly clock: () => number;
	/** IANA name; decides what "today" is. */
	readonly timeZone: string;
	readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
	readonly limits?: Partial<Limits>;
	readonly meter?: Meter;
	/** Makes the sheet of what a session was told, at a moment (epoch milliseconds); null when nothing can stand on it. */
	readonly sheet?: (session: Session, now: number) => Promise<Uint8Array | null>;
	/** Makes a letter of a case, by its id; null when it is gone. */
	readonly letter?: (id: string, now: number) => Promise<Uint8Array | null>;
	/** Fetches and keeps what people send; without it every file is given up as out of reach. */
	readonly files?: Files;
	/** When a human answers somebody, at a moment (epoch milliseconds). Without it the office hours of the default hold. */
	readonly answers?: (where: Whereabouts, now: number) => Answers;
	/** Told of every checkpoint. */
	readonly reached?: (checkpoint: Checkpoint) => void;
}

/** The same with everything filled in, for the files of this room. */
export type Ground = Required<Omit<Surroundings, 'limits'>> & { readonly limits: Limits };

/** A trouble that passes by itself, so that trying again is right. */
export function isPassing(error: unknown): boolean {
	return error instanceof HakkuError && (error.code === 'store.unavailable' || error.code === 'queue.unavailable');
}
