import { DateTime } from 'luxon';
import { z } from 'zod';
import { type CaseDocument, type Handing, isForbidden } from '../../cases/index.ts';
import { formField, html } from '../../http/index.ts';
import { calendarOf, teamOf } from '../../service/index.ts';
import { type DeskApp, type DeskContext, type DeskRoom, readOwnForm } from '../context.ts';
import { DeskPage, FormToken } from '../layout.tsx';
import { handlingTexts } from '../texts/handling.ts';
import type { CasePage } from './case-page.tsx';

const short = formField.text(500);

/** Giving a case to somebody, handing it on, putting it off, joining it with another. */
export function addHandling(app: DeskApp, room: DeskRoom, { find, missing }: CasePage): void {
	const { cases, handover, users, assets, clock, service, sight } = room;

	const page = async (c: DeskContext, it: CaseDocument, trouble: string | null = null, status: 200 | 409 = 200) => {
		const { words, signedIn } = c.var;
		const texts = handlingTexts[words.language];
		const path = `/desk/cases/${it.number}`;
		const colleagues = (await users.list()).filter(({ disabled }) => !disabled);
		const { teams } = service();
		const me = signedIn.user._id;
		const mine = it.assignee === me;
		const open = it.status === 'open';
		const kept = it.duplicate_of === null ? null : await sight.again(signedIn.user, it.duplicate_of);
		const mayAssign = open && (it.assignee === null || mine || signedIn.user.role !== 'worker');
		return html(
			c,
			<DeskPage assets={assets} words={words} title={texts.title} signedIn={signedIn}>
				<p class="back">
					<a href={path}>← {texts.back}</a>
				</p>
				<h1>{texts.title}</h1>
				<p>{texts.teamNow(teamOf(service(), it.team).name[words.language])}</p>
				{trouble && (
					<p class="trouble" role="alert">
						{trouble}
					</p>
				)}
				{mayAssign && (
					<form class="card" method="post" action={`${path}/assign`}>
						<h2>{texts.assign}</h2>
						<FormToken signedIn={signedIn} />
						<p class="hint">{texts.assignHint}</p>
						<label for="assign-to">{texts.assignWho}</label>
						<select id="assign-to" name="to">
							<option value="">{texts.best}</option>
							{colleagues.map(({ _id, display_name }) => (
								<option value={_id}>{display_name}</option>
							))}
						</select>
						<button type="submit">{texts.assign}</button>
					</form>
				)}
				{open && (mine || it.assignee === null) && (
					<form class="card" method="post" action={`${path}/transfer`}>
						<h2>{texts.transfer}</h2>
						<FormToken signedIn={signedIn} />
						<p class="hint">{texts.transferHint}</p>
						<label for="transfer-to">{texts.transferTo}</label>
						<select id="transfer-to" name="to" required>
							<option value="">{words.texts.choose}</option>
							{teams
								.filter(({ id }) => id !== it.team)
								.map(({ id, name }) => (
									<option value={`team ${id}`}>{texts.toTeam(name[words.language])}</option>
								))}
							{colleagues
								.filter(({ _id }) => _id !== it.assignee)
								.map(({ _id, display_name }) => (
									<option value={`worker ${_id}`}>{texts.toWorker(display_name)}</option>
								))}
							<option value="agency">{texts.toAgency}</option>
						</select>
						<label for="transfer-agency">{texts.agency}</label>
						<input id="transfer-agency" name="agency" maxlength={200} />
						<label for="transfer-reason">{texts.reason}</label>
						<textarea id="transfer-reason" name="reason" rows={2} maxlength={500} required />
						<label class="option">
							<input type="checkbox" name="consented" value="yes" /> {texts.consented}
						</label>
						<button type="submit">{texts.transfer}</button>
					</form>
				)}
				{open && mine && (
					<form class="card" method="post" action={`${path}/snooze`}>
						<h2>{texts.snooze}</h2>
						<FormToken signedIn={signedIn} />
						<p class="hint">{texts.snoozeHint}</p>
						<label for="snooze-until">{texts.snoozeUntil}</label>
						<input id="snooze-until" type="date" name="until" required />
						<button type="submit">{texts.snooze}</button>
					</form>
				)}
				{open && (mine || it.assignee === null) && (
					<form class="card" method="post" action={`${path}/merge`}>
						<h2>{texts.merge}</h2>
						<FormToken signedIn={signedIn} />
						<p class="hint">{texts.mergeHint}</p>
						<label for="merge-into">{texts.mergeInto}</label>
						<input id="merge-into" name="into" maxlength={20} autocomplete="off" required />
						<button type="submit">{texts.merge}</button>
					</form>
				)}
				{it.joins?.some(({ undone }) => undone === null) && (
					<section class="card">
						<h2>{texts.joined}</h2>
						<ul>
							{it.joins.flatMap(({ from, undone }) =>
								undone === null
									? [
											<li>
												<a href={`/desk/cases/${from}/handling`}>{from}</a>
											</li>,
										]
									: [],
							)}
						</ul>
					</section>
				)}
				{kept?.how === 'whole' && (
					<form class="card" method="post" action={`${path}/unmerge`}>
						<h2>{texts.unmerge}</h2>
						<FormToken signedIn={signedIn} />
						<p>
							<a href={`/desk/cases/${kept.case.number}`}>{texts.goesOn(kept.case.number)}</a>
						</p>
						<p class="hint">{texts.unmergeHint(kept.case.number)}</p>
						<button type="submit">{texts.unmerge}</button>
					</form>
				)}
			</DeskPage>,
			status,
		);
	};

	const done = async (c: DeskContext, it: CaseDocument, work: () => Promise<unknown>) => {
		try {
			await work();
		} catch (error) {
			if (!isForbidden(error)) throw error;
			const now = await find(c);
			return now ? page(c, now, error.message, 409) : missing(c);
		}
		return c.redirect((await find(c)) ? `/desk/cases/${it.number}` : '/desk', 303);
	};

	app.get('/desk/cases/:number/handling', async (c) => {
		const found = await find(c);
		return found ? page(c, found) : missing(c);
	});

	app.post('/desk/cases/:number/assign', async (c) => {
		const { to } = await readOwnForm(c, { to: z.string().max(256) });
		const found = await find(c);
		if (!found) return missing(c);
		return done(c, found, () => cases.assign(found._id, to || null, c.var.signedIn.user._id, clock()));
	});

	app.post('/desk/cases/:number/transfer', async (c) => {
		const form = await readOwnForm(c, {
			to: z.string().max(300),
			agency: short.optional(),
			reason: short.optional(),
			consented: z.literal('yes').optional(),
		});
		const found = await find(c);
		if (!found) return missing(c);
		const to = recipient(form.to, form.agency ?? '');
		if (to === null) return page(c, found, handlingTexts[c.var.words.language].chooseFirst, 409);
		const handing = { to, reason: form.reason ?? '', consented: form.consented === 'yes' };
		return done(c, found, () => handover.transfer(found._id, c.var.signedIn.user._id, handing));
	});

	app.post('/desk/cases/:number/snooze', async (c) => {
		const { until } = await readOwnForm(c, { until: z.iso.date() });
		const found = await find(c);
		if (!found) return missing(c);
		const { zone } = calendarOf(service(), teamOf(service(), found.team));
		const morning = DateTime.fromISO(until, { zone }).set({ hour: 8 }).toMillis();
		return done(c, found, () => cases.snooze(found._id, morning, c.var.signedIn.user._id, clock()));
	});

	app.post('/desk/cases/:number/unmerge', async (c) => {
		await readOwnForm(c, {});
		const found = await find(c);
		if (!found) return missing(c);
		return done(c, found, () => handover.unmerge(found._id, c.var.signedIn.user._id));
	});

	app.post('/desk/cases/:number/merge', async (c) => {
		const { into } = await readOwnForm(c, { into: z.string().max(40) });
		const found = await find(c);
		if (!found) return missing(c);
		const target = await sight.byNumber(c.var.signedIn.user, into);
		if (target?.how !== 'whole') return page(c, found, handlingTexts[c.var.words.language].noSuchCase, 409);
		return done(c, found, () => handover.merge(found._id, target.case._id, c.var.signedIn.user._id));
	});
}

function recipient(to: string, agency: string): Handing['to'] | null {
	const [kind, id = ''] = to.split(/ (.*)/s);
	if (kind === 'team' && id !== '') return { kind, team: id };
	if (kind === 'worker' && id !== '') return { kind, user: id };
	return kind === 'agency' && agency !== '' ? { kind, name: agency, service: null } : null;
}
