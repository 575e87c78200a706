import { z } from 'zod';
import type { CaseDocument, CaseLetter, Claim, ClaimStatus, Refusal } from '../../cases/documents.ts';
import { claimMoves, isForbidden } from '../../cases/index.ts';
import { formField, html } from '../../http/index.ts';
import { type AppealPath, type Knowledge, letterKinds, maladministrationKinds } from '../../knowledge/index.ts';
import { calendarOf, teamOf } from '../../service/index.ts';
import type { SignedIn } from '../account/sign-ins.ts';
import { type DeskApp, type DeskContext, type DeskRoom, readOwnForm } from '../context.ts';
import { Said } from '../fields.tsx';
import { DeskPage, FormToken } from '../layout.tsx';
import { type AdvocacyTexts, advocacyTexts } from '../texts/advocacy.ts';
import type { Words } from '../words.ts';
import { Accompany, addAccompanying } from './accompanying.tsx';
import type { CasePage } from './case-page.tsx';
import { type MoveField, moveFields, moveShape, readMove, usualDeadline } from './claim-form.ts';

/** Each right of a case with what may be done next, the way after a refusal, and the letters. */
export function addAdvocacy(app: DeskApp, room: DeskRoom, casePage: CasePage): void {
	const { find, missing } = casePage;
	const { assets, cases, letters, knowledge, clock } = room;

	const page = async (
		c: DeskContext,
		found: CaseDocument,
		trouble: string | null = null,
		status: 200 | 400 | 409 = 200,
	) => {
		const { words, signedIn } = c.var;
		const texts = advocacyTexts[words.language];
		const mine = found.status === 'open' && found.assignee === signedIn.user._id;
		const written = await letters.list(found._id);
		return html(
			c,
			<DeskPage assets={assets} words={words} title={texts.title} signedIn={signedIn}>
				<p class="back">
					<a href={`/desk/cases/${found.number}`}>← {texts.back}</a>
				</p>
				<div class="heading">
					<h1>{texts.title}</h1>
				</div>
				<Said trouble={trouble} />
				{found.claims.length === 0 && <p class="empty">{texts.none}</p>}
				{found.claims.map((claim) => (
					<ClaimCard
						{...{ claim, words, texts, signedIn, mine }}
						number={found.number}
						today={words.today(clock())}
						found={found}
						knowledge={knowledge()}
					/>
				))}
				<section class="card" aria-labelledby="refusals-title">
					<h2 id="refusals-title">{texts.refusals}</h2>
					{found.refusals.length === 0 && <p class="soft">{texts.noRefusals}</p>}
					{found.refusals.map((refusal) => (
						<RefusalLetters
							{...{ refusal, words, texts, signedIn, mine }}
							number={found.number}
							today={words.today(clock())}
							claims={found.claims}
							written={written.filter((letter) => letter.refusal === refusal.id)}
						/>
					))}
				</section>
			</DeskPage>,
			status,
		);
	};

	addAccompanying(app, room, casePage, page);

	app.get('/desk/cases/:number/rights', async (c) => {
		const found = await find(c);
		if (!found) return missing(c);
		const view = await cases.view(found._id, c.var.signedIn.user._id, clock());
		return view ? page(c, view.case) : missing(c);
	});

	app.post('/desk/cases/:number/rights/:right', async (c) => {
		const form = await readOwnForm(c, moveShape);
		const found = await find(c);
		const claim = found?.claims.find(({ right }) => right === c.req.param('right'));
		if (!found || !claim) return missing(c);
		const { words, signedIn } = c.var;
		const texts = advocacyTexts[words.language];
		const to = claimMoves[claim.status].find((way) => way === form.to);
		const user = signedIn.user._id;
		if (found.assignee !== user || to === undefined) return page(c, found, words.texts.moved, 409);
		const service = room.service();
		const calendar = calendarOf(service, teamOf(service, found.team));
		const known = { claim, refusals: found.refusals, calendar };
		const read = readMove(claim.right, to, form, known, words.today(clock()), clock());
		if ('wrong' in read) return page(c, found, read.wrong === 'date' ? texts.invalidDate : texts.invalidDays, 400);
		try {
			await cases.moveClaim(found._id, read.move, user, `desk:${form.id}`, clock());
		} catch (error) {
			if (!isForbidden(error)) throw error;
			return page(c, (await find(c)) ?? found, error.message, 409);
		}
		return c.redirect(`/desk/cases/${found.number}/rights`, 303);
	});

	app.post('/desk/cases/:number/letters', async (c) => {
		const form = await readOwnForm(c, {
			id: formField.id,
			kind: z.enum(letterKinds),
			refusal: z.string().max(300),
			right: z.string().max(60).optional(),
		});
		const found = await find(c);
		if (!found) return missing(c);
		const { right, ...wanted } = form;
		const about =
			found.claims.some((claim) => claim.right === right) && right !== undefined ? { ...wanted, right } : wanted;
		try {
			await letters.draft(found._id, c.var.signedIn.user._id, about, c.var.words.today(clock()), clock());
		} catch (error) {
			if (!isForbidden(error)) throw error;
			return page(c, found, error.message, 409);
		}
		return c.redirect(`/desk/cases/${found.number}/letters/${form.id}`, 303);
	});
}

