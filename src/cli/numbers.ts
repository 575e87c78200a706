import * as whatsapp from '../channels/whatsapp/api.ts';
import type { Config } from '../config.ts';
import type { NumbersAtDesk } from '../desk/index.ts';
import type { House } from '../main.ts';

/** The WhatsApp numbers of the settings for the desk, also in a process that does not speak on them. */
export function deskNumbers(
	{ store, signals }: Pick<House, 'store' | 'signals'>,
	{ key, whatsappNumbers }: Pick<Config, 'key' | 'whatsappNumbers'>,
	clock: () => number,
): NumbersAtDesk {
	const parts = { store, signals, key: key ?? new Uint8Array() };
	/** Without a key there are no numbers. */
	const names = key === null ? [] : whatsappNumbers;
	return {
		topic: whatsapp.numbersTopic,
		seen: () => whatsapp.numbersSeen(parts, names, clock()),
		history: (name, most) => whatsapp.numberHistory(parts, name, most),
		ask: (what, name, number, by) => whatsapp.ask(parts, name, what, { by, number, at: clock() }),
		saw: (name, by, since) => whatsapp.sawCode(parts, name, by, since),
		typed: whatsapp.typedNumber,
	};
}
