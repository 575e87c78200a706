import { z } from 'zod';
import type { CaseDocument, CaseLetter } from '../../cases/documents.ts';
import { isForbidden } from '../../cases/index.ts';
import { formField, html, pdf } from '../../http/index.ts';
import { letterText } from '../../letters/index.ts';
import { type DeskApp, type DeskContext, type DeskRoom, readOwnForm } from '../context.ts';
import { Said } from '../fields.tsx';
import { DeskPage, FormToken } from '../layout.tsx';
import { advocacyTexts } from '../texts/advocacy.ts';
import type { CasePage } from './case-page.tsx';

/** What the citizen is told with a letter; in the language they write in. */
const said = (language: string) => advocacyTexts[language === 'en' ? 'en' : 'id'].letter;

/** One letter: read, edited, approved, given to the person as text and as a file. */
export function addLetter(app: DeskApp, room: DeskRoom, { find, missing }: CasePage): void {
	const { assets, letters, handover, clock } = room;

	const located = async (c: DeskContext): Promise<{ found: CaseDocument; letter: CaseLetter; id: string } | null> => {
		const found = await find(c);
		const id = (c.req.param('letter') ?? '').replace(/\.pdf$/u, '');
		if (!found || !/^[0-9a-f-]{36}$/u.test(id)) return null;
		const letter = await letters.get(found._id, id);
		return letter && { found, letter, id };
	};

	const page = (
		c: DeskContext,
		{ found, letter, id }: { found: CaseDocument; letter: CaseLetter; id: string },
		trouble: string | null = null,
		status: 200 | 409 = 200,
	) => {
		const { words, signedIn } = c.var;
		const all = advocacyTexts[words.language];
		const texts = all.letter;
		const path = `/desk/cases/${found.number}/letters/${id}`;
		const mine = found.status === 'open' && found.assignee === signedIn.user._id;
		const editable = mine && letter.status !== 'sent';
		const standing = { draft: texts.draft, approved: texts.approved, sent: texts.sent }[letter.status];
		const earlier = found.claims.some((claim) => claim.appeals.length > 0);
		return html(
			c,
			<DeskPage assets={assets} words={words} title={all.letters[letter.kind]} signedIn={signedIn}>
				<p class="back">
					<a href={`/desk/cases/${found.number}/rights`}>← {all.title}</a>
				</p>
				<div class="heading">
					<h1>{all.letters[letter.kind]}</h1>
				</div>
				<p role="status">
					<strong>{standing}</strong>
				</p>
				<Said trouble={trouble} />
				{letter.kind === 'ombudsman_report' && !earlier && <p class="trouble">{texts.ombudsman}</p>}
				<section class="card" aria-label={all.letters[letter.kind]}>
					<p class="soft">{letter.dated}</p>
					<p class="hint">{texts.hint}</p>
					<form method="post" action={path}>
						<FormToken signedIn={signedIn} />
						<label for="to">{texts.to}</label>
						<input id="to" name="to" value={letter.to} maxlength={200} readonly={!editable} required />
						<label for="subject">{texts.subject}</label>
						<input id="subject" name="subject" value={letter.subject} maxlength={200} readonly={!editable} required />
						<label for="body">{texts.body}</label>
						<textarea id="body" name="body" rows={22} readonly={!editable} required>
							{letter.body}
						</textarea>
						{editable && <button type="submit">{texts.save}</button>}
					</form>
					<p>
						<a href={`${path}.pdf`}>{texts.pdf}</a>
					</p>
				</section>
				{mine && letter.status === 'draft' && (
					<form method="post" action={`${path}/approve`} class="card">
						<FormToken signedIn={signedIn} />
						<label class="check">
							<input type="checkbox" name="vouched" value="yes" /> {texts.vouch}
						</label>
						<button type="submit">{texts.approve}</button>
					</form>
				)}
				{mine && letter.status === 'approved' && (
					<form method="post" action={`${path}/send`} class="card">
						<FormToken signedIn={signedIn} />
						<button type="submit">{texts.send}</button>
					</form>
				)}
			</DeskPage>,
			status,
		);
	};

	/** Runs what a worker asked for; what may not be done is said beside the letter as it stands now. */
	const act = async (
		c: DeskContext,
		run: (at: { found: CaseDocument; letter: CaseLetter; id: string }, user: string) => Promise<unknown>,
	) => {
		const at = await located(c);
		if (!at) return missing(c);
		try {
			await run(at, c.var.signedIn.user._id);
		} catch (error) {
			if (!isForbidden(error)) throw error;
			return page(c, (await located(c)) ?? at, error.message, 409);
		}
		return c.redirect(`/desk/cases/${at.found.number}/letters/${at.id}`, 303);
	};

	app.get('/desk/cases/:number/letters/:letter', async (c) => {
		const at = await located(c);
		if (!at) return missing(c);
		if (!(c.req.param('letter') ?? '').endsWith('.pdf')) return page(c, at);
		const { drawLetter } = await import('../../sheets/index.ts');
		return pdf(c, 'surat.pdf', await drawLetter(at.letter, at.letter.dated, clock()));
	});

	app.post('/desk/cases/:number/letters/:letter', async (c) => {
		const form = await readOwnForm(c, {
			to: formField.text(1_000),
			subject: formField.text(1_000),
			body: formField.text(50_000),
		});
		return act(c, ({ found, id }, user) => letters.edit(found._id, user, id, form, clock()));
	});

	app.post('/desk/cases/:number/letters/:letter/approve', async (c) => {
		const { vouched } = await readOwnForm(c, { vouched: z.literal('yes').optional() });
		return act(c, ({ found, id }, user) => letters.approve(found._id, user, id, vouched === 'yes', clock()));
	});

	app.post('/desk/cases/:number/letters/:letter/send', async (c) => {
		await readOwnForm(c, {});
		return act(c, async ({ found, letter, id }, user) => {
			if (letter.status === 'approved') {
				const words = said(found.language);
				const text = `${words.intro}\n\n${letterText(letter, letter.dated)}`;
				await handover.reply(found._id, user, { id: `letter-${id}`, text });
				const document = { kind: 'letter', name: 'surat.pdf', instead: words.noFile, letter: letter._id } as const;
				await handover.reply(found._id, user, { id: `letter-${id}-file`, text: words.file, document });
			}
			await letters.sent(found._id, user, id, clock());
		});
	});
}
