import { raw } from 'hono/html';
import { renderSVG } from 'uqr';
import { z } from 'zod';
import { HakkuError } from '../../errors.ts';
import { html } from '../../http/index.ts';
import { type DeskApp, type DeskContext, type DeskRoom, readOwnForm } from '../context.ts';
import type { SignInDocument } from '../documents.ts';
import { Door, Field, Said } from '../fields.tsx';
import { DeskPage, FormToken } from '../layout.tsx';
import { alertTexts } from '../texts/alerts.ts';
import { type DoorTexts, doorTexts } from '../texts/door.ts';
import { telegramTexts } from '../texts/telegram.ts';
import type { Words } from '../words.ts';
import { enrolmentUri, newSecret } from './second-factor.ts';
import type { SignedIn } from './sign-ins.ts';

const password = z.string().max(1_000);

interface Outcome {
	readonly done?: string;
	readonly passwordTrouble?: string;
	readonly secondTrouble?: string;
}

/** One's own account: password, second step, and where one is signed in. */
export function addMe(app: DeskApp, room: DeskRoom): void {
	const { assets, users, signIns, clock } = room;

	const page = async (c: DeskContext, outcome: Outcome = {}, status: 200 | 400 = 200) => {
		const { words, signedIn } = c.var;
		const texts = doorTexts[words.language].me;
		const user = (await users.get(signedIn.user._id)) ?? signedIn.user;
		return html(
			c,
			<DeskPage assets={assets} words={words} title={texts.title} signedIn={signedIn}>
				<div class="heading">
					<h1>{texts.title}</h1>
				</div>
				<p class="soft">{texts.signedInAs(user.name, words.texts.role[user.role])}</p>
				<Said done={outcome.done ?? null} />
				<Second
					signedIn={signedIn}
					texts={texts}
					left={user.second?.recovery.length ?? null}
					trouble={outcome.secondTrouble}
				/>
				{room.telegramBot && (
					<p class="card door">
						<a href="/desk/me/telegram">{telegramTexts[words.language].toPage}</a>
					</p>
				)}
				{room.alerts && (
					<p class="card door">
						<a href="/desk/me/alerts">{alertTexts[words.language].toPage}</a>
					</p>
				)}
				<Devices signedIn={signedIn} texts={texts} words={words} signIns={await signIns.list(user._id)} />
				<section class="card door" aria-labelledby="password-title">
					<h2 id="password-title">{texts.password}</h2>
					<Said trouble={outcome.passwordTrouble ?? null} />
					<form method="post" action="/desk/me/password">
						<FormToken signedIn={signedIn} />
						<Field id="current" name="current" label={texts.current} type="password" autocomplete="current-password" />
						<Field
							id="next"
							name="next"
							label={texts.next}
							hint={words.texts.first.passwordHint}
							type="password"
							autocomplete="new-password"
							least={10}
							most={200}
						/>
						<button type="submit">{texts.change}</button>
					</form>
				</section>
			</DeskPage>,
			status,
		);
	};

	/** A new secret is not kept before the app has proved that it holds it. */
	const enrolPage = (c: DeskContext, secret: string, trouble: string | null, status: 200 | 400 = 200) => {
		const { words, signedIn } = c.var;
		const texts = doorTexts[words.language].me;
		return html(
			c,
			<DeskPage assets={assets} words={words} title={texts.second} signedIn={signedIn}>
				<Door title={texts.second}>
					<p>{texts.scan}</p>
					<div class="qr">{raw(renderSVG(enrolmentUri(secret, signedIn.user.name), { border: 2 }))}</div>
					<p>
						{texts.key}: <code class="secret">{secret.match(/.{1,4}/gu)?.join(' ')}</code>
					</p>
					<Said trouble={trouble} />
					<form method="post" action="/desk/me/second/on">
						<FormToken signedIn={signedIn} />
						<input type="hidden" name="secret" value={secret} />
						<Field id="code" name="code" label={texts.confirm} autocomplete="one-time-code" most={7} numeric />
						<button type="submit">{texts.confirmSubmit}</button>
					</form>
					<p>
						<a href="/desk/me">{doorTexts[words.language].second.cancel}</a>
					</p>
				</Door>
			</DeskPage>,
			status,
		);
	};

	app.get('/desk/me', (c) => page(c));

	app.post('/desk/me/password', async (c) => {
		const form = await readOwnForm(c, { current: password, next: password });
		const { signedIn, words } = c.var;
		const texts = doorTexts[words.language].me;
		const tried = await users.verify(signedIn.user.name, form.current, clock());
		if (tried.result === 'wait') return page(c, { passwordTrouble: words.tooManyTries(tried.milliseconds) }, 400);
		if (tried.result === 'wrong') return page(c, { passwordTrouble: texts.currentWrong }, 400);
		try {
			await users.setPassword(signedIn.user.name, form.next);
		} catch (error) {
			if (!(error instanceof HakkuError) || error.code !== 'password.weak') throw error;
			return page(c, { passwordTrouble: words.texts.first.weak }, 400);
		}
		const user = await users.get(signedIn.user._id);
		if (user) {
			await signIns.open(c, user);
			signIns.remember(c, users.deviceMark(user));
		}
		return c.redirect('/desk/me', 303);
	});

	app.post('/desk/me/second', async (c) => {
		await readOwnForm(c, {});
		return enrolPage(c, newSecret(), null);
	});

	app.post('/desk/me/second/on', async (c) => {
		const form = await readOwnForm(c, { secret: z.string().regex(/^[A-Z2-7]{32}$/), code: z.string().max(20) });
		const { words, signedIn } = c.var;
		const door = doorTexts[words.language];
		const codes = await users.turnOnSecond(signedIn.user._id, form.secret, form.code, clock());
		if (codes === null) return enrolPage(c, form.secret, door.second.wrong, 400);
		await signIns.end(signedIn.user._id, { keep: signedIn.id });
		return html(
			c,
			<DeskPage assets={assets} words={words} title={door.me.recovery} signedIn={signedIn}>
				<Door title={door.me.recovery}>
					<p>{door.me.recoveryText}</p>
					<ol class="codes">
						{codes.map((code) => (
							<li>
								<code>{code}</code>
							</li>
						))}
					</ol>
					<p>
						<a class="button" href="/desk/me">
							{door.me.done}
						</a>
					</p>
				</Door>
			</DeskPage>,
		);
	});

	app.post('/desk/me/second/off', async (c) => {
		const form = await readOwnForm(c, { current: password });
		const { signedIn, words } = c.var;
		const texts = doorTexts[words.language].me;
		const tried = await users.verify(signedIn.user.name, form.current, clock());
		if (tried.result !== 'in') return page(c, { secondTrouble: texts.currentWrong }, 400);
		await users.turnOffSecond(signedIn.user._id);
		return page(c, { done: texts.turnedOff });
	});

	app.post('/desk/me/devices/end', async (c) => {
		const { which } = await readOwnForm(c, { which: z.string().max(60) });
		const { signedIn, words } = c.var;
		const { _id: me } = signedIn.user;
		await signIns.end(me, which === 'others' ? { keep: signedIn.id } : { id: which });
		if (which === signedIn.id) return c.redirect('/desk/sign-in', 303);
		return page(c, { done: doorTexts[words.language].me.ended });
	});
}

