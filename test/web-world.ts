import { resolve } from 'node:path';
import pino, { type Logger } from 'pino';
import type { AlertRoom, AlertSurroundings } from '../src/alerts/index.ts';
import { createCases } from '../src/cases/index.ts';
import type { Channel, ChannelName, FetchFile } from '../src/channels/index.ts';
import { createConversations, type Meter } from '../src/conversation/index.ts';
import { createUsers, type NumbersAtDesk } from '../src/desk/index.ts';
import type { Play } from '../src/engine/index.ts';
import { createFiles } from '../src/files/index.ts';
import { createPeople } from '../src/people/index.ts';
import type { Signals } from '../src/queues/index.ts';
import { openReleases } from '../src/releases/index.ts';
import { createSeal } from '../src/seal.ts';
import type { Store } from '../src/store/index.ts';
import { createWeb, type Web, type WebParts } from '../src/web.tsx';
import { tinyPlay } from './conversation/tiny-play.ts';
import { openEmbedded } from './embedded.ts';

/**
 * A whole Hakku in memory, as a browser meets it, on the real store, queues and signals. It speaks the real flows unless it is given
 * another `play`, logs into `log`, and reaches its store through `around`.
 */
export async function openWebWorld(
	options: Partial<Pick<WebParts, 'secureCookies' | 'proxies' | 'heartbeat' | 'seal' | 'system' | 'telegramBot'>> & {
		now?: number;
		play?: Play;
		log?: Logger;
		meter?: Meter;
		around?: (store: Store) => Store;
		alerts?: (ground: Pick<AlertSurroundings, 'store' | 'queues' | 'cases' | 'clock' | 'log'>) => AlertRoom;
		numbers?: (ground: { store: Store; signals: Signals; clock: () => number }) => NumbersAtDesk;
	} = {},
) {
	const embedded = await openEmbedded();
	const { queues, signals } = embedded;
	const store = options.around?.(embedded.store) ?? embedded.store;
	const lines: string[] = [];
	const log = options.log ?? pino({ level: 'info' }, { write: (row: string) => void lines.push(row) });
	const time = { now: options.now ?? Date.UTC(2026, 2, 2, 3) };
	const clock = () => time.now;
	const today = () => new Date(time.now).toISOString().slice(0, 10);
	const releases = await openReleases({ root: resolve('.'), store, log, today, now: clock });
	const sensitivity = (fact: string) => releases.current().knowledge.facts.get(fact)?.sensitivity;
	const cases = createCases({ store, queues, signals, log, sensitivity });
	const people = createPeople({ store });
	const channels = new Map<ChannelName, Channel>();
	const fetchers = new Map<ChannelName, FetchFile>();
	const files = createFiles({ store, queues, seal: options.seal ?? createSeal(null), clock, fetchers });
	const surroundings = { store, files, channels, cases, people, queues, signals, clock, log, timeZone: 'Asia/Jakarta' };
	const conversations = createConversations({
		...surroundings,
		play: options.play ?? releases.play,
		...(options.meter !== undefined && { meter: options.meter }),
	});
	const { handover } = conversations;
	const alerts = options.alerts?.({ store, queues, cases, clock, log }) ?? null;
	const web = createWeb({
		conversations,
		handover,
		cases,
		store,
		files,
		signals,
		knowledge: () => releases.current().knowledge,
		clock,
		log,
		secureCookies: options.secureCookies ?? false,
		publicName: 'Hakku',
		...(options.heartbeat !== undefined && { heartbeat: options.heartbeat }),
		...(options.proxies !== undefined && { proxies: options.proxies }),
		...(options.seal !== undefined && { seal: options.seal }),
		...(options.system !== undefined && { system: options.system }),
		...(options.telegramBot !== undefined && { telegramBot: options.telegramBot }),
		...(alerts !== null && { alerts }),
		...(options.numbers !== undefined && { numbers: options.numbers({ store, signals, clock }) }),
	});
	channels.set('web', web.channel);
	await web.channel.start((inbound) => conversations.receive(inbound));
	return {
		web,
		store,
		signals,
		cases,
		channels,
		releases,
		conversations,
		handover,
		time,
		queues,
		files,
		fetchers,
		users: createUsers(store, options.seal),
		logged: lines,
		browser: () => new Browser(web.app),
		async close() {
			web.close();
			await web.channel.stop();
			await conversations.close();
			await embedded.close();
		},
	};
}

