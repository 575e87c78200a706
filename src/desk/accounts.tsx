import { z } from 'zod';
import { type ErrorCode, HakkuError } from '../errors.ts';
import { html } from '../http/index.ts';
import { type DeskApp, type DeskContext, type DeskRoom, readOwnForm } from './context.ts';
import type { Role } from './documents.ts';
import { DeskPage, FormToken } from './layout.tsx';
import { missingPage } from './missing.tsx';
import type { DeskTexts } from './texts/index.ts';

const roles = ['worker', 'supervisor', 'admin'] as const satisfies readonly Role[];
const short = z.string().max(100);

const troubles = (texts: DeskTexts): Partial<Record<ErrorCode, string>> => ({
	'user.exists': texts.accounts.exists,
	'user.invalid': texts.first.invalid,
	'password.weak': texts.first.weak,
});

interface Typed {
	readonly name: string;
	readonly displayName: string;
	readonly trouble: string | null;
	readonly done: string | null;
}
const blank: Typed = { name: '', displayName: '', trouble: null, done: null };

/** Accounts, for admins: who may sign in, a new one, and an end to one. To everybody else the page does not exist. */
export function addAccounts(app: DeskApp, room: DeskRoom): void {
	const { assets, users, clock } = room;
	const isAdmin = (c: DeskContext) => c.var.signedIn.user.role === 'admin';

	const page = async (c: DeskContext, typed: Typed, status: 200 | 400 = 200) => {
		const { words, signedIn } = c.var;
		const { texts } = words;
		return html(
			c,
			<DeskPage assets={assets} words={words} title={texts.accounts.title} signedIn={signedIn}>
				<div class="heading">
					<h1>{texts.accounts.title}</h1>
				</div>
				<p class="soft">{texts.accounts.text}</p>
				{typed.done && (
					<p class="done" role="status">
						{typed.done}
					</p>
				)}
				<ul class="accounts">
					{(await users.list()).map((user) => (
						<li class="card">
							<span>
								<strong>{user.display_name}</strong> <span class="soft">{user.name}</span>
							</span>
							<span>{texts.role[user.role]}</span>
							{user.disabled && <span class="soft">{texts.accounts.disabled}</span>}
							{user._id === signedIn.user._id && <span class="soft">{texts.accounts.you}</span>}
							{!user.disabled && user._id !== signedIn.user._id && (
								<form method="post" action="/desk/accounts/disable">
									<FormToken signedIn={signedIn} />
									<input type="hidden" name="name" value={user.name} />
									<button type="submit" class="quiet" aria-label={texts.accounts.disableWhom(user.name)}>
										{texts.accounts.disable}
									</button>
								</form>
							)}
						</li>
					))}
				</ul>
				<section class="card door" aria-labelledby="add-title">
					<h2 id="add-title">{texts.accounts.add}</h2>
					{typed.trouble && (
						<p class="trouble" role="alert">
							{typed.trouble}
						</p>
					)}
					<form method="post" action="/desk/accounts">
						<FormToken signedIn={signedIn} />
						<label for="display">{texts.first.displayName}</label>
						<input
							id="display"
							name="display_name"
							value={typed.displayName}
							maxlength={80}
							autocomplete="off"
							required
						/>
						<label for="name">{texts.signIn.name}</label>
						<input
							id="name"
							name="name"
							value={typed.name}
							aria-describedby="name-hint"
							autocomplete="off"
							autocapitalize="none"
							spellcheck={false}
							maxlength={40}
							required
						/>
						<p class="hint" id="name-hint">
							{texts.first.nameHint}
						</p>
						<label for="role">{texts.accounts.role}</label>
						<select id="role" name="role">
							{roles.map((role) => (
								<option value={role}>{texts.role[role]}</option>
							))}
						</select>
						<label for="password">{texts.signIn.password}</label>
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
							{texts.accounts.passwordHint}
						</p>
						<button type="submit">{texts.accounts.add}</button>
					</form>
				</section>
			</DeskPage>,
			status,
		);
	};

	app.get('/desk/accounts', (c) => (isAdmin(c) ? page(c, blank) : missingPage(c, assets)));

	app.post('/desk/accounts', async (c) => {
		const form = await readOwnForm(c, {
			name: short,
			display_name: short,
			role: z.enum(roles),
			password: z.string().max(1_000),
		});
		if (!isAdmin(c)) return missingPage(c, assets);
		const { texts } = c.var.words;
		const { name, display_name: displayName, role, password } = form;
		try {
			const user = await users.add({ name, displayName, role, password }, clock());
			return page(c, { ...blank, done: texts.accounts.added(user.name) });
		} catch (error) {
			const trouble = error instanceof HakkuError ? troubles(texts)[error.code] : undefined;
			if (trouble === undefined) throw error;
			return page(c, { name, displayName, trouble, done: null }, 400);
		}
	});

	app.post('/desk/accounts/disable', async (c) => {
		const { name } = await readOwnForm(c, { name: short });
		if (!isAdmin(c) || name === c.var.signedIn.user.name) return missingPage(c, assets);
		try {
			await users.disable(name);
		} catch (error) {
			if (error instanceof HakkuError && error.code === 'user.unknown') return missingPage(c, assets);
			throw error;
		}
		return page(c, { ...blank, done: c.var.words.texts.accounts.disabledDone(name) });
	});
}
