import { z } from 'zod';
import type { CaseDocument } from '../../cases/index.ts';
import { isForbidden } from '../../cases/index.ts';
import { formField, html, readFields } from '../../http/index.ts';
import { type DeskApp, type DeskContext, type DeskRoom, readOwnForm } from '../context.ts';
import { cannedTexts } from '../texts/canned.ts';
import { addAdvocacy } from './advocacy.tsx';
import { addCalled } from './called.tsx';
import { hasGap, repliesFor } from './canned.ts';
import { addCanned } from './canned-form.tsx';
import { addLiveCase } from './case-live.tsx';
import { createCasePage, type Trouble } from './case-page.tsx';
import { longestReply, Reply } from './case-parts.tsx';
import { caseResults, chosenOutcomes, outcomeField } from './closing.ts';
import { addFiles } from './files.tsx';
import { addHandling } from './handling.tsx';
import { addLetter } from './letter.tsx';
import { outlinePage } from './outline.tsx';

/** Read whole even when it is too long to send, so that it can be given back. */
const longText = formField.text(200_000);

/** The case page, and what a worker does there. */
export function addCase(app: DeskApp, room: DeskRoom): void {
	const { cases, handover, users, clock } = room;
	const casePage = createCasePage(room);
	const { find, names, missing, page } = casePage;
	addLiveCase(app, room, casePage);
	addAdvocacy(app, room, casePage);
	addLetter(app, room, casePage);
	addFiles(app, room, casePage);
	addHandling(app, room, casePage);
	addCanned(app, room, casePage);
	addCalled(app, room, casePage);

	/** Runs what a worker asked for; a case that has moved on is said, with what was typed. */
	const unlessMoved = async (
		c: DeskContext,
		found: CaseDocument,
		work: () => Promise<void>,
		typed: Omit<Trouble, 'text'>,
	) => {
		try {
			await work();
			return null;
		} catch (error) {
			if (!isForbidden(error)) throw error;
			return page(c, found, { ...typed, text: error.message }, 409);
		}
	};

	app.get('/desk/cases/:number', async (c) => {
		const found = await find(c);
		if (!found && c.var.refused?.how === 'outline') return outlinePage(c, room, c.var.refused.case);
		return found ? page(c, found) : missing(c);
	});

	app.post('/desk/cases/:number/claim', async (c) => {
		await readOwnForm(c, {});
		const found = await find(c, 'outline');
		if (!found) return missing(c);
		const me = c.var.signedIn.user._id;
		let by = me;
		const moved = await unlessMoved(
			c,
			found,
			async () => {
				const claimed = await handover.claim(found._id, me);
				if (!claimed.claimed) by = claimed.by;
			},
			{ part: 'state', unsent: '', id: null },
		);
		if (moved) return moved;
		if (by === me) return c.redirect(`/desk/cases/${found.number}`, 303);
		if (!(await find(c))) return missing(c);
		const { texts } = c.var.words;
		const winner = (await users.get(by))?.display_name ?? texts.formerWorker;
		return page(c, found, { part: 'state', text: texts.taken(winner), unsent: '', id: null }, 409);
	});

	app.post('/desk/cases/:number/release', async (c) => {
		await readOwnForm(c, {});
		const found = await find(c);
		if (!found) return missing(c);
		const typed = { part: 'state', unsent: '', id: null } as const;
		const moved = await unlessMoved(c, found, () => handover.release(found._id, c.var.signedIn.user._id), typed);
		return moved ?? c.redirect('/desk', 303);
	});

	app.post('/desk/cases/:number/reply', async (c) => {
		const form = await readOwnForm(c, { id: formField.id, text: longText, canned: z.string().max(60).optional() });
		const found = await find(c);
		if (!found) return missing(c);
		const { words, signedIn } = c.var;
		const { texts } = words;
		const live = c.req.header('hx-request') !== undefined;
		const fragment = async (trouble: string | null, status: 200 | 400 | 409) => {
			const kept =
				trouble === null ? { id: null, unsent: '', sent: form.id } : { id: form.id, unsent: form.text, sent: null };
			return html(
				c,
				<Reply
					case={found}
					words={words}
					signedIn={signedIn}
					names={await names()}
					trouble={trouble}
					canned={repliesFor(room.knowledge(), found)}
					{...kept}
				/>,
				status,
			);
		};
		const wrong =
			form.text === ''
				? texts.emptyText
				: form.text.length > longestReply
					? texts.tooLong(longestReply.toLocaleString(words.language))
					: hasGap(form.text)
						? cannedTexts[words.language].gap
						: null;
		const typed = { part: 'reply', unsent: form.text, id: form.id } as const;
		if (wrong) return live ? fragment(wrong, 400) : page(c, found, { ...typed, text: wrong }, 400);
		try {
			await handover.reply(found._id, signedIn.user._id, { id: form.id, text: form.text });
		} catch (error) {
			if (!isForbidden(error)) throw error;
			return live ? fragment(texts.moved, 409) : page(c, found, { ...typed, text: texts.moved }, 409);
		}
		return live ? fragment(null, 200) : c.redirect(`/desk/cases/${found.number}?sent=${form.id}#reply`, 303);
	});

	app.post('/desk/cases/:number/notes', async (c) => {
		const form = await readOwnForm(c, { id: formField.id, text: longText });
		const found = await find(c);
		if (!found) return missing(c);
		const { texts, language } = c.var.words;
		const typed = { part: 'note', unsent: form.text, id: form.id } as const;
		if (form.text === '') return page(c, found, { ...typed, text: texts.emptyText }, 400);
		if (form.text.length > longestReply)
			return page(c, found, { ...typed, text: texts.tooLong(longestReply.toLocaleString(language)) }, 400);
		const note = { id: form.id, text: form.text };
		const moved = await unlessMoved(
			c,
			found,
			() => cases.note(found._id, c.var.signedIn.user._id, note, clock()),
			typed,
		);
		return moved ?? c.redirect(`/desk/cases/${found.number}?sent=${form.id}#catatan`, 303);
	});

	app.post('/desk/cases/:number/close', async (c) => {
		const found = await find(c);
		if (!found) return missing(c);
		const outcomes = Object.fromEntries(found.claims.map((claim) => [outcomeField(claim), z.string().optional()]));
		const { result, note = '' } = await readOwnForm(c, {
			...outcomes,
			result: z.enum(caseResults).optional(),
			note: longText.optional(),
		});
		const fields = await readFields(c);
		const { texts, language } = c.var.words;
		const typed = { part: 'close', unsent: note, id: null } as const;
		if (!result) return page(c, found, { ...typed, text: texts.closeMissing }, 400);
		if (note.length > longestReply)
			return page(c, found, { ...typed, text: texts.tooLong(longestReply.toLocaleString(language)) }, 400);
		const moved = await unlessMoved(
			c,
			found,
			() =>
				handover.close(found._id, c.var.signedIn.user._id, {
					result,
					note,
					outcomes: chosenOutcomes(found.claims, fields, note),
				}),
			typed,
		);
		return moved ?? c.redirect(`/desk/cases/${found.number}`, 303);
	});
}
