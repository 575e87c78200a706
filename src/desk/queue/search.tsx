import { mostFound } from '../../cases/index.ts';
import { formField, html } from '../../http/index.ts';
import { type DeskApp, type DeskContext, type DeskRoom, readOwnForm } from '../context.ts';
import { DeskPage, FormToken } from '../layout.tsx';
import { queueTexts } from '../texts/queue.ts';
import { Row } from './row.tsx';

/** Looked at of what is typed, in UTF-16 units. */
const longest = 120;

/**
 * Finding a case. Posted, because what is looked for may be a citizen's name or telephone: it belongs into no address, history or log.
 */
export function addSearch(app: DeskApp, room: DeskRoom): void {
	const { sight, assets, users, clock, knowledge } = room;

	const page = async (c: DeskContext, text: string | null) => {
		const { words, signedIn } = c.var;
		const texts = queueTexts[words.language];
		const viewer = await sight.viewer(signedIn.user);
		const names = new Map((await users.list()).map((user) => [user._id, user.display_name]));
		const found = text === null || text === '' ? null : await sight.search(viewer, text, placesIn(text), clock());
		return html(
			c,
			<DeskPage assets={assets} words={words} title={texts.search} signedIn={signedIn}>
				<div class="heading">
					<h1>{texts.search}</h1>
				</div>
				<search>
					<form method="post" action="/desk/search" class="search">
						<FormToken signedIn={signedIn} />
						<label for="words">{texts.searchHint}</label>
						<input
							id="words"
							name="words"
							type="search"
							value={text ?? ''}
							maxlength={longest}
							autocomplete="off"
							spellcheck={false}
							aria-describedby="recorded"
							required
						/>
						<button type="submit">{texts.searchGo}</button>
					</form>
				</search>
				<p class="hint" id="recorded">
					{texts.searchRecorded}
				</p>
				{found && (
					<section aria-label={texts.search}>
						<p role="status">
							{found.length === 0
								? texts.foundNone
								: found.length < mostFound
									? texts.found(found.length)
									: texts.foundMost(found.length)}
						</p>
						<ol class="rows">
							{found.map((row) => (
								<Row
									row={row}
									words={words}
									now={clock()}
									me={viewer.user}
									supervises={viewer.supervises}
									names={names}
								/>
							))}
						</ol>
					</section>
				)}
			</DeskPage>,
		);
	};

	function placesIn(text: string): readonly string[] {
		const found = knowledge().regions.find(text);
		if (found.found === 'one') return [found.region.code];
		return found.found === 'several' ? found.regions.map(({ code }) => code) : [];
	}

	app.get('/desk/search', (c) => page(c, null));

	app.post('/desk/search', async (c) => {
		const { words } = await readOwnForm(c, { words: formField.text(2_000) });
		return page(c, words.slice(0, longest));
	});
}
