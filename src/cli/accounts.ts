import type { Logger } from 'pino';
import type { Account } from '../accounts/index.ts';
import type { Config } from '../config.ts';
import type { House } from '../main.ts';

/** The channel accounts that the settings name. The web chat is none: every process may answer on it. */
export function accountsOf(house: House, config: Config, log: Logger): readonly Account[] {
	return [...whatsapp(house, config, log)];
}

/** Loaded only where WhatsApp is used: its library takes memory that a web chat does not need. */
function whatsapp(house: House, config: Config, log: Logger): readonly Account[] {
	const { key, whatsappNumbers: numbers, whatsappVersion: version } = config;
	if (key === null || numbers.length === 0) return [];
	const { store, signals, people, conversations } = house;
	const conversation = (address: string) => `whatsapp:${address}`;
	return [
		{
			name: 'whatsapp',
			async open(hold) {
				const { whatsappAccount } = await import('../channels/whatsapp/index.ts');
				return await whatsappAccount({
					...{ store, signals, log, key, numbers, version },
					clock: () => Date.now(),
					merge: async (one, other) =>
						(await people.merge(conversation(one), conversation(other))).slice(conversation('').length),
					overheard: (said) => conversations.overhear({ ...said, channel: 'whatsapp' }),
				}).open(hold);
			},
		},
	];
}
