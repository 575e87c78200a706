import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { WA_CERT_DETAILS } from '@whiskeysockets/baileys';
import pino from 'pino';
import { vi } from 'vitest';
import { createAccounts } from '../../../src/accounts/index.ts';
import { createCases } from '../../../src/cases/index.ts';
import type { Channel, ChannelName, FetchFile, Inbound } from '../../../src/channels/index.ts';
import { ask, numbersSeen } from '../../../src/channels/whatsapp/api.ts';
import { type AccountParts, whatsappAccount, whatsappFiles } from '../../../src/channels/whatsapp/index.ts';
import { createConversations, serveChannel } from '../../../src/conversation/index.ts';
import type { Play } from '../../../src/engine/index.ts';
import { createFiles } from '../../../src/files/index.ts';
import { createPeople } from '../../../src/people/index.ts';
import type { Queues, Signals } from '../../../src/queues/index.ts';
import { createSeal } from '../../../src/seal.ts';
import type { Store } from '../../../src/store/index.ts';
import { tinyPlay } from '../../conversation/tiny-play.ts';
import { openEmbedded } from '../../embedded.ts';
import type { Office } from '../../fakes/whatsapp/office.ts';
import { FakeWhatsApp } from '../../fakes/whatsapp/server.ts';

const noWait = { least: 0, each: 0, most: 0, gap: 0 };

/** The fake server, with the library believing its root for as long as it is open. */
export async function openFake(): Promise<FakeWhatsApp & { end(): Promise<void> }> {
	const fake = await FakeWhatsApp.open();
	const right = WA_CERT_DETAILS.PUBLIC_KEY;
	WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(fake.credentials.root);
	return Object.assign(fake, {
		async end() {
			WA_CERT_DETAILS.PUBLIC_KEY = right;
			await fake.close();
		},
	});
}

export interface Ground {
	readonly store: Store;
	readonly queues: Queues;
	readonly signals: Signals;
	close(): Promise<void>;
}

export interface HouseOptions extends Partial<Pick<AccountParts, 'pace' | 'watch' | 'clock' | 'steady' | 'numbers'>> {
	readonly play?: Play;
	readonly key?: Uint8Array;
	/** Milliseconds after which a lease that nobody renews is free. */
	readonly term?: number;
	/** Beside each message that is taken in. */
	readonly received?: (inbound: Inbound) => void | Promise<void>;
	readonly around?: (store: Store) => Store;
	/** Where sealed files are. */
	readonly media?: string;
	/** What the conversations take for now; the connections always live in the present. */
	readonly now?: () => number;
}

export const aKey = (): Uint8Array => randomBytes(32);

/** One process of Hakku with WhatsApp, on a real store, speaking with the fake server. */
export function openHouse(fake: FakeWhatsApp, ground: Ground, options: HouseOptions = {}) {
	const { queues, signals } = ground;
	const store = options.around?.(ground.store) ?? ground.store;
	const lines: string[] = [];
	const log = pino({ level: 'info' }, { write: (row: string) => void lines.push(row) });
	const clock = options.clock ?? (() => Date.now());
	const steady = options.steady ?? (() => performance.now());
	const key = options.key ?? aKey();
	const numbers = options.numbers ?? ['utama'];
	const cases = createCases({ store, queues, signals, log, sensitivity: () => 'low' });
	const people = createPeople({ store });
	const channels = new Map<ChannelName, Channel>();
	const fetchers = new Map<ChannelName, FetchFile>();
	if (options.media !== undefined) fetchers.set('whatsapp', whatsappFiles({ key, root: options.media }));
	const files = createFiles({ store, queues, seal: createSeal(key), clock: options.now ?? clock, fetchers });
	const conversations = createConversations({
		...{ store, channels, cases, people, queues, signals, log, timeZone: 'Asia/Jakarta' },
		clock: options.now ?? clock,
		...{ files, play: options.play ?? tinyPlay },
	});
	/** One process has one such worker; houses that follow each other on the same queues do without. */
	if (options.media !== undefined) queues.work('files', ({ file }) => conversations.file(file));
	let channel: Channel | null = null;
	let serving: () => void = () => {};
	const accounts = createAccounts({
		...{ store, signals, clock, log, steady, owner: randomBytes(8).toString('hex'), alone: false },
		pace: { term: options.term ?? 15_000, retry: 50 },
		async begin(opened) {
			channel = opened;
			channels.set('whatsapp', opened);
			await opened.start(async (inbound) => {
				await options.received?.(inbound);
				await conversations.receive(inbound);
			});
			serving = serveChannel({ signals, log }, conversations, 'whatsapp', 100);
		},
		async end(opened) {
			serving();
			channels.delete('whatsapp');
			await opened.stop();
		},
	});
	accounts.keep(
		whatsappAccount({
			...{ store, signals, log, clock, steady, key, numbers },
			address: fake.url,
			pace: options.pace ?? noWait,
			...(options.watch && { watch: options.watch }),
			chance: () => 0.5,
			upload: async (path) => ({ mediaUrl: '', directPath: fake.keep(await readFile(path)) }),
			merge: async (one, other) =>
				(await people.merge(`whatsapp:${one}`, `whatsapp:${other}`)).slice('whatsapp:'.length),
			overheard: (said) => conversations.overhear({ ...said, channel: 'whatsapp' }),
		}),
	);
	const desk = { store, signals, key };
	const seen = async (name = 'utama') => {
		const [number] = await numbersSeen(desk, [name], Date.now());
		if (number === undefined) throw new Error('no such number');
		return number;
	};
	return {
		...{
			store,
			signals,
			queues,
			files,
			cases,
			people,
			conversations,
			handover: conversations.handover,
			key,
			desk,
			lines,
			seen,
		},
		/** Waits for the number to stand so. */
		async until(state: string, name = 'utama') {
			await vi.waitFor(async () => {
				const found = await seen(name);
				if (found.state !== state) throw new Error(`the number is ${found.state}`);
			}, waiting);
		},
		async pair(office: Office, name = 'utama', number: string | null = null) {
			await ask(desk, name, 'pair', { by: null, at: Date.now(), number });
			const shown = await vi.waitFor(async () => {
				const found = (await seen(name)).shown;
				if (found === null) throw new Error('nothing is shown yet');
				return found;
			}, waiting);
			await fake.link(office, shown.text);
			await this.until('open', name);
			return shown;
		},
		trouble: () => channel?.trouble?.() ?? null,
		channel: () => channel,
		async document(address: string) {
			return await store.get('conversations', `whatsapp:${address}`);
		},
		/** The transcript as `who: text`. */
		async transcript(address: string): Promise<string[]> {
			const found = await conversations.transcript(`whatsapp:${address}`, 0);
			return found.map(({ from, text }) => `${from}: ${text}`);
		},
		async close() {
			await conversations.close();
			await accounts.close();
		},
	};
}

export type House = ReturnType<typeof openHouse>;

/** How long a test waits for what must come. */
const waiting = { timeout: 15_000, interval: 5 };

/** The fake, a store, a house and a paired number. */
export async function openWorld(options: HouseOptions = {}) {
	const fake = await openFake();
	const ground = await openEmbedded();
	const house = openHouse(fake, ground, options);
	const office = fake.office();
	await house.pair(office);
	return {
		fake,
		ground,
		house,
		office,
		async close() {
			await house.close();
			await ground.close();
			await fake.end();
		},
	};
}

/** Waits until it is true. */
export async function eventually(what: () => void | Promise<void>, timeout = waiting.timeout): Promise<void> {
	await vi.waitFor(what, { ...waiting, timeout });
}
