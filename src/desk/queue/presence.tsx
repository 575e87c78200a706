import { z } from 'zod';
import type { Presence, StaffDocument } from '../../cases/documents.ts';
import type { Viewer } from '../../cases/index.ts';
import type { Service } from '../../service/index.ts';
import type { SignedIn } from '../account/sign-ins.ts';
import { type DeskApp, type DeskRoom, readOwnForm } from '../context.ts';
import { FormToken } from '../layout.tsx';
import { handlingTexts } from '../texts/handling.ts';
import type { Words } from '../words.ts';

const presences: readonly Presence[] = ['online', 'away', 'offline'];

/** How many cases somebody carries at once who never said otherwise. */
const CAPACITY = 20;

/** Whether I am there, and for which team. */
export const PresenceForm = (props: {
	staff: StaffDocument | null;
	viewer: Viewer;
	service: Service;
	words: Words;
	signedIn: SignedIn;
}) => {
	const { staff, service, words, signedIn } = props;
	const texts = handlingTexts[words.language];
	const now = texts.presence[staff?.presence ?? 'offline'];
	return (
		<details class="filter">
			<summary>
				{texts.presenceTitle}: {now}
			</summary>
			<form method="post" action="/desk/presence" class="filters" aria-label={texts.presenceTitle}>
				<FormToken signedIn={signedIn} />
				<p class="field">
					<label for="presence">{texts.presenceTitle}</label>
					<select id="presence" name="presence">
						{presences.map((presence) => (
							<option value={presence} selected={presence === (staff?.presence ?? 'offline')}>
								{texts.presence[presence]}
							</option>
						))}
					</select>
				</p>
				<p class="field">
					<label for="presence-team">{texts.team}</label>
					<select id="presence-team" name="team" disabled={props.viewer.scope !== 'all'}>
						{service.teams.map(({ id, name }) => (
							<option value={id} selected={id === (staff?.team ?? service.fallback)}>
								{name[words.language]}
							</option>
						))}
					</select>
				</p>
				<p class="field">
					<button type="submit" class="quiet">
						{texts.save}
					</button>
				</p>
			</form>
		</details>
	);
};

/** Whoever sees one team only does not choose which: a supervisor does. */
export function addPresence(app: DeskApp, { cases, clock, service, sight }: DeskRoom): void {
	app.post('/desk/presence', async (c) => {
		const form = { presence: z.enum(presences), team: z.string().max(60).optional() };
		const { presence, team } = await readOwnForm(c, form);
		const me = c.var.signedIn.user._id;
		const known = await cases.staff(me);
		const { areas, needs, languages, capacity } = known ?? { areas: [], needs: [], languages: [], capacity: CAPACITY };
		const viewer = await sight.viewer(c.var.signedIn.user);
		const wanted = viewer.scope === 'all' ? service().teams.find(({ id }) => id === team)?.id : undefined;
		await cases.enlist(me, { team: wanted ?? viewer.team, areas, needs, languages, capacity }, clock());
		await cases.presence(me, presence, clock());
		return c.redirect('/desk', 303);
	});
}
