import { type Assets, html } from '../http/index.ts';
import type { DeskContext } from './context.ts';
import { DeskPage } from './layout.tsx';

/** What a worker sees where there is nothing, or nothing for them. */
export function missingPage(c: DeskContext, assets: Assets): Promise<Response> {
	const { texts } = c.var.words;
	return html(
		c,
		<DeskPage assets={assets} words={c.var.words} title={texts.missing} signedIn={c.var.signedIn}>
			<section class="card door">
				<h1>{texts.missing}</h1>
				<p>{texts.missingText}</p>
				<p>
					<a class="button" href="/desk">
						{texts.toQueue}
					</a>
				</p>
			</section>
		</DeskPage>,
		404,
	);
}
