import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import type { Conversations } from '../../conversation/api.ts';
import type { MessageDocument } from '../../conversation/documents.ts';
import {
	type Assets,
	clientAddress,
	createRateLimit,
	formField,
	html,
	type LiveStream,
	pdf,
	readForm,
	type Streams,
} from '../../http/index.ts';
import type { Knowledge } from '../../knowledge/index.ts';
import { dayOf } from '../../service/index.ts';
import type { Store } from '../../store/index.ts';
import type { Channel, InboundContent } from '../channel.ts';
import { createWebChannel } from './channel.ts';
import { createIdentity, type Visitor } from './identity.ts';
import { Line, type LineParts, openQuestion, shown } from './lines.tsx';
import { ChatPage, HiddenPage } from './page.tsx';
import { directoryNumbers, letterPath, sheetPath } from './phones.ts';
import { chatTexts } from './texts.ts';

export interface WebChatParts {
	readonly conversations: Pick<Conversations, 'transcript' | 'settled'>;
	readonly store: Store;
	readonly streams: Streams;
	readonly assets: Assets;
	readonly knowledge: () => Knowledge;
	readonly clock: () => number;
	readonly secure: boolean;
	/** How many proxies of ours stand in front. */
	readonly proxies: number;
	/** Whose service this is; stands on what people take away. */
	readonly publicName: string;
	/** IANA time zone of what is dated. */
	readonly zone: string;
	readonly failed: (error: unknown) => void;
}

export interface WebChat {
	readonly app: Hono;
	readonly channel: Channel;
}

/** Where a quick exit leads: a page that anybody might have open. */
const elsewhere = 'https://www.bmkg.go.id/';
const longestText = 20_000;
const linesShown = 100;
/** How long an answer may hold up the page that asked (milliseconds); after that it arrives by itself. */
const patience = 4_000;

const post = z.object({
	id: formField.id,
	text: z.string().optional(),
	choice: z.string().max(200).optional(),
	question: z.string().max(300).optional(),
	start: z.literal('1').optional(),
});

const place = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).catch(0);

