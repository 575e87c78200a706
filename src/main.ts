/**
 * The composition root: builds the rooms on their ground and connects them, starts and stops them in order.
 */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { type Account, createAccounts } from './accounts/index.ts';
import { type AlertRoom, openAlerts } from './alerts/index.ts';
import { refuseUnfinished } from './archive/index.ts';
import { type Cases, createCaller, createCases } from './cases/index.ts';
import type { Channel, ChannelName, FetchFile } from './channels/index.ts';
import type { Config } from './config.ts';
import {
	type Conversations,
	createConversations,
	type Handover,
	type Meter,
	serveChannel,
	startWork,
	type Work,
} from './conversation/index.ts';
import { createFiles, type Files } from './files/index.ts';
import type { Ground } from './ground.ts';
import { traceOf } from './log.ts';
import { createPeople, type People } from './people/index.ts';
import { openReleases, type Releases } from './releases/index.ts';
import { createSeal } from './seal.ts';
import { answersFrom, dayOf, type Whereabouts } from './service/index.ts';

export { type Ground, openGround } from './ground.ts';

/** Everything but the ways in and out. */
export interface House extends Ground {
	readonly releases: Releases;
	readonly cases: Cases;
	readonly people: People;
	readonly conversations: Conversations;
	readonly handover: Handover;
	/** What workers are told while they are not looking at the desk. */
	readonly alerts: AlertRoom;
	readonly files: Files;
	/** How files are fetched, by channel. Needed wherever the queues are worked on; the account itself may be elsewhere. */
	readonly fetchers: Map<ChannelName, FetchFile>;
	/** The channels that are connected. */
	readonly channels: ReadonlyMap<ChannelName, Channel>;
	/** ISO date in the citizens' time zone. */
	today(): string;
	/** Adds a channel that every process may have (the web chat) and lets it receive. */
	connect(channel: Channel): Promise<void>;
	/** Speaks on a channel account from the moment at which no other process does. */
	keep(account: Account): void;
	/** Starts what the queues wake, and takes up what a dead process left. */
	work(): Promise<Work>;
}

/** Builds the rooms on their ground. Closing the house closes the ground, and so does a failure. `meter` counts what happens. */
export async function openHouse(config: Config, log: Logger, ground: Ground, meter?: Meter): Promise<House> {
	try {
		return await build(config, log, ground, meter);
	} catch (error) {
		await ground.close();
		throw error;
	}
}

async function build(config: Config, log: Logger, ground: Ground, meter: Meter | undefined): Promise<House> {
	const { store, queues, signals } = ground;
	await refuseUnfinished(store);
	const clock = () => Date.now();
	const today = () => dayOf(config.timeZone, clock());
	const releases = await openReleases({ root: config.contentDir, store, log, today, now: clock });
	const sensitivity = (fact: string) => releases.current().knowledge.facts.get(fact)?.sensitivity;
	const service = () => releases.service();
	const { alertUrl, publicUrl } = config;
	const call = alertUrl === null ? null : createCaller({ url: alertUrl, desk: publicUrl }, log);
	const touched = (id: string) =>
		queues.add('topics', { case: id }, { id }).catch((error: unknown) => {
			log.warn({ code: 'topic.late', ...traceOf(error) }, 'the queue took no job; the sweeper will do its work');
		});
	const cases = createCases({
		...{ store, queues, signals, log, sensitivity, service },
		...(config.telegram?.staffGroup && { touched: (id: string) => void touched(id) }),
		...(call !== null && { call }),
	});
	const people = createPeople({ store });
	const fetchers = new Map<ChannelName, FetchFile>();
	const files = createFiles({ store, queues, seal: createSeal(config.key), clock, fetchers });
	const alerts = openAlerts({
		...{ store, queues, cases, service, clock, log, mail: config.mail },
		seal: createSeal(config.key),
		base: config.publicUrl,
		zone: config.timeZone,
	});
	const channels = new Map<ChannelName, Channel>();
	const answers = (where: Whereabouts, now: number) => answersFrom(service(), where, now);
	const surroundings = {
		answers,
		store,
		queues,
		signals,
		cases,
		people,
		files,
		channels,
		clock,
		log,
		timeZone: config.timeZone,
	};
	const conversations = createConversations({
		...surroundings,
		play: releases.play,
		async sheet(session, now) {
			const { drawSheet, sheetOf } = await import('./sheets/index.ts');
			const sheet = sheetOf(session, releases.current().knowledge, today());
			return sheet === null ? null : drawSheet(sheet, 'Hakku', now);
		},
		async letter(id, now) {
			const { drawLetter } = await import('./sheets/index.ts');
			const letter = await store.get('case_letters', id);
			return letter === null ? null : drawLetter(letter, letter.dated, now);
		},
		...(meter !== undefined && { meter }),
	});
	const serving = new Map<Channel, () => void>();
	async function connect(channel: Channel): Promise<void> {
		channels.set(channel.name, channel);
		await channel.start((inbound) => conversations.receive(inbound));
	}
	const accounts = createAccounts({
		...{ store, signals, clock, log, alone: ground.alone, owner: randomUUID() },
		steady: () => performance.now(),
		async begin(channel) {
			await connect(channel);
			serving.set(channel, serveChannel({ signals, log }, conversations, channel.name));
		},
		async end(channel) {
			serving.get(channel)?.();
			serving.delete(channel);
			if (channels.get(channel.name) === channel) channels.delete(channel.name);
			await channel.stop();
		},
	});
	let work: Work | null = null;
	return {
		...ground,
		releases,
		cases,
		people,
		alerts,
		conversations,
		handover: conversations.handover,
		files,
		fetchers,
		today,
		channels,
		connect,
		keep: (account) => accounts.keep(account),
		async work() {
			work = await startWork({ cases, queues, clock, log, alerts }, conversations);
			return work;
		},
		async close() {
			work?.stop();
			await conversations.close();
			await accounts.close();
			for (const channel of channels.values()) await channel.stop();
			await ground.close();
		},
	};
}
