import { z } from 'zod';
import { formField, html } from '../../http/index.ts';
import { type DeskApp, type DeskRoom, readOwnForm } from '../context.ts';
import { cannedTexts } from '../texts/canned.ts';
import { filledReply, repliesFor } from './canned.ts';
import type { CasePage } from './case-page.tsx';
import { longestReply, Reply } from './case-parts.tsx';

/** Puts a canned reply into the reply box, behind what stands there already. Nothing is sent by it. */
export function addCanned(app: DeskApp, room: DeskRoom, { find, names, missing, page }: CasePage): void {
	const { knowledge, clock, zone } = room;

	app.post('/desk/cases/:number/canned', async (c) => {
		const form = await readOwnForm(c, {
			id: formField.id,
			text: formField.text(200_000),
			canned: z.string().max(60).optional(),
		});
		const found = await find(c);
		const { words, signedIn } = c.var;
		if (!found) return missing(c);
		if (found.status !== 'open' || found.assignee !== signedIn.user._id)
			return page(c, found, { part: 'reply', text: words.texts.moved, unsent: form.text, id: form.id }, 409);
		const known = knowledge();
		const texts = cannedTexts[words.language];
		const reply = known.replies.get(form.canned ?? '');
		const filling = { case: found, worker: signedIn.user.display_name, knowledge: known, now: clock(), zone };
		const added = reply === undefined ? '' : filledReply(reply, filling);
		const unsent = [form.text, added].filter((part) => part !== '').join('\n\n');
		const tooLong = unsent.length > longestReply;
		const trouble =
			reply === undefined
				? texts.chooseFirst
				: tooLong
					? words.texts.tooLong(longestReply.toLocaleString(words.language))
					: null;
		const kept = { unsent: tooLong ? form.text : unsent, id: form.id };
		const status = trouble === null ? 200 : 400;
		if (c.req.header('hx-request') === undefined)
			return page(c, found, { part: 'reply', text: trouble ?? '', ...kept, filled: trouble === null }, status);
		return html(
			c,
			<Reply
				case={found}
				words={words}
				signedIn={signedIn}
				names={await names()}
				trouble={trouble}
				sent={null}
				canned={repliesFor(known, found)}
				filled={trouble === null}
				{...kept}
			/>,
			status,
		);
	});
}
