import type { Logger } from 'pino';
import type { AccountRecord } from './record.ts';

/** How long people who did not write are left alone when WhatsApp does not say how long, in milliseconds. */
const USUAL = 24 * 3_600_000;

/** Writes down that a number may only answer, or that it may do everything again. */
export interface Restriction {
	/** @param told - until when, in epoch milliseconds, where WhatsApp says so. */
	note(active: boolean, told: number | null): Promise<void>;
}

export function createRestriction(parts: {
	readonly name: string;
	readonly record: AccountRecord;
	readonly clock: () => number;
	readonly log: Pick<Logger, 'error'>;
	become(fields: Parameters<AccountRecord['change']>[0]): Promise<void>;
}): Restriction {
	const { name, record, clock, log, become } = parts;
	return {
		async note(active, told) {
			const before = record.now.restricted_until;
			const until = active ? (told ?? clock() + USUAL) : null;
			if (until === before) return;
			if (until !== null && (before ?? 0) <= clock())
				log.error({ code: 'whatsapp.restricted', account: name }, 'WhatsApp lets this number answer only');
			await become({ restricted_until: until });
		},
	};
}
