import { z } from 'zod';
import { HakkuError } from '../../errors.ts';
import { html, readForm } from '../../http/index.ts';
import type { DeskApp, DeskContext, DeskRoom } from '../context.ts';
import { Door, Field, Said } from '../fields.tsx';
import { DeskPage } from '../layout.tsx';
import { doorTexts } from '../texts/door.ts';

const short = z.string().max(100);
const password = z.string().max(1_000);
const token = z.string().max(200);

/** Links that are used once, by somebody who has no account yet: the first account, and an invitation. */
export function addNewAccount(app: DeskApp, room: DeskRoom): void {
	const { assets, users, signIns, first, clock } = room;

	const gonePage = (c: DeskContext, title: string, text: string) =>
		html(
			c,
			<DeskPage assets={assets} words={c.var.words} title={title} signedIn={null}>
				<Door title={title}>
					<p>{text}</p>
					<p>
						<a class="button" href="/desk/sign-in">
							{c.var.words.texts.signIn.title}
						</a>
					</p>
				</Door>
			</DeskPage>,
			410,
		);

	/** What the person can mend about an account; everything else is ours. */
	const trouble = (c: DeskContext, error: unknown): string => {
		const { weak, invalid } = c.var.words.texts.first;
		if (error instanceof HakkuError && error.code === 'password.weak') return weak;
		if (error instanceof HakkuError && error.code === 'user.invalid') return invalid;
		throw error;
	};

	const firstGone = (c: DeskContext) => gonePage(c, c.var.words.texts.first.used, c.var.words.texts.first.usedText);
	const firstPage = (
		c: DeskContext,
		given: { token: string; name: string; displayName: string; trouble: string | null },
		status: 200 | 400 = 200,
	) => {
		const { first: texts, signIn } = c.var.words.texts;
		return html(
			c,
			<DeskPage assets={assets} words={c.var.words} title={texts.title} signedIn={null}>
				<Door title={texts.title}>
					<p>{texts.text}</p>
					<Said trouble={given.trouble} />
					<form method="post" action="/desk/first">
						<input type="hidden" name="token" value={given.token} />
						<Field
							id="display"
							name="display_name"
							label={texts.displayName}
							hint={texts.displayHint}
							value={given.displayName}
							autocomplete="name"
							most={80}
						/>
						<Field
							id="name"
							name="name"
							label={signIn.name}
							hint={texts.nameHint}
							value={given.name}
							autocomplete="username"
							most={40}
						/>
						<NewPassword label={signIn.password} hint={texts.passwordHint} />
						<button type="submit">{texts.submit}</button>
					</form>
				</Door>
			</DeskPage>,
			status,
		);
	};

	app.get('/desk/first', async (c) => {
		const given = c.req.query('token') ?? '';
		if (!(await first.valid(given))) return firstGone(c);
		return firstPage(c, { token: given, name: '', displayName: '', trouble: null });
	});

	app.post('/desk/first', async (c) => {
		const form = await readForm(c, z.object({ name: short, password, display_name: short, token }));
		const account = {
			name: form.name,
			displayName: form.display_name,
			password: form.password,
			role: 'admin',
		} as const;
		try {
			const user = await first.use(form.token, () => users.add(account, clock()));
			if (!user) return firstGone(c);
			await signIns.open(c, user);
			return c.redirect('/desk', 303);
		} catch (error) {
			const typed = { token: form.token, name: form.name, displayName: form.display_name };
			return firstPage(c, { ...typed, trouble: trouble(c, error) }, 400);
		}
	});

	const invitationGone = (c: DeskContext) => {
		const { invitation } = doorTexts[c.var.words.language];
		return gonePage(c, invitation.gone, invitation.goneText);
	};

	const invitationPage = (
		c: DeskContext,
		given: string,
		name: string,
		wrong: string | null,
		status: 200 | 400 = 200,
	) => {
		const { words } = c.var;
		const { invitation } = doorTexts[words.language];
		return html(
			c,
			<DeskPage assets={assets} words={words} title={invitation.title} signedIn={null}>
				<Door title={invitation.title}>
					<p>{invitation.text(name)}</p>
					<Said trouble={wrong} />
					<form method="post" action="/desk/invited">
						<input type="hidden" name="token" value={given} />
						<input type="hidden" name="username" value={name} autocomplete="username" />
						<NewPassword label={words.texts.signIn.password} hint={words.texts.first.passwordHint} />
						<button type="submit">{invitation.submit}</button>
					</form>
				</Door>
			</DeskPage>,
			status,
		);
	};

	app.get('/desk/invited', async (c) => {
		const given = c.req.query('token') ?? '';
		const user = await users.invited(given, clock());
		return user ? invitationPage(c, given, user.name, null) : invitationGone(c);
	});

	app.post('/desk/invited', async (c) => {
		const form = await readForm(c, z.object({ token, username: short, password }));
		try {
			const user = await users.accept(form.token, form.password, clock());
			if (!user) return invitationGone(c);
			await signIns.open(c, user);
			signIns.remember(c, users.deviceMark(user));
			return c.redirect('/desk', 303);
		} catch (error) {
			return invitationPage(c, form.token, form.username, trouble(c, error), 400);
		}
	});
}

const NewPassword = (props: { label: string; hint: string }) => (
	<Field
		id="password"
		name="password"
		label={props.label}
		hint={props.hint}
		type="password"
		autocomplete="new-password"
		least={10}
		most={200}
	/>
);