interface Shown {
	readonly words: Words;
	readonly texts: AdvocacyTexts;
	readonly signedIn: SignedIn;
	/** Only whoever holds the case may act. */
	readonly mine: boolean;
	readonly number: string;
	/** ISO date on the desk's clock. */
	readonly today: string;
}

const ClaimCard = (props: Shown & { claim: Claim; found: CaseDocument; knowledge: Knowledge }) => {
	const { claim, words, texts, mine, knowledge } = props;
	const paths = knowledge.rights.get(claim.right)?.if_refused ?? [];
	const title = `hak-${claim.right}`;
	return (
		<section class="card right" aria-labelledby={title}>
			<h2 id={title}>{words.right(claim.right)}</h2>
			<p>
				<strong class={`status ${claim.status}`}>{words.texts.claimStatus[claim.status]}</strong>
				{claim.referral && <span class="soft"> · {claim.referral.institution}</span>}
			</p>
			{claim.next_step && (
				<p>
					{texts.nextStep}: {claim.next_step}
				</p>
			)}
			{mine &&
				claimMoves[claim.status].map((to) => (
					<details class="move">
						<summary>{texts.moves[to]}</summary>
						<MoveForm {...props} to={to} usual={usualDeadline(paths, to)} />
					</details>
				))}
			{mine && <Accompany claim={claim} found={props.found} words={words} signedIn={props.signedIn} />}
			{paths.length > 0 && (
				<details>
					<summary>{texts.path}</summary>
					<ol class="path">
						{paths.map(({ service, how, within }) => (
							<li>
								<strong>{knowledge.services.get(service)?.name[words.language] ?? service}</strong>
								{within && (
									<span class="soft">
										{' '}
										· {texts.pathWithin[within.kind](within.days)} (
										{within.who === 'person' ? texts.byPerson : texts.byInstitution})
									</span>
								)}
								<p>{how[words.language]}</p>
							</li>
						))}
					</ol>
				</details>
			)}
			<details>
				<summary>{texts.history}</summary>
				<ol class="path">
					{claim.history.map(({ to, at, reason }) => (
						<li>
							{words.when(at)}: {words.texts.claimStatus[to]}
							{reason && <span class="soft"> · {reason}</span>}
						</li>
					))}
				</ol>
			</details>
		</section>
	);
};

