import type { Seen } from '../cases/index.ts';
import { type Assets, html } from '../http/index.ts';
import type { DeskContext } from './context.ts';
import { DeskPage } from './layout.tsx';
import { queueTexts } from './texts/queue.ts';

/** What a worker sees where there is nothing, or nothing for them. */
export function missingPage(c: DeskContext, assets: Assets): Promise<Response> {
	const { texts } = c.var.words;
	return said(c, assets, { title: texts.missing, text: texts.missingText, status: 404 });
}

/** A case that is there and not for this account: what to do about it. */
export function refusedPage(c: DeskContext, assets: Assets, { case: it, how }: Seen): Promise<Response> {
	const texts = queueTexts[c.var.words.language];
	const outline = how === 'outline';
	const text = outline ? texts.outlineFirst(it.number) : texts.refusedText(it.number);
	const to = outline ? { href: `/desk/cases/${it.number}`, text: texts.toCase } : undefined;
	return said(c, assets, { title: texts.refused, text, status: 403, ...(to && { to }) });
}

function said(
	c: DeskContext,
	assets: Assets,
	of: { title: string; text: string; status: 403 | 404; to?: { href: string; text: string } },
): Promise<Response> {
	const { words, signedIn } = c.var;
	const { href, text } = of.to ?? { href: '/desk', text: words.texts.toQueue };
	return html(
		c,
		<DeskPage assets={assets} words={words} title={of.title} signedIn={signedIn}>
			<section class="card door">
				<h1>{of.title}</h1>
				<p>{of.text}</p>
				<p>
					<a class="button" href={href}>
						{text}
					</a>
				</p>
			</section>
		</DeskPage>,
		of.status,
	);
}