/** `/chat` and the web channel. */
export function createChat(parts: WebChatParts): WebChat {
	const { conversations, store, streams, assets, clock, secure } = parts;
	const { channel, receive } = createWebChannel();
	const identity = createIdentity({ store, secure });
	const perVisitor = createRateLimit({ burst: 20, every: 1_500 });
	// Many phones share one address of their network, so this one only stops a flood.
	const perAddress = createRateLimit({ burst: 300, every: 100 });
	const leftCookie = secure ? '__Host-hakku-left' : 'hakku-left';
	const app = new Hono();

	const nameOf = new Map<string, string>();
	const names = async (lines: readonly MessageDocument[]) => {
		for (const author of new Set(lines.map((line) => line.author))) {
			if (author === null || nameOf.has(author)) continue;
			const user = await store.get('users', author);
			if (user) nameOf.set(author, user.display_name);
		}
		return nameOf;
	};
	const lineParts = async (visitor: Visitor, lines: readonly MessageDocument[]): Promise<LineParts> => ({
		texts: chatTexts[languageOf(visitor)],
		numbers: directoryNumbers(parts.knowledge()),
		question: openQuestion(visitor.document),
		names: await names(lines),
	});

	const page = async (
		c: Context,
		visitor: Visitor,
		trouble: { notice: string; unsent: string } | null = null,
		status: 200 | 413 | 429 | 503 = 200,
	) => {
		const last = visitor.document?.seq ?? 0;
		const after = Math.max(0, last - linesShown);
		const lines = last === 0 ? [] : shown(await conversations.transcript(visitor.conversation, after, linesShown + 20));
		return html(
			c,
			<ChatPage
				{...(await lineParts(visitor, lines))}
				assets={assets}
				language={languageOf(visitor)}
				document={visitor.document}
				lines={lines}
				cut={after > 0}
				notice={trouble?.notice ?? null}
				unsent={trouble?.unsent ?? ''}
			/>,
			status,
		);
	};

	app.get('/chat', async (c) => {
		const visitor = await identity.visit(c);
		const texts = chatTexts[languageOf(visitor)];
		if (visitor.document && getCookie(c, leftCookie)) {
			return html(c, <HiddenPage assets={assets} language={languageOf(visitor)} texts={texts} />);
		}
		const refused = visitor.renewed && c.req.query('sent') !== undefined;
		return page(c, visitor, refused ? { notice: texts.noCookie, unsent: '' } : null);
	});

	/** The rights they were told, on one page to take along: made when asked for, kept nowhere, and only for the browser that chats. */
	app.get(sheetPath, async (c) => {
		const visitor = await identity.known(c);
		const session = visitor?.document?.session;
		if (!visitor || !session || getCookie(c, leftCookie)) return c.redirect('/chat', 303);
		const now = clock();
		if (perVisitor.take(visitor.address, now) > 0)
			return page(c, visitor, { notice: chatTexts[session.language].tooMuch, unsent: '' }, 429);
		const { drawSheet, sheetOf } = await import('../../sheets/index.ts');
		const today = dayOf(parts.zone, now);
		const sheet = sheetOf(session, parts.knowledge(), today);
		if (sheet === null) return page(c, visitor, { notice: chatTexts[session.language].noSheet, unsent: '' });
		return pdf(c, 'catatan.pdf', await drawSheet(sheet, parts.publicName, now));
	});

	/** A letter that a worker sent into this conversation, by the place of its line. */
	app.get(`${letterPath}/:name{\\d{1,9}\\.pdf}`, async (c) => {
		const visitor = await identity.known(c);
		if (!visitor?.document || getCookie(c, leftCookie)) return c.redirect('/chat', 303);
		const now = clock();
		const { tooMuch, noSheet } = chatTexts[languageOf(visitor)];
		if (perVisitor.take(visitor.address, now) > 0) return page(c, visitor, { notice: tooMuch, unsent: '' }, 429);
		const seq = Number.parseInt(c.req.param('name'), 10);
		const [line] = await conversations.transcript(visitor.conversation, seq - 1, 1);
		const sent = line?.seq === seq && line.document?.kind === 'letter' ? line.document : null;
		const letter = sent && (await store.get('case_letters', sent.letter));
		if (!letter) return page(c, visitor, { notice: noSheet, unsent: '' });
		const { drawLetter } = await import('../../sheets/index.ts');
		return pdf(c, 'surat.pdf', await drawLetter(letter, letter.dated, now));
	});

	app.get('/chat/leave', (c) => {
		setCookie(c, leftCookie, '1', { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: 30 * 24 * 60 * 60 });
		c.header('Cache-Control', 'no-store');
		return c.redirect(elsewhere, 303);
	});

	app.post('/chat/return', (c) => {
		deleteCookie(c, leftCookie, { path: '/', secure });
		return c.redirect('/chat', 303);
	});

	app.post('/chat', async (c) => {
		const form = await readForm(c, post);
		const visitor = await identity.visit(c);
		const texts = chatTexts[languageOf(visitor)];
		const scripted = c.req.header('accept')?.includes('application/json') ?? false;
		const refuse = (status: 413 | 429 | 503, notice: string, wait = 0) => {
			if (wait > 0) c.header('Retry-After', String(Math.ceil(wait / 1000)));
			return scripted ? c.json({ notice }, status) : page(c, visitor, { notice, unsent: form.text ?? '' }, status);
		};

		const content = contentOf(form);
		if (content === null) return scripted ? c.json({ last: 0, renewed: false }) : c.redirect('/chat', 303);
		if (content.kind === 'text' && content.text.length > longestText) return refuse(413, texts.tooLong);
		const now = clock();
		const wait = perVisitor.take(visitor.address, now) || perAddress.take(clientAddress(c, parts.proxies), now);
		if (wait > 0) return refuse(429, texts.tooMuch, wait);

		const take = receive();
		if (take === null) return refuse(503, texts.away, 5_000);
		try {
			await take({ channel: 'web', address: visitor.address, id: form.id, content, sent_at: now });
		} catch (error) {
			parts.failed(error);
			return refuse(503, texts.away, 5_000);
		}
		const settled = await within(conversations.settled(visitor.conversation), patience);
		if (!scripted) return c.redirect('/chat?sent#terbaru', 303);
		const document = settled ? await store.get('conversations', visitor.conversation) : null;
		return c.json({ last: document?.seq ?? null, renewed: visitor.renewed });
	});

	/** After somebody had everything deleted, their transcript begins later: open pages drop what is older. */
	const firstLine = async (conversation: string) => {
		const [first] = await conversations.transcript(conversation, 0, 1);
		return first?.seq ?? Number.MAX_SAFE_INTEGER;
	};

	/** What is new after `after`, as events for a stream or as one answer for a browser without streams. */
	const news = async (visitor: Visitor, after: number) => {
		const document = await store.get('conversations', visitor.conversation);
		const current: Visitor = { ...visitor, document };
		const lines =
			document && document.seq > after ? shown(await conversations.transcript(visitor.conversation, after, 200)) : [];
		const line = await lineParts(current, lines);
		return {
			gone: (document?.seq ?? 0) < after,
			lines: lines.map((message) => ({ seq: message.seq, html: String(<Line line={message} {...line} />) })),
			state: {
				question: line.question,
				mode: document?.mode.state ?? 'bot',
				language: languageOf(current),
				first: document?.session === null ? await firstLine(visitor.conversation) : 0,
			},
		};
	};

	app.get('/chat/news', async (c) => {
		const visitor = await identity.known(c);
		if (!visitor) return c.json({ gone: true, lines: [], state: null }, 404);
		c.header('Cache-Control', 'no-store');
		return c.json(await news(visitor, place.parse(c.req.query('after'))));
	});

	app.get('/chat/events', async (c) => {
		const visitor = await identity.known(c);
		if (!visitor) return c.body(null, 204);
		let after = place.parse(c.req.header('last-event-id') ?? c.req.query('after'));
		let state = '';
		const tell = async (stream: LiveStream) => {
			const { gone, lines, state: now } = await news(visitor, after);
			if (gone) await stream.send({ event: 'gone', data: 'gone' });
			for (const line of lines) {
				await stream.send({ event: 'line', id: String(line.seq), data: line.html });
				after = line.seq;
			}
			const told = JSON.stringify(now);
			if (told !== state) await stream.send({ event: 'state', data: told });
			state = told;
			return true;
		};
		return streams.open(c, { key: visitor.conversation, topics: [`conversation:${visitor.conversation}`], tell });
	});

	return { app, channel };
}

const languageOf = (visitor: Visitor) => visitor.document?.session?.language ?? 'id';

function contentOf(form: z.output<typeof post>): InboundContent | null {
	if (form.choice !== undefined) return { kind: 'choice', choice: form.choice, question: form.question ?? '' };
	const text = formField.text(Number.POSITIVE_INFINITY).parse(form.text ?? '');
	if (text !== '') return { kind: 'text', text };
	return form.start ? { kind: 'start', code: null } : null;
}

/** Whether `work` was done within so many milliseconds; it goes on either way. */
async function within(work: Promise<void>, milliseconds: number): Promise<boolean> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<false>((resolve) => {
		timer = setTimeout(() => resolve(false), milliseconds);
	});
	try {
		return await Promise.race([work.then(() => true), late]);
	} finally {
		clearTimeout(timer);
	}
}
