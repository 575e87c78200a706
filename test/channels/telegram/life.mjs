// One life of Hakku with Telegram, for life.test.ts.
import { built, life, live } from '../living.mjs';

const { telegramAccount, telegramFiles } = await built('channels/telegram');
const account = ({ store, log, clock }) =>
	telegramAccount({
		...{ store, log, clock, token: life.token, root: life.url, webhook: null },
		pause: { least: 5, most: 50 },
		amended: async () => {},
	});

const fetchers = new Map([['telegram', telegramFiles({ token: life.token, root: life.url })]]);

// What a dead process left is taken up at once instead of after half a minute.
await live('telegram', account, { limits: { grace: 20, attempt: 500 }, sweepEvery: 100, fetchers });
