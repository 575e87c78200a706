import type { CaseDocument } from '../../cases/documents.ts';
import { isForbidden } from '../../cases/index.ts';
import { formField } from '../../http/index.ts';
import type { SignedIn } from '../account/sign-ins.ts';
import { type DeskApp, type DeskRoom, readOwnForm } from '../context.ts';
import { FormToken } from '../layout.tsx';
import { cannedTexts } from '../texts/canned.ts';
import type { Words } from '../words.ts';
import type { CasePage } from './case-page.tsx';

/** What the person wants to be called; nobody is asked for a full name. */
export const Called = (props: { case: CaseDocument; words: Words; signedIn: SignedIn }) => {
	const texts = cannedTexts[props.words.language];
	return (
		<form class="card" method="post" action={`/desk/cases/${props.case.number}/called`}>
			<FormToken signedIn={props.signedIn} />
			<label for="called">{texts.called}</label>
			<input
				id="called"
				name="called"
				value={props.case.called ?? ''}
				maxlength={60}
				autocomplete="off"
				dir="auto"
				aria-describedby="called-hint"
			/>
			<p class="hint" id="called-hint">
				{texts.calledHint}
			</p>
			<button type="submit" class="quiet">
				{texts.save}
			</button>
		</form>
	);
};

export function addCalled(app: DeskApp, { cases, clock }: DeskRoom, { find, missing, page }: CasePage): void {
	app.post('/desk/cases/:number/called', async (c) => {
		const { called } = await readOwnForm(c, { called: formField.text(500) });
		const found = await find(c);
		if (!found) return missing(c);
		try {
			await cases.name(found._id, c.var.signedIn.user._id, called, clock());
		} catch (error) {
			if (!isForbidden(error)) throw error;
			return page(c, found, { part: 'state', text: error.message, unsent: '', id: null }, 409);
		}
		return c.redirect(`/desk/cases/${found.number}`, 303);
	});
}
