import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { createSight } from '../cases/index.ts';
import { html } from '../http/index.ts';
import { addAccounts } from './account/accounts.tsx';
import { addAlerts } from './account/alerts.tsx';
import { createFirstAccount } from './account/first-account.ts';
import { addMe } from './account/me.tsx';
import { addNewAccount } from './account/new-account.tsx';
import { addSignIn } from './account/sign-in.tsx';
import { createSignIns } from './account/sign-ins.ts';
import { addTelegram } from './account/telegram.tsx';
import { createTelegramLinks } from './account/telegram-links.ts';
import { createUsers } from './account/users.ts';
import { addCase } from './case/case.tsx';
import { type DeskEnv, type DeskParts, type DeskRoom, ForeignForm } from './context.ts';
import { DeskPage } from './layout.tsx';
import { addOverview } from './oversight/overview.tsx';
import { releasesInUse } from './oversight/releases.tsx';
import { addStaff } from './oversight/staff.tsx';
import { addSystem } from './oversight/system.tsx';
import { addUnchecked } from './oversight/unchecked.tsx';
import { addWhatsApp } from './oversight/whatsapp.tsx';
import { addDay } from './queue/day.tsx';
import { addQueue } from './queue/queue.tsx';
import { addSearch } from './queue/search.tsx';
import { deskTexts } from './texts/index.ts';
import { createWords } from './words.ts';

export interface Desk {
	readonly app: Hono<DeskEnv>;
	/** Path of the one-time link that creates the first account; null when there is an account. */
	firstLink(): Promise<string | null>;
}

const open = new Set(['/desk/sign-in', '/desk/sign-in/second', '/desk/first', '/desk/invited', '/desk/worker.js']);

/** `/desk`: sign-in, queue and cases. Nothing but the ways in answers without one. */
export function createDesk(parts: DeskParts): Desk {
	const { store, secure, clock } = parts;
	const users = createUsers(store, parts.seal);
	const first = createFirstAccount(users);
	const { store: _, ...rest } = parts;
	const room: DeskRoom = {
		...rest,
		users,
		first,
		signIns: createSignIns({ store, secure, clock }),
		sight: createSight(parts),
		releasesInUse: () => releasesInUse(store),
		lastLine: async (conversation) => (await store.get('conversations', conversation))?.seq ?? 0,
	};
	const languageCookie = secure ? '__Host-hakku-lang' : 'hakku-lang';
	const app = new Hono<DeskEnv>();

	app.use('/desk/*', async (c, next) => {
		const asked = c.req.query('lang');
		const language = (asked ?? getCookie(c, languageCookie)) === 'en' ? 'en' : 'id';
		if (asked !== undefined) {
			setCookie(c, languageCookie, language, {
				path: '/',
				httpOnly: true,
				sameSite: 'Lax',
				secure,
				maxAge: 31_536_000,
			});
		}
		c.set('words', createWords(deskTexts[language], language, parts.knowledge(), parts.zone));
		if (open.has(c.req.path)) return next();

		const signedIn = await room.signIns.current(c);
		if (signedIn) {
			c.set('signedIn', signedIn);
			return next();
		}
		const page = c.req.path.match(/^\/desk\/cases\/[A-Z0-9-]{1,20}/)?.[0] ?? '/desk';
		const door = `/desk/sign-in?next=${encodeURIComponent(page)}`;
		if (c.req.header('hx-request')) return c.body(null, 401, { 'HX-Redirect': door });
		if (c.req.header('accept')?.includes('text/event-stream')) return c.body(null, 204);
		return c.redirect(door, 303);
	});

	app.onError((error, c) => {
		if (!(error instanceof ForeignForm)) throw error;
		const { texts } = c.var.words;
		return html(
			c,
			<DeskPage assets={parts.assets} words={c.var.words} title={texts.expired} signedIn={c.var.signedIn}>
				<section class="card door">
					<h1>{texts.expired}</h1>
					<p>{texts.expiredText}</p>
					<p>
						<a class="button" href="/desk">
							{texts.toQueue}
						</a>
					</p>
				</section>
			</DeskPage>,
			403,
		);
	});

	addSignIn(app, room);
	addNewAccount(app, room);
	addQueue(app, room);
	addSearch(app, room);
	addDay(app, room);
	addCase(app, room);
	addAccounts(app, room);
	addMe(app, room);
	addAlerts(app, room);
	addTelegram(app, room, createTelegramLinks(store));
	addUnchecked(app, room);
	addStaff(app, room);
	addOverview(app, room);
	addSystem(app, room);
	addWhatsApp(app, room);
	return { app, firstLink: () => first.link() };
}
