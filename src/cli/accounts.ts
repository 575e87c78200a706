import type { Hono } from 'hono';
import type { Logger } from 'pino';
import type { Account } from '../accounts/index.ts';
import { createSight } from '../cases/index.ts';
import type { Inbound } from '../channels/index.ts';
import type { StaffRoom } from '../channels/telegram/index.ts';
import type { Config } from '../config.ts';
import { createTelegramLinks } from '../desk/index.ts';
import type { House } from '../main.ts';

/** The channel accounts that the settings name. The web chat is none: every process may answer on it. */
export function accountsOf(
	house: House,
	config: Config,
	log: Logger,
	staff: StaffRoom | null = null,
): readonly Account[] {
	return [...whatsapp(house, config, log), ...telegram(house, config, log, staff)];
}

/** Lets the house fetch what people send on the channels that the settings name; each library is loaded with the first file. */
export function addFetchers({ fetchers }: Pick<House, 'fetchers'>, { telegram, key, whatsappNumbers }: Config): void {
	if (key !== null && whatsappNumbers.length > 0)
		fetchers.set('whatsapp', async (source, most) => {
			const { whatsappFiles } = await import('../channels/whatsapp/index.ts');
			return await whatsappFiles({ key })(source, most);
		});
	if (telegram !== null)
		fetchers.set('telegram', async (source, most) => {
			const { telegramFiles } = await import('../channels/telegram/index.ts');
			return await telegramFiles(telegram)(source, most);
		});
}

/** Lets workers who linked their Telegram be alerted there. */
export async function addMeans({ alerts, store }: House, { telegram }: Config): Promise<void> {
	if (telegram === null) return;
	const { telegramMean } = await import('../channels/telegram/index.ts');
	const links = createTelegramLinks(store);
	alerts.use(telegramMean(telegram, async (user) => (await links.of(user))?.telegram ?? null));
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

/** What every part of Telegram is given. */
function telegramParts(
	{ store, conversations }: House,
	telegram: NonNullable<Config['telegram']>,
	log: Logger,
	staff: StaffRoom | null,
) {
	return {
		...{ ...telegram, store, log, clock: () => Date.now() },
		...(staff !== null && { staff }),
		amended: (change: { address: string; id: string; text: string }) =>
			conversations.amend({ ...change, channel: 'telegram' }),
	};
}

function telegram(
	house: House,
	{ telegram: settings }: Config,
	log: Logger,
	staff: StaffRoom | null,
): readonly Account[] {
	if (settings === null) return [];
	return [
		{
			name: 'telegram',
			async open(hold) {
				const { telegramAccount } = await import('../channels/telegram/index.ts');
				return await telegramAccount(telegramParts(house, settings, log, staff)).open(hold);
			},
		},
	];
}

/** Where Telegram brings messages to, when the settings say so: on every process that has pages. */
export async function telegramDoor(
	house: House,
	{ telegram: settings }: Config,
	log: Logger,
	staff: StaffRoom | null,
): Promise<Hono | null> {
	if (settings === null || settings.webhook === null) return null;
	const { telegramWebhook } = await import('../channels/telegram/index.ts');
	const { webhook } = settings;
	const receive = (inbound: Inbound) => house.conversations.receive(inbound);
	return telegramWebhook({ ...telegramParts(house, settings, log, staff), webhook, receive });
}

/** Workers on Telegram, where there is a bot: every process has the room, and those that do what the queues wake keep its topics. */
export async function staffOf(
	house: House,
	{ telegram: settings, publicUrl }: Config,
	log: Logger,
): Promise<StaffRoom | null> {
	if (settings === null) return null;
	const { createStaffRoom } = await import('../channels/telegram/index.ts');
	const staff = createStaffRoom({
		...house,
		...{ token: settings.token, root: settings.root, group: settings.staffGroup },
		...{ publicUrl, log, clock: () => Date.now() },
		knowledge: () => house.releases.current().knowledge,
		service: () => house.releases.service(),
		sight: createSight({ store: house.store, service: () => house.releases.service() }),
		accounts: createTelegramLinks(house.store),
	});
	house.alerts.use(staff.mean);
	return staff;
}
