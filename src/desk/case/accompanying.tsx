import { z } from 'zod';
import type { CaseDocument, Claim } from '../../cases/documents.ts';
import { hasOutcome, isForbidden, lifeChange } from '../../cases/index.ts';
import type { SignedIn } from '../account/sign-ins.ts';
import { type DeskApp, type DeskContext, type DeskRoom, readOwnForm } from '../context.ts';
import { FormToken } from '../layout.tsx';
import { accompanyingTexts } from '../texts/accompanying.ts';
import type { Words } from '../words.ts';
import type { CasePage } from './case-page.tsx';

const day = 24 * 60 * 60 * 1000;

/** Gives the conversation to Hakku while the case stays open: it asks how it went with one right. */
export function addAccompanying(
	app: DeskApp,
	{ handover, clock }: DeskRoom,
	{ find, missing }: CasePage,
	refuse: (c: DeskContext, found: CaseDocument, trouble: string, status: 400 | 409) => Promise<Response>,
): void {
	app.post('/desk/cases/:number/rights/:right/accompany', async (c) => {
		const { days } = await readOwnForm(c, { days: z.string().trim().max(4) });
		const found = await find(c);
		const right = c.req.param('right');
		if (!found?.claims.some((claim) => claim.right === right)) return missing(c);
		const count = Number(days);
		if (!Number.isInteger(count) || count < 1 || count > 180)
			return refuse(c, found, accompanyingTexts[c.var.words.language].invalid, 400);
		try {
			const asking = { right, ask_at: clock() + count * day };
			await handover.accompany(found._id, c.var.signedIn.user._id, asking);
		} catch (error) {
			if (!isForbidden(error)) throw error;
			return refuse(c, (await find(c)) ?? found, error.message, 409);
		}
		return c.redirect(`/desk/cases/${found.number}/rights`, 303);
	});
}

/** The form for it; nothing where the right has its outcome, or danger is about. */
export const Accompany = (props: { claim: Claim; found: CaseDocument; words: Words; signedIn: SignedIn }) => {
	const { claim, found, words, signedIn } = props;
	const texts = accompanyingTexts[words.language];
	if (hasOutcome(claim) || found.priority === 1) return null;
	const field = `${claim.right}-accompany`;
	return (
		<details>
			<summary>{texts.title}</summary>
			<p class="soft">{texts.explain}</p>
			<form method="post" action={`/desk/cases/${found.number}/rights/${claim.right}/accompany`}>
				<FormToken signedIn={signedIn} />
				<label for={field}>{texts.days}</label>
				<input id={field} name="days" value="7" inputmode="numeric" maxlength={4} autocomplete="off" required />
				<button type="submit">{texts.submit}</button>
			</form>
		</details>
	);
};

/** How the person's days changed, as a number: from what they said first to what they said last. */
export const LifeLine = (props: { reports: Parameters<typeof lifeChange>[0]; words: Words }) => {
	const change = lifeChange(props.reports);
	if (change === null) return null;
	const texts = accompanyingTexts[props.words.language];
	const figure = change.change > 0 ? `+${change.change}` : String(change.change);
	return (
		<p class="card">
			<strong>{texts.life}</strong>: {figure}{' '}
			<span class="soft">
				({texts.compared(change.compared, texts.moments[change.from], texts.moments[change.to])})
			</span>
		</p>
	);
};
