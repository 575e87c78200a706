import { z } from 'zod';
import { HakkuError } from '../errors.ts';
import { clientAddress, createRateLimit, html, readForm } from '../http/index.ts';
import { type DeskApp, type DeskContext, type DeskRoom, readOwnForm } from './context.ts';
import { DeskPage } from './layout.tsx';

/** Where a sign-in may lead: pages of the desk only. */
const inside = (path: string | undefined): string =>
	path && /^\/desk(\/cases\/[A-Z0-9-]{1,20})?$/.test(path) ? path : '/desk';

const name = z.string().max(100);
const password = z.string().max(1_000);

/** Sign-in, sign-out and the first account. */
export function addSignIn(app: DeskApp, room: DeskRoom): void {
	const { assets, users, signIns, first, clock } = room;
	/** Failed tries only: a whole office shares an address. */
	const perAddress = createRateLimit({ burst: 30, every: 10_000 });
	/** Argon2 takes memory; more than this many at once wait for nobody. */
	let reading = 0;

	const signInPage = (
		c: DeskContext,
		given: { next: string; name: string; trouble: string | null },
		status: 200 | 401 | 429 = 200,
	) => {
		const { texts } = c.var.words;
		return html(
			c,
			<DeskPage assets={assets} words={c.var.words} title={texts.signIn.title} signedIn={null}>
				<section class="card door">
					<h1>{texts.signIn.title}</h1>
					{given.trouble && (
						<p class="trouble" role="alert">
							{given.trouble}
						</p>
					)}
					<form method="post" action="/desk/sign-in">
						<input type="hidden" name="next" value={given.next} />
						<label for="name">{texts.signIn.name}</label>
						<input
							id="name"
							name="name"
							value={given.name}
							autocomplete="username"
							autocapitalize="none"
							spellcheck={false}
							required
						/>
						<label for="password">{texts.signIn.password}</label>
						<input id="password" name="password" type="password" autocomplete="current-password" required />
						<button type="submit">{texts.signIn.submit}</button>
					</form>
					<p class="soft">{texts.signIn.help}</p>
				</section>
			</DeskPage>,
			status,
		);
	};

	app.get('/desk/sign-in', async (c) => {
		const next = inside(c.req.query('next'));
		if (await signIns.current(c)) return c.redirect(next, 303);
		return signInPage(c, { next, name: '', trouble: null });
	});

	app.post('/desk/sign-in', async (c) => {
		const form = await readForm(c, z.object({ name, password, next: z.string().max(200).optional() }));
		const { texts, time } = c.var.words;
		const again = { next: inside(form.next), name: form.name };
		const now = clock();
		const address = clientAddress(c, room.proxies);
		const tooFast = reading >= 8 ? 2_000 : perAddress.take(address, now);
		const late = (milliseconds: number) => {
			c.header('Retry-After', String(Math.ceil(milliseconds / 1000)));
			return signInPage(
				c,
				{ ...again, trouble: texts.signIn.wait(time(Math.ceil(milliseconds / 60_000) * 60_000)) },
				429,
			);
		};
		if (tooFast > 0) return late(tooFast);
		reading++;
		try {
			const tried = await users.verify(form.name, form.password, now);
			if (tried.result === 'wait') return late(tried.milliseconds);
			if (tried.result === 'wrong') return signInPage(c, { ...again, trouble: texts.signIn.wrong }, 401);
			perAddress.give(address);
			await signIns.open(c, tried.user);
			return c.redirect(again.next, 303);
		} finally {
			reading--;
		}
	});

	app.post('/desk/sign-out', async (c) => {
		await readOwnForm(c, {});
		await signIns.close(c);
		return c.redirect('/desk/sign-in', 303);
	});

	const firstPage = (
		c: DeskContext,
		given: { token: string; name: string; displayName: string; trouble: string | null },
		status: 200 | 400 = 200,
	) => {
		const { first: texts, signIn } = c.var.words.texts;
		return html(
			c,
			<DeskPage assets={assets} words={c.var.words} title={texts.title} signedIn={null}>
				<section class="card door">
					<h1>{texts.title}</h1>
					<p>{texts.text}</p>
					{given.trouble && (
						<p class="trouble" role="alert">
							{given.trouble}
						</p>
					)}
					<form method="post" action="/desk/first">
						<input type="hidden" name="token" value={given.token} />
						<label for="display">{texts.displayName}</label>
						<input
							id="display"
							name="display_name"
							value={given.displayName}
							aria-describedby="display-hint"
							autocomplete="name"
							maxlength={80}
							required
						/>
						<p class="hint" id="display-hint">
							{texts.displayHint}
						</p>
						<label for="name">{signIn.name}</label>
						<input
							id="name"
							name="name"
							value={given.name}
							aria-describedby="name-hint"
							autocomplete="username"
							autocapitalize="none"
							spellcheck={false}
							maxlength={40}
							required
						/>
						<p class="hint" id="name-hint">
							{texts.nameHint}
						</p>
						<label for="password">{signIn.password}</label>
						<input
							id="password"
							name="password"
							type="password"
							aria-describedby="password-hint"
							autocomplete="new-password"
							minlength={10}
							maxlength={200}
							required
						/>
						<p class="hint" id="password-hint">
							{texts.passwordHint}
						</p>
						<button type="submit">{texts.submit}</button>
					</form>
				</section>
			</DeskPage>,
			status,
		);
	};

	const usedPage = (c: DeskContext) => {
		const { first: texts, signIn } = c.var.words.texts;
		return html(
			c,
			<DeskPage assets={assets} words={c.var.words} title={texts.used} signedIn={null}>
				<section class="card door">
					<h1>{texts.used}</h1>
					<p>{texts.usedText}</p>
					<p>
						<a class="button" href="/desk/sign-in">
							{signIn.title}
						</a>
					</p>
				</section>
			</DeskPage>,
			410,
		);
	};

	app.get('/desk/first', async (c) => {
		const token = c.req.query('token') ?? '';
		if (!(await first.valid(token))) return usedPage(c);
		return firstPage(c, { token, name: '', displayName: '', trouble: null });
	});

	app.post('/desk/first', async (c) => {
		const form = await readForm(c, z.object({ name, password, display_name: name, token: z.string().max(200) }));
		const { first: texts } = c.var.words.texts;
		const account = {
			name: form.name,
			displayName: form.display_name,
			password: form.password,
			role: 'admin',
		} as const;
		try {
			const user = await first.use(form.token, () => users.add(account, clock()));
			if (!user) return usedPage(c);
			await signIns.open(c, user);
			return c.redirect('/desk', 303);
		} catch (error) {
			const trouble =
				error instanceof HakkuError &&
				{ 'password.weak': texts.weak, 'user.invalid': texts.invalid, other: '' }[
					error.code === 'password.weak' || error.code === 'user.invalid' ? error.code : 'other'
				];
			if (!trouble) throw error;
			return firstPage(c, { token: form.token, name: form.name, displayName: form.display_name, trouble }, 400);
		}
	});
}
