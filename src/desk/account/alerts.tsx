import { z } from 'zod';
import { NotDelivered, type Outcome } from '../../alerts/index.ts';
import { createRateLimit, formField, html } from '../../http/index.ts';
import { type DeskApp, type DeskContext, type DeskRoom, readOwnForm } from '../context.ts';
import { Said } from '../fields.tsx';
import { DeskPage } from '../layout.tsx';
import { missingPage } from '../missing.tsx';
import { alertTexts } from '../texts/alerts.ts';
import { AlertChoices, readChoices } from './alert-choices.tsx';
import { Email, Form, Push, Refused, Tried } from './alert-parts.tsx';
import { browserOf } from './sign-ins.ts';

interface Outcomes {
	readonly done?: string;
	readonly trouble?: string;
	readonly tried?: readonly Outcome[];
}

const key = z.string().max(200);

/** How somebody is told of their cases while the desk is not open, and when they are left in peace. */
export function addAlerts(app: DeskApp, room: DeskRoom): void {
	const { assets, alerts, clock } = room;
	/** A stranger's mailbox gets few letters, however often somebody asks. */
	const codes = createRateLimit({ burst: 4, every: 15 * 60_000 });
	const trials = createRateLimit({ burst: 5, every: 5 * 60_000 });

	app.get('/desk/worker.js', async (c) => {
		const script = await assets.app.request(assets.href('worker.js'));
		return c.body(await script.arrayBuffer(), 200, {
			'Content-Type': 'text/javascript; charset=utf-8',
			'Cache-Control': 'no-cache',
		});
	});
	if (!alerts) {
		app.get('/desk/me/alerts', (c) => missingPage(c, assets));
		return;
	}
	const { preferences, devices, addresses } = alerts;

	const page = async (c: DeskContext, said: Outcomes = {}, status: 200 | 400 = 200) => {
		const { words, signedIn } = c.var;
		const texts = alertTexts[words.language];
		const { user } = signedIn;
		const settings = await preferences.get(user._id);
		const ready = await alerts.reaching(user);
		const publicKey = await devices.publicKey();
		const shared = { texts, words, signedIn, settings };
		return html(
			c,
			<DeskPage assets={assets} words={words} title={texts.title} signedIn={signedIn}>
				<p class="back">
					<a href="/desk/me">← {texts.back}</a>
				</p>
				<div class="heading">
					<h1>{texts.title}</h1>
				</div>
				<p class="soft">{texts.why}</p>
				<Said done={said.done ?? null} trouble={said.trouble ?? null} />
				{said.tried && <Tried texts={texts} outcomes={said.tried} />}
				<section class="card door" aria-labelledby="trial-title">
					<h2 id="trial-title">{texts.trial}</h2>
					<p>
						<strong>
							{ready.length === 0
								? texts.unreached
								: texts.reached(ready.map((name) => texts.mean[name] ?? name).join(', '))}
						</strong>
					</p>
					<Refused texts={texts} settings={settings} />
					<p class="soft">{texts.trialWhy}</p>
					<Form action="trial" signedIn={signedIn}>
						<button type="submit">{texts.trial}</button>
					</Form>
				</section>
				<Push {...shared} publicKey={publicKey} />
				<Email {...shared} on={addresses !== null} />
				<AlertChoices {...shared} means={alerts.means.map(({ name }) => name)} home={room.zone} />
				<script type="module" src={assets.href('alerts.js')} />
			</DeskPage>,
			status,
		);
	};

	app.get('/desk/me/alerts', (c) => page(c));

	app.post('/desk/me/alerts/trial', async (c) => {
		await readOwnForm(c, {});
		const { signedIn, words } = c.var;
		const texts = alertTexts[words.language];
		const wait = trials.take(signedIn.user._id, clock());
		if (wait > 0) return page(c, { trouble: texts.wait(words.time(minutes(wait))) }, 400);
		return page(c, { tried: await alerts.trial(signedIn.user) });
	});

	app.post('/desk/me/alerts/choices', async (c) => {
		const names = alerts.means.map(({ name }) => name);
		const form = await readOwnForm(c, readChoices.shape(names));
		const { signedIn, words } = c.var;
		const chosen = readChoices.read(form, names);
		await preferences.change(signedIn.user._id, (known) => ({ ...known, ...chosen, language: words.language }));
		return page(c, { done: alertTexts[words.language].saved });
	});

	app.post('/desk/me/alerts/devices', async (c) => {
		const { endpoint, p256dh, auth } = await readOwnForm(c, {
			endpoint: z.string().max(2_000),
			p256dh: key,
			auth: key,
		});
		const { signedIn, words } = c.var;
		const subscription = { endpoint, keys: { p256dh, auth } };
		const browser = browserOf(c.req.header('user-agent'));
		const { _id } = signedIn.user;
		const taken = await devices.add(_id, subscription, browser, clock());
		const texts = alertTexts[words.language];
		if (!taken) return page(c, { trouble: texts.pushRefused }, 400);
		await preferences.change(_id, (known) => ({ ...known, language: words.language }));
		return page(c, { done: texts.saved });
	});

	app.post('/desk/me/alerts/devices/remove', async (c) => {
		const { which } = await readOwnForm(c, { which: key });
		await devices.remove(c.var.signedIn.user._id, which);
		return page(c, { done: alertTexts[c.var.words.language].removed });
	});

	app.post('/desk/me/alerts/address', async (c) => {
		const { email } = await readOwnForm(c, { email: formField.text(200) });
		const { signedIn, words } = c.var;
		const texts = alertTexts[words.language];
		if (addresses === null) return page(c, { trouble: texts.emailNone }, 400);
		const wait = codes.take(signedIn.user._id, clock());
		if (wait > 0) return page(c, { trouble: texts.wait(words.time(minutes(wait))) }, 400);
		try {
			const asked = await addresses.ask(signedIn.user._id, email, words.language, clock());
			return asked === 'invalid' ? page(c, { trouble: texts.invalid }, 400) : page(c);
		} catch (error) {
			if (!(error instanceof NotDelivered)) throw error;
			return page(c, { trouble: texts.untried(texts.email, texts.failure[error.failure]) }, 400);
		}
	});

	app.post('/desk/me/alerts/address/prove', async (c) => {
		const { code } = await readOwnForm(c, { code: z.string().max(20) });
		const { signedIn, words } = c.var;
		const texts = alertTexts[words.language];
		const result = await addresses?.prove(signedIn.user._id, code, clock());
		return result === 'proved' ? page(c, { done: texts.proved }) : page(c, { trouble: texts[result ?? 'late'] }, 400);
	});

	app.post('/desk/me/alerts/address/remove', async (c) => {
		await readOwnForm(c, {});
		await addresses?.remove(c.var.signedIn.user._id);
		return page(c, { done: alertTexts[c.var.words.language].removed });
	});
}

/** Whole minutes, so that nobody is told to come back in "just now". */
const minutes = (milliseconds: number): number => Math.ceil(milliseconds / 60_000) * 60_000;