/** The tiny conversation, with its question left open as the engine leaves it. */
export const askingPlay: Play = async (session, input, context) => {
	const result = await tinyPlay(session, input, context);
	const asked = result.events.find((event) => event.kind === 'message' && event.question !== null);
	if (!result.session || asked?.kind !== 'message' || asked.question === null) return result;
	const choices = asked.choices.map((choice) => choice.id);
	const question = { id: asked.question, flow: 'cerita', node: 'mulai', fact: null, choices, tries: 0 };
	return { ...result, session: { ...result.session, question } };
};

/** Reads server-sent events until one satisfies `enough`; resolves to all that came, as `event: data`. */
export async function hear(answer: Response, enough: (event: string) => boolean): Promise<string[]> {
	const reader = answer.body?.getReader();
	if (!reader) throw new Error('no stream');
	const heard: string[] = [];
	let rest = '';
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return heard;
		rest += new TextDecoder().decode(value);
		const blocks = rest.split('\n\n');
		rest = blocks.pop() ?? '';
		for (const block of blocks) {
			const name = /^event: (.*)$/m.exec(block)?.[1] ?? 'comment';
			const id = /^id: (.*)$/m.exec(block)?.[1];
			const data = [...block.matchAll(/^data: (.*)$/gm)].map(([, line]) => line).join('\n');
			const event = `${name}${id === undefined ? '' : `#${id}`}: ${data}`;
			heard.push(event);
			if (enough(event)) {
				await reader.cancel();
				return heard;
			}
		}
	}
}

export type WebWorld = Awaited<ReturnType<typeof openWebWorld>>;

type Fields = Record<string, string> | URLSearchParams;

/** A browser without JavaScript: keeps cookies, follows nothing by itself. */
export class Browser {
	readonly cookies = new Map<string, string>();
	readonly #app: Web['app'];

	constructor(app: Web['app']) {
		this.#app = app;
	}

	async send(path: string, init: RequestInit = {}): Promise<Response> {
		const headers = new Headers(init.headers);
		if (!headers.has('host')) headers.set('host', 'hakku.example');
		headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
		const answer = await this.#app.request(path, { ...init, headers });
		for (const line of answer.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			if (/max-age=0/i.test(line)) this.cookies.delete(name);
			else this.cookies.set(name, value);
		}
		return answer;
	}

	async page(path: string): Promise<string> {
		return (await this.send(path)).text();
	}

	post(path: string, fields: Fields, headers: Record<string, string> = {}): Promise<Response> {
		return this.send(path, {
			method: 'POST',
			headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded', ...headers },
			body: new URLSearchParams(fields).toString(),
		});
	}

	/** Posts a form of a page as it stands there, hidden fields included, with what is typed. */
	async fill(page: string, action: string, typed: Fields = {}): Promise<Response> {
		const form = page.match(new RegExp(`<form[^>]*action="${action}"[^>]*>(.*?)</form>`, 's'))?.[1];
		if (form === undefined) throw new Error(`no form ${action} on the page`);
		const fields = new URLSearchParams();
		for (const [, name = '', value = ''] of form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g))
			fields.set(name, value);
		for (const [name, value] of new URLSearchParams(typed)) fields.set(name, value);
		return this.post(action, fields);
	}
}

/** The text of a page's element with this id or of the whole page, without marks; entities read. */
export const textOf = (html: string): string =>
	html
		.replace(/<(script|style)\b.*?<\/\1>/gs, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&#39;/g, "'")
		.replace(/&amp;/g, '&')
		.replace(/\s+/g, ' ')
		.trim();
