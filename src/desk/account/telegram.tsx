import { raw } from 'hono/html';
import { renderSVG } from 'uqr';
import { z } from 'zod';
import { html } from '../../http/index.ts';
import type { DeskApp, DeskContext, DeskRoom } from '../context.ts';
import { readOwnForm } from '../context.ts';
import { Door, Field, Said } from '../fields.tsx';
import { DeskPage, FormToken } from '../layout.tsx';
import { missingPage } from '../missing.tsx';
import { telegramTexts } from '../texts/telegram.ts';
import type { TelegramLinks } from './telegram-links.ts';

/** Where somebody links their Telegram with a code that works once. It asks for the password: whoever has the link needs none afterwards. */
export function addTelegram(app: DeskApp, room: DeskRoom, links: TelegramLinks): void {
	const { assets, users, clock, telegramBot } = room;

	const page = async (
		c: DeskContext,
		said: { readonly done?: string; readonly trouble?: string } = {},
		status: 200 | 400 = 200,
	) => {
		if (telegramBot === undefined) return missingPage(c, assets);
		const { words, signedIn } = c.var;
		const texts = telegramTexts[words.language];
		const link = await links.of(signedIn.user._id);
		return html(
			c,
			<DeskPage assets={assets} words={words} title={texts.title} signedIn={signedIn}>
				<p class="back">
					<a href="/desk/me">← {texts.back}</a>
				</p>
				<Door title={texts.title}>
					<p>{texts.why}</p>
					<Said done={said.done ?? null} />
					<p>
						<strong>{link === null ? texts.notLinked : texts.linkedSince(words.when(link.since))}</strong>
					</p>
					{link !== null && (
						<form method="post" action="/desk/me/telegram/unlink">
							<FormToken signedIn={signedIn} />
							<button type="submit" class="quiet">
								{texts.unlink}
							</button>
						</form>
					)}
					<Said trouble={said.trouble ?? null} />
					<form method="post" action="/desk/me/telegram/code">
						<FormToken signedIn={signedIn} />
						<Field
							id="current"
							name="current"
							label={texts.current}
							type="password"
							autocomplete="current-password"
							hint={texts.careful}
						/>
						<button type="submit">{link === null ? texts.make : texts.makeAgain}</button>
					</form>
				</Door>
			</DeskPage>,
			status,
		);
	};

	app.get('/desk/me/telegram', (c) => page(c));

	app.post('/desk/me/telegram/code', async (c) => {
		const { current } = await readOwnForm(c, { current: z.string().max(1_000) });
		if (telegramBot === undefined) return missingPage(c, assets);
		const { words, signedIn } = c.var;
		const texts = telegramTexts[words.language];
		const tried = await users.verify(signedIn.user.name, current, clock());
		if (tried.result === 'wait') return page(c, { trouble: words.tooManyTries(tried.milliseconds) }, 400);
		if (tried.result === 'wrong') return page(c, { trouble: texts.wrong }, 400);
		const code = await links.code(signedIn.user._id, clock());
		const bot = await telegramBot();
		const address = bot === null ? null : `https://t.me/${bot}?start=${code}`;
		return html(
			c,
			<DeskPage assets={assets} words={words} title={texts.codeTitle} signedIn={signedIn}>
				<Door title={texts.codeTitle}>
					<p>{texts.codeText}</p>
					{address && (
						<>
							<p>{texts.openText}</p>
							<p>
								<a class="button" href={address} target="_blank" rel="noreferrer noopener">
									{texts.open}
								</a>
							</p>
							<p>{texts.scan}</p>
							<div class="qr">{raw(renderSVG(address, { border: 2 }))}</div>
						</>
					)}
					<p>{texts.hand(bot === null ? texts.theBot : `@${bot}`)}</p>
					<p>
						<code class="secret">/start {code}</code>
					</p>
					<p>
						<a href="/desk/me/telegram">{texts.done}</a>
					</p>
				</Door>
			</DeskPage>,
		);
	});

	app.post('/desk/me/telegram/unlink', async (c) => {
		await readOwnForm(c, {});
		const { words, signedIn } = c.var;
		await links.unlink(signedIn.user._id);
		return page(c, { done: telegramTexts[words.language].unlinked });
	});
}
