import type { Logger } from 'pino';
import type { Cases } from '../cases/index.ts';
import type { Channel, ChannelName } from '../channels/index.ts';
import type { Play } from '../engine/index.ts';
import { HakkuError } from '../errors.ts';
import type { People } from '../people/index.ts';
import type { Queues, Signals } from '../queues/index.ts';
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
	| 'reply accepted'
	| 'closing decided'
	| 'case closed';

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
	/** Told of every checkpoint. */
	readonly reached?: (checkpoint: Checkpoint) => void;
}

/** The same with everything filled in, for the files of this room. */
export type Ground = Required<Omit<Surroundings, 'limits'>> & { readonly limits: Limits };

/** A trouble that passes by itself, so that trying again is right. */
export function isPassing(error: unknown): boolean {
	return error instanceof HakkuError && (error.code === 'store.unavailable' || error.code === 'queue.unavailable');
}
