import type { WASocket } from '@whiskeysockets/baileys';
import type { Seal } from '../../seal.ts';
import type { Offer } from './connection.ts';
import type { StopReason } from './documents.ts';
import { type AccountRecord, sealShown } from './record.ts';
import type { Wanted } from './wishes.ts';

export interface PairingParts {
	readonly name: string;
	readonly seal: Seal;
	readonly record: AccountRecord;
	become(fields: Parameters<AccountRecord['change']>[0]): Promise<void>;
	/** Epoch milliseconds. */
	readonly clock: () => number;
}

/** The pairing of one number: what is shown on our side until a telephone takes it. */
export interface Pairing {
	/** Whose wish it is. */
	readonly by: string | null;
	begin(wanted: Wanted): void;
	/** Shows a picture, or the code for the number that was named. */
	show(offer: Offer, socket: WASocket): Promise<void>;
	/** WhatsApp says no to what we asked. */
	refuse(): void;
	/** Why a pairing that ended came to nothing. */
	readonly failure: Extract<StopReason, 'expired' | 'refused' | 'unreachable'>;
}

export function createPairing({ name, seal, record, become, clock }: PairingParts): Pairing {
	let number: string | null = null;
	let by: string | null = null;
	let failure: Pairing['failure'] = 'unreachable';
	return {
		get by() {
			return by;
		},
		get failure() {
			return failure;
		},
		begin(wanted) {
			({ number, by } = wanted);
			failure = 'unreachable';
		},
		async show({ picture, good, all }, socket) {
			if (record.now.state !== 'pairing') return;
			const now = clock();
			/** A code stays good while the pictures beneath it change. */
			if (number !== null && record.now.shown !== null) return;
			const code = number === null ? null : await socket.requestPairingCode(number);
			if (failure === 'refused') return;
			failure = 'expired';
			const shown =
				code === null
					? ({ kind: 'picture', text: picture, until: now + good } as const)
					: ({ kind: 'code', text: code, until: now + all } as const);
			await become({ shown: sealShown(seal, name, shown) });
		},
		refuse() {
			failure = 'refused';
		},
	};
}
