import { z } from 'zod';
import { type ErrorCode, HakkuError } from '../../errors.ts';
import { html } from '../../http/index.ts';
import { type DeskApp, type DeskContext, type DeskRoom, readOwnForm } from '../context.ts';
import type { Role, UserDocument } from '../documents.ts';
import { Field, Said } from '../fields.tsx';
import { DeskPage, FormToken } from '../layout.tsx';
import { missingPage } from '../missing.tsx';
import { doorTexts } from '../texts/door.ts';
import type { DeskTexts } from '../texts/index.ts';
import type { Words } from '../words.ts';
import type { SignedIn } from './sign-ins.ts';

const roles = ['worker', 'supervisor', 'admin'] as const satisfies readonly Role[];
const short = z.string().max(100);

const troubles = (texts: DeskTexts): Partial<Record<ErrorCode, string>> => ({
	'user.exists': texts.accounts.exists,
	'user.invalid': texts.first.invalid,
});

interface Typed {
	readonly name: string;
	readonly displayName: string;
	readonly trouble: string | null;
	readonly done: string | null;
	/** A link that was just made: shown once. */
	readonly link: { readonly name: string; readonly address: string } | null;
}
const blank: Typed = { name: '', displayName: '', trouble: null, done: null, link: null };

/** Accounts, for admins: who may sign in, an invitation, a new link, and an end to one. To everybody else the page does not exist. */
export function addAccounts(app: DeskApp, room: DeskRoom): void {
	const { assets, users, clock } = room;
	const isAdmin = (c: DeskContext) => c.var.signedIn.user.role === 'admin';
	const linkOf = (c: DeskContext, name: string, token: string) => {
		const base = room.publicUrl ?? new URL(c.req.url).origin;
		return { name, address: `${base.replace(/\/$/u, '')}/desk/invited?token=${token}` };
	};

	const page = async (c: DeskContext, typed: Typed, status: 200 | 400 = 200) => {
		const { words, signedIn } = c.var;
		const { texts } = words;
		const { invitation } = doorTexts[words.language];
		return html(
			c,
			<DeskPage assets={assets} words={words} title={texts.accounts.title} signedIn={signedIn}>
				<div class="heading">
					<h1>{texts.accounts.title}</h1>
				</div>
				<p class="soft">{texts.accounts.text}</p>
				<Said done={typed.done} />
				{typed.link && (
					<section class="card door" aria-labelledby="link-title">
						<h2 id="link-title">{invitation.made(typed.link.name)}</h2>
						<p>{invitation.pass}</p>
						<label for="link">{invitation.link}</label>
						<input id="link" class="secret" readonly value={typed.link.address} />
					</section>
				)}
				<ul class="accounts">
					{(await users.list()).map((user) => (
						<Account user={user} words={words} signedIn={signedIn} />
					))}
				</ul>
				<section class="card door" aria-labelledby="add-title">
					<h2 id="add-title">{texts.accounts.add}</h2>
					<Said trouble={typed.trouble} />
					<form method="post" action="/desk/accounts">
						<FormToken signedIn={signedIn} />
						<Field
							id="display"
							name="display_name"
							label={texts.first.displayName}
							hint={texts.first.displayHint}
							value={typed.displayName}
							most={80}
						/>
						<Field
							id="name"
							name="name"
							label={texts.signIn.name}
							hint={texts.first.nameHint}
							value={typed.name}
							most={40}
						/>
						<label for="role">{texts.accounts.role}</label>
						<select id="role" name="role">
							{roles.map((role) => (
								<option value={role}>{texts.role[role]}</option>
							))}
						</select>
						<button type="submit">{invitation.invite}</button>
					</form>
				</section>
			</DeskPage>,
			status,
		);
	};

	app.get('/desk/accounts', (c) => (isAdmin(c) ? page(c, blank) : missingPage(c, assets)));

	app.post('/desk/accounts', async (c) => {
		const form = await readOwnForm(c, { name: short, display_name: short, role: z.enum(roles) });
		if (!isAdmin(c)) return missingPage(c, assets);
		const { name, display_name: displayName, role } = form;
		try {
			const { user, token } = await users.invite({ name, displayName, role }, clock());
			return page(c, { ...blank, link: linkOf(c, user.name, token) });
		} catch (error) {
			const trouble = error instanceof HakkuError ? troubles(c.var.words.texts)[error.code] : undefined;
			if (trouble === undefined) throw error;
			return page(c, { ...blank, name, displayName, trouble }, 400);
		}
	});

	/** Runs for another account; whoever is unknown, or oneself, does not exist here. */
	const forAnother = async (c: DeskContext, run: (name: string) => Promise<Response>) => {
		const { name } = await readOwnForm(c, { name: short });
		if (!isAdmin(c) || name === c.var.signedIn.user.name) return missingPage(c, assets);
		try {
			return await run(name);
		} catch (error) {
			if (error instanceof HakkuError && error.code === 'user.unknown') return missingPage(c, assets);
			throw error;
		}
	};

	app.post('/desk/accounts/again', (c) =>
		forAnother(c, async (name) => {
			const { user, token } = await users.inviteAgain(name, clock());
			await room.alerts?.devices.forget(user._id);
			return page(c, { ...blank, link: linkOf(c, user.name, token) });
		}),
	);

	app.post('/desk/accounts/disable', (c) =>
		forAnother(c, async (name) => {
			await users.disable(name);
			return page(c, { ...blank, done: c.var.words.texts.accounts.disabledDone(name) });
		}),
	);
}

const Account = (props: { user: UserDocument; words: Words; signedIn: SignedIn }) => {
	const { user, words, signedIn } = props;
	const { texts } = words;
	const { invitation } = doorTexts[words.language];
	const act = (action: string, text: string, label: string) => (
		<form method="post" action={`/desk/accounts/${action}`}>
			<FormToken signedIn={signedIn} />
			<input type="hidden" name="name" value={user.name} />
			<button type="submit" class="quiet" aria-label={label}>
				{text}
			</button>
		</form>
	);
	return (
		<li class="card">
			<span>
				<strong>{user.display_name}</strong> <span class="soft">{user.name}</span>
			</span>
			<span>{texts.role[user.role]}</span>
			{user.disabled && <span class="soft">{texts.accounts.disabled}</span>}
			{user.invitation && <span class="soft">{invitation.open}</span>}
			{user._id === signedIn.user._id ? (
				<span class="soft">{texts.accounts.you}</span>
			) : (
				<span class="acts">
					{act('again', invitation.again, invitation.againWhom(user.name))}
					{!user.disabled && act('disable', texts.accounts.disable, texts.accounts.disableWhom(user.name))}
				</span>
			)}
		</li>
	);
};
