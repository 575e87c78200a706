// One life of Hakku with WhatsApp, for life.test.ts.
import { WA_CERT_DETAILS } from '@whiskeysockets/baileys';
import { built, life, live } from '../living.mjs';

const { whatsappAccount } = await built('channels/whatsapp');
WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(life.root, 'base64');

await live('whatsapp', ({ store, signals, log, clock, steady }) =>
	whatsappAccount({
		...{ store, signals, log, clock, steady, numbers: ['utama'] },
		key: Buffer.from(life.key, 'base64'),
		address: life.url,
		pace: { least: 0, each: 0, most: 0, gap: 0 },
		merge: async (one) => one,
		overheard: async () => {},
	}),
);
