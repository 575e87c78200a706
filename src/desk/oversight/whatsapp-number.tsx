import { z } from 'zod';
import { html } from '../../http/index.ts';
import { type DeskApp, type DeskContext, type DeskRoom, readOwnForm } from '../context.ts';
import { Door, Field, Said } from '../fields.tsx';
import { DeskPage, FormToken } from '../layout.tsx';
import { missingPage } from '../missing.tsx';
import { whatsappTexts } from '../texts/whatsapp.ts';
import { Act, addressOf, canPair, canUnlink, History, ShownCode, Standing } from './number-parts.tsx';
import type { NumberAtDesk, NumbersAtDesk } from './numbers.ts';

type ForAdmin = (
	run: (c: DeskContext, numbers: NumbersAtDesk) => Promise<Response> | Response,
) => (c: DeskContext) => Promise<Response> | Response;

/** Lines of the record that a page shows. */
const LINES = 30;

/** One number: what a telephone is to scan or be told, asking for that, unlinking, and the record. */
export function addNumber(app: DeskApp, room: DeskRoom, forAdmin: ForAdmin): void {
	const { assets, clock, users } = room;
	const path = '/desk/whatsapp/numbers/:name';

	/** Runs for a number that the settings name. */
	const forNumber = (run: (c: DeskContext, at: NumbersAtDesk, of: NumberAtDesk) => Promise<Response> | Response) =>
		forAdmin(async (c, at) => {
			const of = (await at.seen()).find(({ name }) => name === c.req.param('name'));
			return of ? run(c, at, of) : missingPage(c, assets);
		});

	/** How it stands and, while it is being linked, the code: seen only by whoever is on record as seeing it. */
	const live = async (c: DeskContext, at: NumbersAtDesk, of: NumberAtDesk) => {
		const { words, signedIn } = c.var;
		const texts = whatsappTexts[words.language];
		const now = clock();
		const { name, number, state, shown } = of;
		const pairing = state === 'pairing';
		if (shown !== null) await at.saw(name, signedIn.user._id, of.since);
		return (
			<section
				id="numbers"
				class="card door"
				hx-get={`${addressOf(name)}/state`}
				hx-trigger={pairing ? 'refresh, every 5s' : 'refresh, every 60s'}
				hx-swap="outerHTML"
				hx-disinherit="*"
			>
				<Standing of={of} words={words} now={now} />
				{pairing && (
					<>
						<ShownCode of={of} words={words} now={now} />
						<Act
							action="cancel"
							name={name}
							signedIn={signedIn}
							text={texts.cancel}
							label={texts.for(texts.cancel, name)}
							quiet
						/>
					</>
				)}
				{state === 'open' && number !== null && <p>{texts.linkedText(`+${number}`)}</p>}
				{canPair(of) && (
					<p>
						<a class="button" href={`${addressOf(name)}/pair`} id="pair">
							{texts.link}
						</a>
					</p>
				)}
				{canUnlink(of) && (
					<p>
						<a href={`${addressOf(name)}/unlink`} id="unlink">
							{texts.unlink}
						</a>
					</p>
				)}
			</section>
		);
	};

	app.get(
		path,
		forNumber(async (c, at, of) => {
			const { words, signedIn } = c.var;
			const texts = whatsappTexts[words.language];
			const names = new Map((await users.list()).map((user) => [user._id, user.display_name]));
			return html(
				c,
				<DeskPage assets={assets} words={words} title={of.name} signedIn={signedIn}>
					<p class="back">
						<a href="/desk/whatsapp">← {texts.all}</a>
					</p>
					<div class="heading">
						<h1>WhatsApp: {of.name}</h1>
						<p class="live" id="live" data-events="/desk/whatsapp/events" data-lost={words.texts.lost}>
							{texts.fresh}
						</p>
					</div>
					{await live(c, at, of)}
					<noscript>
						<p>
							<a href={addressOf(of.name)}>{texts.reload}</a>
						</p>
					</noscript>
					<section class="card history" aria-labelledby="history-title">
						<h2 id="history-title">{texts.history}</h2>
						<History events={await at.history(of.name, LINES)} names={names} words={words} />
					</section>
				</DeskPage>,
			);
		}),
	);

	app.get(
		`${path}/state`,
		forNumber(async (c, at, of) => html(c, await live(c, at, of))),
	);

	const pairPage = (c: DeskContext, name: string, typed: string, trouble: string | null, status: 200 | 400 = 200) => {
		const { words, signedIn } = c.var;
		const texts = whatsappTexts[words.language];
		const action = `${addressOf(name)}/pair`;
		return html(
			c,
			<DeskPage assets={assets} words={words} title={texts.pairTitle(name)} signedIn={signedIn}>
				<Door title={texts.pairTitle(name)}>
					<ul>
						{texts.risks.slice(0, 2).map((risk) => (
							<li>{risk}</li>
						))}
					</ul>
					<p>{texts.pairText}</p>
					<p class="hint">{texts.secret}</p>
					<h2>{texts.byPicture}</h2>
					<form method="post" action={action}>
						<FormToken signedIn={signedIn} />
						<p class="hint">{texts.byPictureText}</p>
						<button type="submit">{texts.showPicture}</button>
					</form>
					<h2>{texts.byCode}</h2>
					<Said trouble={trouble} />
					<form method="post" action={action}>
						<FormToken signedIn={signedIn} />
						<p class="hint">{texts.byCodeText}</p>
						<Field id="phone" name="phone" label={texts.phone} hint={texts.phoneHint} value={typed} most={30} />
						<button type="submit">{texts.showCode}</button>
					</form>
					<p>
						<a href="/desk/whatsapp">{texts.keep}</a>
					</p>
				</Door>
			</DeskPage>,
			status,
		);
	};

	app.get(
		`${path}/pair`,
		forNumber((c, _, of) => (canPair(of) ? pairPage(c, of.name, '', null) : c.redirect(addressOf(of.name), 303))),
	);

	app.post(
		`${path}/pair`,
		forNumber(async (c, at, of) => {
			const { phone } = await readOwnForm(c, { phone: z.string().max(30).optional() });
			const digits = phone === undefined ? null : at.typed(phone);
			const { phoneWrong } = whatsappTexts[c.var.words.language];
			if (phone !== undefined && digits === null) return pairPage(c, of.name, phone, phoneWrong, 400);
			if (canPair(of)) await at.ask('pair', of.name, digits, c.var.signedIn.user._id);
			return c.redirect(addressOf(of.name), 303);
		}),
	);

	for (const what of ['cancel', 'connect', 'unlink'] as const)
		app.post(
			`${path}/${what}`,
			forNumber(async (c, at, of) => {
				await readOwnForm(c, {});
				await at.ask(what, of.name, null, c.var.signedIn.user._id);
				return c.redirect(addressOf(of.name), 303);
			}),
		);

	app.get(
		`${path}/unlink`,
		forNumber((c, _, { name, number }) => {
			const { words, signedIn } = c.var;
			const texts = whatsappTexts[words.language];
			const title = texts.unlinkTitle(name);
			return html(
				c,
				<DeskPage assets={assets} words={words} title={title} signedIn={signedIn}>
					<Door title={title}>
						{number !== null && (
							<p>
								<strong>+{number}</strong>
							</p>
						)}
						<ul>
							{texts.unlinkText.map((sentence) => (
								<li>{sentence}</li>
							))}
						</ul>
						<Act action="unlink" name={name} signedIn={signedIn} text={texts.unlinkSure} label={texts.unlinkSure} />
						<p>
							<a href={addressOf(name)}>{texts.keep}</a>
						</p>
					</Door>
				</DeskPage>,
			);
		}),
	);
}
