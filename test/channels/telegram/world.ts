import pino from 'pino';
import { vi } from 'vitest';
import { createCases } from '../../../src/cases/index.ts';
import type { Channel, ChannelName, Inbound } from '../../../src/channels/index.ts';
import {
	type createStaffRoom,
	type StaffRoom,
	telegramAccount,
	telegramFiles,
} from '../../../src/channels/telegram/index.ts';
import { createConversations, serveChannel } from '../../../src/conversation/index.ts';
import type { Play } from '../../../src/engine/index.ts';
import { createFiles } from '../../../src/files/index.ts';
import { createPeople } from '../../../src/people/index.ts';
import { createSeal } from '../../../src/seal.ts';
import type { Store } from '../../../src/store/index.ts';
import { tinyPlay } from '../../conversation/tiny-play.ts';
import { openEmbedded } from '../../embedded.ts';
import { FakeTelegram } from '../../fakes/telegram/server.ts';

export const quick = { least: 5, most: 20 };
export const held = { epoch: 1, held: () => true };

/** Waits until it is true. */
export async function eventually<T>(what: () => T | Promise<T>): Promise<T> {
	return await vi.waitFor(what, { timeout: 10_000, interval: 5 });
}

export interface WorldOptions {
	readonly play?: Play;
	/** What the conversations take for now. */
	readonly now?: () => number;
	/** Before each message is taken in. */
	readonly received?: (inbound: Inbound) => void | Promise<void>;
	/** HAKKU_KEY; null without one. */
	readonly key?: Uint8Array;
	readonly around?: (store: Store) => Store;
	/** How the workers' room is made, when there is one: each case is then announced, and its topic kept. */
	readonly staff?: (given: StaffGiven) => StaffRoom;
}

/** What the world gives to the workers' room. */
export type StaffGiven = Pick<
	Parameters<typeof createStaffRoom>[0],
	'token' | 'root' | 'group' | 'store' | 'queues' | 'cases' | 'handover' | 'conversations' | 'clock' | 'log'
>;

/** Hakku on a real store, speaking with the fake Bot API server. */
export async function openWorld(options: WorldOptions = {}) {
	const fake = await FakeTelegram.open();
	const ground = await openEmbedded();
	const { queues, signals } = ground;
	const store = options.around?.(ground.store) ?? ground.store;
	const lines: string[] = [];
	const log = pino({ level: 'info' }, { write: (row: string) => void lines.push(row) });
	const clock = options.now ?? (() => Date.now());
	const touched = (id: string) => void queues.add('topics', { case: id }, { id }).catch(() => undefined);
	const cases = createCases({
		...{ store, queues, signals, log, sensitivity: () => 'low' as const },
		...(options.staff !== undefined && { touched }),
	});
	const people = createPeople({ store });
	const channels = new Map<ChannelName, Channel>();
	const seal = createSeal(options.key ?? null);
	const fetchers = new Map([['telegram', telegramFiles(fake)] as const]);
	const files = createFiles({ store, queues, seal, clock, fetchers });
	const conversations = createConversations({
		...{ store, channels, cases, people, queues, signals, log, clock, timeZone: 'Asia/Jakarta' },
		...{ files, play: options.play ?? tinyPlay },
	});
	const parts = {
		...{ token: fake.token, root: fake.root, webhook: null, pause: quick },
		...{ store, log, clock: () => Date.now() },
		amended: (change: { address: string; id: string; text: string }) =>
			conversations.amend({ ...change, channel: 'telegram' }),
	};
	const { handover } = conversations;
	const group = String(fake.forum.id);
	const staff = options.staff?.({ ...parts, group, queues, cases, handover, conversations, clock });
	const channel = await telegramAccount({ ...parts, ...(staff !== undefined && { staff }) }).open(held);
	channels.set('telegram', channel);
	await channel.start(async (inbound) => {
		await options.received?.(inbound);
		await conversations.receive(inbound);
	});
	if (options.staff !== undefined)
		queues.work('escalations', ({ case: id }) => cases.escalate(id, clock()), { concurrency: 4 });
	queues.work('files', ({ file }) => conversations.file(file));
	const serving = serveChannel({ signals, log }, conversations, 'telegram', 100);
	let persons = 700_000;
	return {
		...{
			fake,
			store,
			queues,
			files,
			cases,
			people,
			channel,
			conversations,
			parts,
			lines,
			handover,
			staff,
		},
		person: () => fake.person(++persons),
		document: (id: number) => store.get('conversations', `telegram:${id}`),
		async transcript(id: number): Promise<string[]> {
			const found = await conversations.transcript(`telegram:${id}`, 0);
			return found.map(({ from, text }) => `${from}: ${text}`);
		},
		async close() {
			serving();
			await conversations.close();
			await channel.stop();
			await ground.close();
			await fake.close();
		},
	};
}