const MoveForm = (props: Shown & { claim: Claim; to: ClaimStatus; usual: AppealPath['within'] }) => {
	const { claim, to, texts, number, signedIn, usual } = props;
	const field = (name: MoveField) => `${claim.right}-${to}-${name}`;
	const Line = (of: { name: MoveField; label: string; value?: string; numeric?: boolean }) => (
		<>
			<label for={field(of.name)}>{of.label}</label>
			<input
				id={field(of.name)}
				name={of.name}
				value={of.value}
				maxlength={400}
				inputmode={of.numeric ? 'numeric' : undefined}
				autocomplete="off"
			/>
		</>
	);
	const parts: Record<MoveField, () => unknown> = {
		institution: () => <Line name="institution" label={texts.institution} value={claim.referral?.institution ?? ''} />,
		service: () => <Line name="service" label={texts.service} />,
		on: () => <Line name="on" label={texts.on} value={props.today} />,
		reason: () => <Line name="reason" label={texts.reason} />,
		money: () => <Line name="money" label={texts.money} />,
		papers: () => <Line name="papers" label={texts.papers} />,
		failure: () => (
			<>
				<label for={field('failure')}>{texts.failure}</label>
				<select id={field('failure')} name="failure">
					<option value="">{texts.unknown}</option>
					{maladministrationKinds.map((kind) => (
						<option value={kind}>{texts.failures[kind]}</option>
					))}
				</select>
			</>
		),
		next_step: () => <Line name="next_step" label={texts.nextStep} value={claim.next_step ?? ''} />,
		ask: () => <Line name="ask" label={texts.ask} value="7" numeric />,
		deadline: () => (
			<>
				<Line name="deadline" label={texts.deadline} value={usual ? String(usual.days) : ''} numeric />
				<label for={`${field('deadline')}-kind`}>{texts.deadlineKind}</label>
				<select id={`${field('deadline')}-kind`} name="deadline_kind">
					{(['calendar', 'working'] as const).map((kind) => (
						<option value={kind} selected={kind === usual?.kind}>
							{texts.days[kind]}
						</option>
					))}
				</select>
			</>
		),
		unanswered: () => (
			<label class="check">
				<input type="checkbox" name="unanswered" value="yes" /> {texts.unanswered}
			</label>
		),
	};
	return (
		<form method="post" action={`/desk/cases/${number}/rights/${claim.right}`}>
			<FormToken signedIn={signedIn} />
			<input type="hidden" name="id" value={crypto.randomUUID()} />
			<input type="hidden" name="to" value={to} />
			{moveFields[to].map((name) => parts[name]())}
			<button type="submit">{texts.save}</button>
		</form>
	);
};

const RefusalLetters = (
	props: Shown & { refusal: Refusal; claims: readonly Claim[]; written: readonly CaseLetter[] },
) => {
	const { refusal, claims, written, texts, words, number, mine, signedIn } = props;
	const unknown = words.texts.refusal.unknown;
	return (
		<div class="refusal">
			<h3>{refusal.institution ?? unknown}</h3>
			<p>
				{[refusal.service, refusal.reason, refusal.money, refusal.papers, refusal.asked].filter(Boolean).join(' · ')}
			</p>
			<ul class="letters">
				{written.map((letter) => (
					<li>
						<a href={`/desk/cases/${number}/letters/${letter._id.split(':').at(-1)}`}>{texts.letters[letter.kind]}</a>{' '}
						<span class="soft">
							{letter.status === 'sent'
								? texts.letter.sent
								: letter.status === 'approved'
									? texts.letter.approved
									: texts.letter.draft}
						</span>
					</li>
				))}
			</ul>
			{mine && (
				<form method="post" action={`/desk/cases/${number}/letters`} class="make">
					<FormToken signedIn={signedIn} />
					<input type="hidden" name="id" value={crypto.randomUUID()} />
					<input type="hidden" name="refusal" value={refusal.id} />
					{refusal.claim === null && claims.length > 0 && (
						<>
							<label for={`right-${refusal.id}`}>{texts.about}</label>
							<select id={`right-${refusal.id}`} name="right">
								<option value="">{texts.unknown}</option>
								{claims.map(({ right, status }) => (
									<option value={right} selected={status === 'refused'}>
										{words.right(right)}
									</option>
								))}
							</select>
						</>
					)}
					<label for={`kind-${refusal.id}`}>{texts.kind}</label>
					<select id={`kind-${refusal.id}`} name="kind">
						{letterKinds.map((kind) => (
							<option value={kind}>{texts.letters[kind]}</option>
						))}
					</select>
					<button type="submit">{texts.make}</button>
				</form>
			)}
		</div>
	);
};