const Second = (props: {
	signedIn: SignedIn;
	texts: DoorTexts['me'];
	/** Recovery codes that are left; null: the second step is off. */
	left: number | null;
	trouble: string | undefined;
}) => {
	const { texts, left, signedIn } = props;
	return (
		<section class="card door" aria-labelledby="second-title">
			<h2 id="second-title">{texts.second}</h2>
			<p>{texts.secondWhy}</p>
			<p>
				<strong>{left === null ? texts.secondOff : texts.secondOn(left)}</strong>
			</p>
			<Said trouble={props.trouble ?? null} />
			{left === null ? (
				<form method="post" action="/desk/me/second">
					<FormToken signedIn={signedIn} />
					<button type="submit">{texts.turnOn}</button>
				</form>
			) : (
				<form method="post" action="/desk/me/second/off">
					<FormToken signedIn={signedIn} />
					<Field
						id="off-current"
						name="current"
						label={texts.current}
						type="password"
						autocomplete="current-password"
					/>
					<button type="submit" class="quiet">
						{texts.turnOff}
					</button>
				</form>
			)}
		</section>
	);
};

const Devices = (props: {
	signedIn: SignedIn;
	texts: DoorTexts['me'];
	words: Words;
	signIns: readonly SignInDocument[];
}) => {
	const { signedIn, texts, words, signIns } = props;
	const End = (of: { which: string; label: string; text: string }) => (
		<form method="post" action="/desk/me/devices/end">
			<FormToken signedIn={signedIn} />
			<input type="hidden" name="which" value={of.which} />
			<button type="submit" class="quiet" aria-label={of.label}>
				{of.text}
			</button>
		</form>
	);
	return (
		<section aria-labelledby="devices-title">
			<h2 id="devices-title">{texts.devices}</h2>
			<ul class="accounts">
				{signIns.map(({ _id, browser, created_at }) => {
					const name = browser || texts.unknown;
					return (
						<li class="card">
							<strong>{name}</strong>
							<span class="soft">{texts.since(words.when(created_at))}</span>
							{_id === signedIn.id ? (
								<span class="soft">{texts.this}</span>
							) : (
								<End which={_id} label={texts.endWhich(name)} text={texts.end} />
							)}
						</li>
					);
				})}
			</ul>
			{signIns.length > 1 && <End which="others" label={texts.endOthers} text={texts.endOthers} />}
		</section>
	);
};
