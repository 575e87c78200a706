import { createCases } from '../../src/cases/index.ts';
import type { ChannelName, FetchFile, Inbound, InboundContent } from '../../src/channels/index.ts';
import { createConversations, type Limits, type Surroundings } from '../../src/conversation/index.ts';
import type { Play } from '../../src/engine/index.ts';
import { createFiles } from '../../src/files/index.ts';
import { createPeople } from '../../src/people/index.ts';
import { createSeal } from '../../src/seal.ts';
import type { Store } from '../../src/store/index.ts';
import { HandClock, HandQueues, HandSignals, NotebookChannel, notedLog } from './surroundings.ts';
import { tinyPlay } from './tiny-play.ts';

export interface WorldOptions {
	readonly play?: Play;
	readonly limits?: Partial<Limits>;
	readonly reached?: Surroundings['reached'];
	/** How files are fetched, on every channel. */
	readonly fetch?: FetchFile;
	/** HAKKU_KEY. */
	readonly key?: Uint8Array;
	/** The channels of this process; default both. */
	readonly serves?: readonly ('web' | 'telegram')[];
	/** Another process over the same store shares all this with the first. */
	readonly beside?: Shared;
}

export interface Shared {
	readonly clock: HandClock;
	readonly queues: HandQueues;
	readonly signals: HandSignals;
	readonly web: NotebookChannel;
	readonly telegram: NotebookChannel;
}

function shared(): Shared {
	const clock = new HandClock();
	return {
		clock,
		queues: new HandQueues(clock.read),
		signals: new HandSignals(),
		web: new NotebookChannel('web', true),
		telegram: new NotebookChannel('telegram', false),
	};
}

/** One process of Hakku over a store. */
export function world(store: Store, options: WorldOptions = {}) {
	const { clock, queues, signals, web, telegram } = options.beside ?? shared();
	const { log, lines } = notedLog();
	const sensitivity = (fact: string) => (fact.startsWith('keluarga.') ? 'low' : 'sensitive');
	const cases = createCases({ store, queues, signals, log, sensitivity });
	const people = createPeople({ store });
	const fetchers = new Map<ChannelName, FetchFile>();
	if (options.fetch) for (const name of ['web', 'telegram'] as const) fetchers.set(name, options.fetch);
	const files = createFiles({ store, queues, seal: createSeal(options.key ?? null), clock: clock.read, fetchers });
	const surroundings: Surroundings = {
		...{ store, files },
		channels: new Map((options.serves ?? ['web', 'telegram']).map((name) => [name, { web, telegram }[name]])),
		play: options.play ?? tinyPlay,
		cases,
		people,
		queues,
		signals,
		clock: clock.read,
		timeZone: 'Asia/Jakarta',
		log,
		...(options.limits === undefined ? {} : { limits: options.limits }),
		...(options.reached === undefined ? {} : { reached: options.reached }),
	};
	const conversations = createConversations(surroundings);
	queues.work('files', ({ file }) => conversations.file(file));

	return {
		store,
		files,
		clock,
		queues,
		signals,
		web,
		telegram,
		cases,
		people,
		conversations,
		handover: conversations.handover,
		log,
		logged: lines,
		/** Writes, and waits until nothing is in hand any more. */
		async say(person: Person, ...texts: readonly string[]): Promise<void> {
			for (const text of texts) await conversations.receive(person.inbound({ kind: 'text', text }));
			await conversations.settled(person.id);
		},
		async document(person: Person) {
			const document = await store.get('conversations', person.id);
			if (document === null) throw new Error(`${person.id} is not stored`);
			return document;
		},
		/** The transcript as `who: text (delivery)`. */
		async lines(person: Person): Promise<string[]> {
			const transcript = await conversations.transcript(person.id, 0);
			return transcript.map(
				(line) => `${line.from}: ${line.text}${line.delivery === null ? '' : ` (${line.delivery})`}`,
			);
		},
	};
}

export type World = ReturnType<typeof world>;

let people = 0;

/** Somebody with an address of their own; each message gets a new id unless it is given one. */
export class Person {
	readonly channel: ChannelName;
	readonly address: string;
	#messages = 0;

	constructor(channel: ChannelName = 'web', address = `warga-${++people}`) {
		this.channel = channel;
		this.address = address;
	}

	get id(): string {
		return `${this.channel}:${this.address}`;
	}

	inbound(content: InboundContent, id = `m${++this.#messages}`): Inbound {
		return { channel: this.channel, address: this.address, id, content, sent_at: 0 };
	}
}
