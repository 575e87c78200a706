import { z } from 'zod';
import { clientAddress, createRateLimit, html, readForm } from '../../http/index.ts';
import { type DeskApp, type DeskContext, type DeskRoom, readOwnForm } from '../context.ts';
import type { UserDocument } from '../documents.ts';
import { Door, Field, Said } from '../fields.tsx';
import { DeskPage } from '../layout.tsx';
import { doorTexts } from '../texts/door.ts';

/** Where a sign-in may lead: pages of the desk only. */
const inside = (path: string | undefined): string =>
	path && /^\/desk(\/cases\/[A-Z0-9-]{1,20})?$/.test(path) ? path : '/desk';

const name = z.string().max(100);
const password = z.string().max(1_000);
const next = z.string().max(200).optional();

/** Sign-in with its second step, and sign-out. */
export function addSignIn(app: DeskApp, room: DeskRoom): void {
	const { assets, users, signIns, clock } = room;
	/** Failed tries only: a whole office shares an address. */
	const perAddress = createRateLimit({ burst: 30, every: 10_000 });
	/** A browser that is known is not locked out by strangers, but has no more tries than they do. */
	const perDevice = createRateLimit({ burst: 8, every: 60_000 });
	/** Argon2 takes memory; more than this many at once wait for nobody. */
	let reading = 0;

	const late = (c: DeskContext, milliseconds: number): string => {
		c.header('Retry-After', String(Math.ceil(milliseconds / 1000)));
		return c.var.words.tooManyTries(milliseconds);
	};

	const signInPage = (
		c: DeskContext,
		given: { next: string; name: string; trouble: string | null },
		status: 200 | 401 | 429 = 200,
	) => {
		const { signIn } = c.var.words.texts;
		return html(
			c,
			<DeskPage assets={assets} words={c.var.words} title={signIn.title} signedIn={null}>
				<Door title={signIn.title}>
					<Said trouble={given.trouble} />
					<form method="post" action="/desk/sign-in">
						<input type="hidden" name="next" value={given.next} />
						<Field id="name" name="name" label={signIn.name} value={given.name} autocomplete="username" />
						<Field
							id="password"
							name="password"
							label={signIn.password}
							type="password"
							autocomplete="current-password"
						/>
						<button type="submit">{signIn.submit}</button>
					</form>
					<p class="soft">{signIn.help}</p>
				</Door>
			</DeskPage>,
			status,
		);
	};

	app.get('/desk/sign-in', async (c) => {
		const to = inside(c.req.query('next'));
		if (await signIns.current(c)) return c.redirect(to, 303);
		return signInPage(c, { next: to, name: '', trouble: null });
	});

	app.post('/desk/sign-in', async (c) => {
		const form = await readForm(c, z.object({ name, password, next }));
		const again = { next: inside(form.next), name: form.name };
		const now = clock();
		const address = clientAddress(c, room.proxies);
		const owner = await users.named(form.name);
		const known = owner !== null && signIns.knows(c, users.deviceMark(owner));
		const tooFast =
			reading >= 8 ? 2_000 : known ? perDevice.take(users.deviceMark(owner), now) : perAddress.take(address, now);
		if (tooFast > 0) return signInPage(c, { ...again, trouble: late(c, tooFast) }, 429);
		reading++;
		try {
			const tried = await users.verify(form.name, form.password, now, known);
			if (tried.result === 'wait') return signInPage(c, { ...again, trouble: late(c, tried.milliseconds) }, 429);
			if (tried.result === 'wrong') return signInPage(c, { ...again, trouble: c.var.words.texts.signIn.wrong }, 401);
			if (!known) perAddress.give(address);
			if (tried.user.second) {
				await signIns.open(c, tried.user, false);
				return c.redirect(`/desk/sign-in/second?next=${encodeURIComponent(again.next)}`, 303);
			}
			return await enter(c, tried.user, again.next);
		} finally {
			reading--;
		}
	});

	async function enter(c: DeskContext, user: UserDocument, to: string): Promise<Response> {
		await signIns.open(c, user);
		signIns.remember(c, users.deviceMark(user));
		return c.redirect(to, 303);
	}

	const secondPage = (c: DeskContext, to: string, trouble: string | null, status: 200 | 401 | 429 = 200) => {
		const { second } = doorTexts[c.var.words.language];
		return html(
			c,
			<DeskPage assets={assets} words={c.var.words} title={second.title} signedIn={null}>
				<Door title={second.title}>
					<p>{second.text}</p>
					<Said trouble={trouble} />
					<form method="post" action="/desk/sign-in/second">
						<input type="hidden" name="next" value={to} />
						<Field id="code" name="code" label={second.code} autocomplete="one-time-code" most={20} />
						<button type="submit">{second.submit}</button>
					</form>
					<p>
						<a href="/desk/sign-in">{second.cancel}</a>
					</p>
				</Door>
			</DeskPage>,
			status,
		);
	};

	app.get('/desk/sign-in/second', async (c) => {
		const to = inside(c.req.query('next'));
		return (await signIns.halfway(c)) ? secondPage(c, to, null) : c.redirect('/desk/sign-in', 303);
	});

	app.post('/desk/sign-in/second', async (c) => {
		const form = await readForm(c, z.object({ code: z.string().max(40), next }));
		const to = inside(form.next);
		const user = await signIns.halfway(c);
		if (!user) return c.redirect('/desk/sign-in', 303);
		const tried = await users.passSecond(user._id, form.code, clock());
		if (tried.result === 'wait') return secondPage(c, to, late(c, tried.milliseconds), 429);
		if (tried.result === 'wrong') return secondPage(c, to, doorTexts[c.var.words.language].second.wrong, 401);
		return enter(c, tried.user, to);
	});

	app.post('/desk/sign-out', async (c) => {
		await readOwnForm(c, {});
		await signIns.close(c);
		return c.redirect('/desk/sign-in', 303);
	});
}
