import type { Account } from '../../accounts/index.ts';
import { createSeal } from '../../seal.ts';
import { createWhatsAppChannel, type WhatsAppParts } from './channel.ts';
import { usualWatch } from './connection.ts';
import { usualPace } from './pacing.ts';
import { keepQuiet } from './quiet.ts';
import { insistOnSignatures, trustedAddress } from './trust.ts';

/** Where WhatsApp's own page connects to. */
const WHATSAPP = 'wss://web.whatsapp.com/ws/chat';

type Usual = 'hold' | 'seal' | 'url' | 'version' | 'steady' | 'chance' | 'pace' | 'watch' | 'key';

export interface AccountParts
	extends Omit<WhatsAppParts, Usual>,
		Partial<Pick<WhatsAppParts, Exclude<Usual, 'hold' | 'key' | 'url' | 'seal'>>> {
	/** HAKKU_KEY. */
	readonly key: Uint8Array;
	/** Another server, for tests; on this machine it need not be encrypted. */
	readonly address?: string;
}

/** All WhatsApp numbers of the settings, as one account: whoever has its lease speaks on them. */
export function whatsappAccount(parts: AccountParts): Account {
	return {
		name: 'whatsapp',
		open({ epoch, held }) {
			insistOnSignatures();
			keepQuiet();
			return createWhatsAppChannel({
				version: null,
				steady: () => performance.now(),
				chance: Math.random,
				pace: usualPace,
				watch: usualWatch,
				...parts,
				seal: createSeal(parts.key),
				url: trustedAddress(parts.address ?? WHATSAPP),
				hold: { epoch, held },
			});
		},
	};
}
