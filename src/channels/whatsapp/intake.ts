import type { WAMessage } from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import { traceOf } from '../../log.ts';
import type { Connection } from './connection.ts';
import type { Arrival } from './reading.ts';
import type { AccountRecord } from './record.ts';

/** How often it is written down that messages come in, in milliseconds. */
const NOTED = 60_000;

export interface IntakeParts {
	readonly name: string;
	readonly record: AccountRecord;
	readonly clock: () => number;
	readonly log: Pick<Logger, 'warn'>;
	/** Resolves to whether it was a message that a person sees as read now. */
	arrived(message: WAMessage, arrival: Arrival): Promise<boolean>;
}

/** What arrives at one number: made ours first, and given its ticks afterwards. */
export interface Intake {
	/** Makes a message ours; resolves once it is durable. */
	arrived(message: WAMessage, arrival: Arrival): Promise<void>;
	/** The library is through with a message: it gets its ticks. One that came unencrypted, as the server itself writes, is made ours here. */
	through(connection: Connection, message: WAMessage, arrival: Arrival): Promise<void>;
	/** Messages of a connection that ended get no ticks on the next one. */
	clear(): void;
}

export function createIntake(parts: IntakeParts): Intake {
	const { name, record, clock, log } = parts;
	const readSoon = new Set<string>();

	async function arrived(message: WAMessage, arrival: Arrival): Promise<void> {
		if (!(await parts.arrived(message, arrival))) return;
		if (message.key.id) readSoon.add(message.key.id);
		if (clock() - (record.now.last_message_at ?? 0) > NOTED) await record.change({ last_message_at: clock() });
	}

	return {
		arrived,
		async through({ socket, end }, message, arrival) {
			const id = message.key.id ?? '';
			try {
				if (!readSoon.has(id)) await arrived(message, arrival);
				if (readSoon.delete(id)) await socket.readMessages([message.key]).catch(() => undefined);
			} catch (error) {
				log.warn({ account: name, ...traceOf(error) }, 'a message could not be taken in; WhatsApp will bring it again');
				end();
			}
		},
		clear: () => readSoon.clear(),
	};
}
