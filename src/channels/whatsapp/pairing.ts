import type { WASocket } from '@whiskeysockets/baileys';
import type { Seal } from '../../seal.ts';
import type { Offer } from './connection.ts';
import type { StopReason, WhatsAppAccountDocument } from './documents.ts';
import { type AccountRecord, sealShown } from './record.ts';

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
	begin(wanted: NonNullable<WhatsAppAccountDocument['wanted']>): void;
	/** Shows a picture, or the code for the number that was named. */
	show(offer: Offer, socket: WASocket): Promise<void>;
	/** WhatsApp says no to what we asked. */
	refuse(): void;
	/** Why a pairing that ended came to nothing. */
	readonly failure: Extract<StopReason, 'expired' | 'refused' | 'unreachable'>;
}

/** How long WhatsApp's answer is waited for before a code is shown, in milliseconds. */
const ANSWER = 3_000;

/** Asks for a code. It is ours to choose; whether WhatsApp takes it for this number, its answer says. */
async function codeFor(number: string, socket: WASocket): Promise<string> {
	const topics = ['CB:iq,type:result', 'CB:iq,type:error'];
	let heard: () => void = () => undefined;
	const answered = new Promise<void>((resolve) => {
		heard = resolve;
	});
	const timer = setTimeout(heard, ANSWER);
	for (const topic of topics) socket.ws.on(topic, heard);
	try {
		const code = await socket.requestPairingCode(number);
		await answered;
		return code;
	} finally {
		clearTimeout(timer);
		for (const topic of topics) socket.ws.off(topic, heard);
	}
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
			const code = number === null ? null : await codeFor(number, socket);
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
