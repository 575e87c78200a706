import type { StopReason } from './documents.ts';

/** What is done after a connection ended. */
export type Ending =
	/** Nothing is wrong: connect again at once. */
	| { readonly next: 'again' }
	/** It will get better by itself. `telling`: an operator should know that it happens. */
	| { readonly next: 'later'; readonly telling: boolean }
	/** Only a person can help. */
	| { readonly next: 'stop'; readonly reason: StopReason };

/**
 * The codes with which WhatsApp ends a connection. Sources: `DisconnectReason` of the library, and what whatsmeow's
 * `events.ConnectFailureReason` names beyond it (402, 405, 406, 409). An unknown code backs off: it may be anything.
 */
const endings: Readonly<Record<number, Ending>> = {
	515: { next: 'again' },
	408: { next: 'later', telling: false },
	428: { next: 'later', telling: false },
	503: { next: 'later', telling: false },
	440: { next: 'stop', reason: 'replaced' },
	401: { next: 'stop', reason: 'logged_out' },
	403: { next: 'stop', reason: 'logged_out' },
	406: { next: 'stop', reason: 'logged_out' },
	419: { next: 'stop', reason: 'logged_out' },
	402: { next: 'stop', reason: 'restricted' },
	463: { next: 'stop', reason: 'restricted' },
	405: { next: 'stop', reason: 'outdated' },
	409: { next: 'stop', reason: 'outdated' },
	411: { next: 'stop', reason: 'broken' },
	500: { next: 'later', telling: true },
};

export function endingOf(code: number): Ending {
	return endings[code] ?? { next: 'later', telling: true };
}

/** What a person is to do about a number that stopped. English, for the log, the terminal and the readiness page. */
export const waysOut: Readonly<Record<StopReason, string>> = {
	logged_out: 'it was unlinked on the telephone; pair it again, everything that is kept stays',
	replaced: 'another program connected with the same pairing; stop that one, then connect again',
	outdated: 'WhatsApp no longer accepts this version; set WHATSAPP_VERSION as docs/whatsapp.md says',
	restricted: 'WhatsApp restricted the number; look at it on the telephone and write to nobody who did not write first',
	broken: 'WhatsApp refuses this device; pair it again',
	refused: 'WhatsApp shows no code for that telephone number; check it, or scan the picture instead',
	unreachable: 'WhatsApp could not be reached; look at the network of the server, then ask again',
	locked: 'HAKKU_KEY is not the one it was paired with; set that one again, or unlink the number and pair it anew',
	expired: 'nobody scanned the picture or typed the code; ask for a new one',
};

/**
 * How long to wait before connecting again, in milliseconds: from one second, doubling up to five minutes, spread by a quarter, so
 * that many who lost the same server don't come back in one moment.
 *
 * @param failures - in a row, from 1.
 * @param chance - from 0 to 1.
 */
export function waitBefore(failures: number, chance: number): number {
	const whole = Math.min(300_000, 1_000 * 2 ** Math.min(failures - 1, 20));
	return Math.round(whole * (0.75 + chance / 2));
}
