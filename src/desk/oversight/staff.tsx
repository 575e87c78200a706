import type { StaffDocument } from '../../cases/documents.ts';
import { isForbidden, type Viewer } from '../../cases/index.ts';
import { html } from '../../http/index.ts';
import type { Region } from '../../knowledge/index.ts';
import { teamOf } from '../../service/index.ts';
import { type DeskApp, type DeskContext, type DeskRoom, readOwnForm } from '../context.ts';
import type { UserDocument } from '../documents.ts';
import { Said } from '../fields.tsx';
import { DeskPage, FormToken } from '../layout.tsx';
import { missingPage } from '../missing.tsx';
import { staffTexts } from '../texts/staff.ts';
import { ServiceSection } from './service-section.tsx';
import { readStaff, type StaffForm, staffShape } from './staff-form.ts';

/** What somebody is who was never enlisted. */
const unset = { areas: [], needs: [], languages: [], capacity: 20, scope: 'all' } as const;

/** A form as it is shown: the ways of the person, places to choose from, and what was wrong. */
interface Shown {
	readonly form: StaffForm;
	readonly choices: readonly Region[];
	readonly typed: string;
	readonly trouble: string | null;
	readonly done: boolean;
}

/** Whom workers serve and what they may see, for supervisors and admins; the rest of the service to read. */
export function addStaff(app: DeskApp, room: DeskRoom): void {
	const { assets, users, cases, sight, service, knowledge, clock } = room;

	const allowed = (c: DeskContext) => c.var.signedIn.user.role !== 'worker';
	/** A supervisor sets workers, not themselves nor each other, and gives nobody more than they see themselves. */
	const mayChange = (c: DeskContext, viewer: Viewer, of: UserDocument, wanted: StaffForm | null) => {
		const me = c.var.signedIn.user;
		if (me.role === 'admin') return true;
		if (of.role !== 'worker' || of._id === me._id) return false;
		if (viewer.scope === 'all' || wanted === null) return true;
		const areas = wanted.scope !== 'area' || (viewer.scope === 'area' && wanted.areas.length > 0);
		const inside = wanted.areas.every((code) => viewer.areas.some((mine) => code.startsWith(mine)));
		return wanted.scope !== 'all' && wanted.team === viewer.team && areas && (inside || viewer.scope !== 'area');
	};
	const formOf = (staff: StaffDocument | null): StaffForm => ({
		...unset,
		team: service().fallback,
		...(staff && {
			team: staff.team,
			areas: staff.areas,
			needs: staff.needs,
			languages: staff.languages,
			capacity: staff.capacity,
			scope: staff.scope ?? 'all',
		}),
	});

	app.get('/desk/staff', async (c) => {
		if (!allowed(c)) return missingPage(c, assets);
		const { words, signedIn } = c.var;
		const { language } = words;
		const texts = staffTexts[language];
		const people = (await users.list()).filter(({ disabled }) => !disabled);
		const rows = await Promise.all(
			people.map(async (user) => ({ user, staff: await cases.staff(user._id), load: await sight.load(user._id) })),
		);
		const viewer = await sight.viewer(signedIn.user);
		return html(
			c,
			<DeskPage assets={assets} words={words} title={texts.title} signedIn={signedIn}>
				<div class="heading">
					<h1>{texts.title}</h1>
				</div>
				<p class="soft">{texts.lead}</p>
				<h2>{texts.people}</h2>
				<ul class="accounts">
					{rows.map(({ user, staff, load }) => (
						<li class="card">
							<span>
								<strong>{user.display_name}</strong> <span class="soft">{words.texts.role[user.role]}</span>
							</span>
							{staff === null ? (
								<span class="soft">{texts.unset}</span>
							) : (
								<span>
									{teamOf(service(), staff.team).name[language]} · {texts.scopes[staff.scope ?? 'all']} ·{' '}
									{texts.load(load, staff.capacity)}
								</span>
							)}
							{mayChange(c, viewer, user, null) && (
								<a href={`/desk/staff/${user.name}`} aria-label={texts.edit(user.display_name)}>
									{texts.edit('')}
								</a>
							)}
						</li>
					))}
				</ul>
				<ServiceSection service={service()} regions={knowledge().regions.byCode} users={people} words={words} />
			</DeskPage>,
		);
	});

	const page = async (c: DeskContext, user: UserDocument, shown: Shown, status: 200 | 400 | 403 = 200) => {
		const { words, signedIn } = c.var;
		const { language } = words;
		const texts = staffTexts[language];
		const { form } = shown;
		const { needs, regions } = knowledge();
		const staff = await cases.staff(user._id);
		const setter = staff?.set_by ? await users.get(staff.set_by) : null;
		const searches = await sight.searches(user._id, clock() - 30 * 24 * 3_600_000);
		const place = (code: string, name: string, checked: boolean) => (
			<label class="option">
				<input type="checkbox" name={`area-${code}`} value="yes" checked={checked} /> {name}
			</label>
		);
		return html(
			c,
			<DeskPage assets={assets} words={words} title={user.display_name} signedIn={signedIn}>
				<p class="back">
					<a href="/desk/staff">← {texts.back}</a>
				</p>
				<div class="heading">
					<h1>{user.display_name}</h1>
				</div>
				<p class="soft">
					{words.texts.role[user.role]}, {texts.account} {user.name}. {texts.searches(searches)}.{' '}
					{staff?.set_by &&
						staff.set_at &&
						texts.setBy(setter?.display_name ?? words.texts.formerWorker, words.when(staff.set_at))}
				</p>
				<Said trouble={shown.trouble} done={shown.done ? texts.saved : null} />
				<form class="card" method="post" action={`/desk/staff/${user.name}`}>
					<FormToken signedIn={signedIn} />
					<label for="team">{texts.team}</label>
					<select id="team" name="team">
						{service().teams.map(({ id, name }) => (
							<option value={id} selected={id === form.team}>
								{name[language]}
							</option>
						))}
					</select>
					<label for="scope">{texts.scope}</label>
					<select id="scope" name="scope">
						{Object.entries(texts.scopes).map(([scope, name]) => (
							<option value={scope} selected={scope === form.scope}>
								{name}
							</option>
						))}
					</select>
					<fieldset class="ticks">
						<legend>{texts.areas}</legend>
						{form.areas.length === 0 && <p class="soft">{texts.areasNone}</p>}
						{form.areas.map((code) => place(code, regions.byCode.get(code)?.name[language] ?? code, true))}
						{shown.choices.length > 0 && (
							<div role="alert">
								<p class="trouble">{texts.areasWhich}</p>
								{shown.choices.map(({ code, name }) => place(code, name[language], false))}
							</div>
						)}
						<label for="places">{texts.areasAdd}</label>
						<input id="places" name="places" value={shown.typed} maxlength={300} aria-describedby="places-hint" />
						<p class="hint" id="places-hint">
							{texts.areasHint}
						</p>
					</fieldset>
					<fieldset class="ticks">
						<legend>{texts.needs}</legend>
						<p class="hint">{texts.needsHint}</p>
						{[...needs].map(([id, need]) => (
							<label class="option">
								<input type="checkbox" name={`need-${id}`} value="yes" checked={form.needs.includes(id)} />{' '}
								{need.name[language]}
							</label>
						))}
					</fieldset>
					<fieldset class="ticks">
						<legend>{texts.languages}</legend>
						<p class="hint">{texts.languagesHint}</p>
						{Object.entries(words.texts.languages).map(([code, name]) => (
							<label class="option">
								<input type="checkbox" name={`language-${code}`} value="yes" checked={form.languages.includes(code)} />{' '}
								{name}
							</label>
						))}
					</fieldset>
					<label for="capacity">{texts.capacity}</label>
					<input
						id="capacity"
						name="capacity"
						inputmode="numeric"
						value={Number.isNaN(form.capacity) ? '' : String(form.capacity)}
						maxlength={5}
						aria-describedby="capacity-hint"
						required
					/>
					<p class="hint" id="capacity-hint">
						{texts.capacityHint}
					</p>
					<button type="submit">{texts.save}</button>
				</form>
			</DeskPage>,
			status,
		);
	};

	const still = { choices: [], typed: '', trouble: null, done: false } as const;
	const found = async (c: DeskContext): Promise<UserDocument | null> => {
		const user = allowed(c) ? await users.named(c.req.param('name') ?? '') : null;
		return user && mayChange(c, await sight.viewer(c.var.signedIn.user), user, null) ? user : null;
	};

	app.get('/desk/staff/:name', async (c) => {
		const user = await found(c);
		if (!user) return missingPage(c, assets);
		const form = formOf(await cases.staff(user._id));
		return page(c, user, { ...still, form, done: c.req.query('saved') === '1' });
	});

	app.post('/desk/staff/:name', async (c) => {
		const languages = Object.keys(c.var.words.texts.languages);
		const user = await found(c);
		const known = formOf(user === null ? null : await cases.staff(user._id));
		const sent = await readOwnForm(c, await staffShape(c));
		if (!user) return missingPage(c, assets);
		const texts = staffTexts[c.var.words.language];
		const { form, choices, unknown, typed } = readStaff(sent, knowledge(), languages, known);
		const wrong = (trouble: string | null, status: 400 | 403 = 400) =>
			page(c, user, { form, choices, typed, trouble, done: false }, status);
		if (unknown.length > 0) return wrong(texts.areasUnknown(unknown.join('; ')));
		if (choices.length > 0) return wrong(null);
		if (!Number.isInteger(form.capacity) || form.capacity < 1 || form.capacity > 500) return wrong(texts.capacityWrong);
		if (!mayChange(c, await sight.viewer(c.var.signedIn.user), user, form)) return wrong(texts.notYours, 403);
		try {
			await cases.enlist(user._id, form, clock(), c.var.signedIn.user._id);
		} catch (error) {
			if (!isForbidden(error)) throw error;
			return wrong(error.message);
		}
		return c.redirect(`/desk/staff/${user.name}?saved=1`, 303);
	});
}
