import type { CaseDocument } from '../../cases/index.ts';
import type { MessageDocument } from '../../conversation/documents.ts';
import { html } from '../../http/index.ts';
import type { DeskContext, DeskRoom } from '../context.ts';
import { DeskPage } from '../layout.tsx';
import { missingPage, refusedPage } from '../missing.tsx';
import { readSeq } from '../seq.ts';
import { advocacyTexts } from '../texts/advocacy.ts';
import { handlingTexts } from '../texts/handling.ts';
import { LifeLine } from './accompanying.tsx';
import { Called } from './called.tsx';
import { repliesFor } from './canned.ts';
import { CaseState, Close, History, Notes, Reply, Unsent } from './case-parts.tsx';
import { CaseSummary } from './case-summary.tsx';
import { filesWith } from './file-link.tsx';
import { SameRefusals } from './same-refusals.tsx';
import { TranscriptLine } from './transcript.tsx';

const linesShown = 100;

/** What a form could not do, given back with what was typed. */
export interface Trouble {
	readonly part: 'state' | 'reply' | 'note' | 'close';
	readonly text: string;
	readonly unsent: string;
	readonly id: string | null;
	/** Nothing went wrong: a canned reply was put into the box. */
	readonly filled?: boolean;
}

/** A closed case shows the conversation up to its end: what the person says later is not this worker's. */
export const withinCase = (it: CaseDocument) => (line: Pick<MessageDocument, 'at'>) =>
	it.closed_at === null || line.at <= it.closed_at;

/** Finds a case by the number in the address, and draws its page. */
export function createCasePage(room: DeskRoom) {
	const { sight, cases, conversations, assets, users, clock } = room;

	/** The case of the address, if it may be read. `outline`: one that may be taken will do. Otherwise `missing` says why there is none. */
	const find = async (c: DeskContext, least: 'whole' | 'outline' = 'whole'): Promise<CaseDocument | null> => {
		const seen = await sight.byNumber(c.var.signedIn.user, c.req.param('number') ?? '');
		if (seen === null) return null;
		if (seen.how === 'whole' || seen.how === least) return seen.case;
		c.set('refused', seen);
		return null;
	};
	const names = async () => new Map((await users.list()).map((user) => [user._id, user.display_name]));
	const missing = (c: DeskContext) => (c.var.refused ? refusedPage(c, assets, c.var.refused) : missingPage(c, assets));

	const page = async (
		c: DeskContext,
		found: CaseDocument,
		trouble: Trouble | null = null,
		status: 200 | 400 | 409 = 200,
	) => {
		const { words, signedIn } = c.var;
		const { texts } = words;
		const view = await cases.view(found._id, signedIn.user._id, clock());
		if (!view) return missing(c);
		const it = view.case;
		const end = await room.lastLine(it.conversation);
		const after = readSeq(c.req.query('after')) ?? Math.max(0, end - linesShown);
		const lines = (await conversations.transcript(it.conversation, after, linesShown + 20)).filter(withinCase(it));
		const path = `/desk/cases/${it.number}`;
		const files = await filesWith(room.files, lines);
		const part = { case: it, words, signedIn, names: await names() };
		const shown = { words, me: signedIn.user._id, names: part.names, now: clock(), path, files };
		const mine = it.status === 'open' && it.assignee === signedIn.user._id;
		const homeless = !mine && (trouble?.part === 'reply' || trouble?.part === 'close');
		const said = (name: Trouble['part']) => (trouble?.part === name ? trouble : null);
		const notice = homeless ? trouble : said('state');
		const events = `${path}/events?after=${lines.at(-1)?.seq ?? after}&rev=${it.rev}`;
		return html(
			c,
			<DeskPage assets={assets} words={words} title={texts.case(it.number)} signedIn={signedIn}>
				<p class="back">
					<a href="/desk">← {texts.queue}</a>
				</p>
				<div class="heading">
					<h1>
						{texts.case(it.number)}
						{it.called ? ` · ${it.called}` : ''}
					</h1>
					<p
						class="live"
						id="live"
						data-events={events}
						data-standing={mine ? 'mine' : it.status}
						data-lost={texts.lost}
					/>
				</div>
				<CaseState {...part} now={clock()} notice={notice?.text ?? null} />
				{homeless && trouble?.unsent && <Unsent words={words} text={trouble.unsent} />}
				<div class="columns">
					<div class="talk">
						<section class="card" aria-labelledby="talk-title">
							<h2 id="talk-title">{texts.conversation}</h2>
							{after > 0 && (
								<p>
									<a href={`${path}?after=${Math.max(0, after - linesShown)}`}>{texts.earlier}</a>
								</p>
							)}
							{lines.length === 0 && <p class="soft">{texts.noConversation}</p>}
							<div
								class="transcript"
								id="scroll"
								role="log"
								aria-live="polite"
								aria-labelledby="talk-title"
								tabindex={0}
							>
								<ol id="log">
									{lines.map((line) => (
										<TranscriptLine line={line} {...shown} />
									))}
								</ol>
							</div>
							{mine && (
								<Reply
									{...part}
									unsent={said('reply')?.unsent ?? ''}
									id={said('reply')?.id ?? null}
									trouble={said('reply')?.text || null}
									sent={c.req.query('sent') ?? null}
									canned={repliesFor(room.knowledge(), it)}
									filled={said('reply')?.filled === true}
								/>
							)}
						</section>
					</div>
					<div class="side">
						<CaseSummary case={it} words={words} />
						<SameRefusals of={await sight.sameRefusals(it)} words={words} />
						{mine && <Called {...part} />}
						<LifeLine reports={await cases.reports(it._id)} words={words} />
						<p class="card">
							<a href={`${path}/rights`}>{advocacyTexts[words.language].open}</a>
							<br />
							<a href={`${path}/handling`}>{handlingTexts[words.language].open}</a>
						</p>
						<Notes
							{...part}
							notes={view.notes}
							unsent={said('note')?.unsent ?? ''}
							trouble={said('note')?.text ?? null}
						/>
						{mine && <Close {...part} note={said('close')?.unsent ?? ''} trouble={said('close')?.text ?? null} />}
						<History {...part} events={view.events} />
					</div>
				</div>
			</DeskPage>,
			status,
		);
	};

	return { find, names, missing, page };
}

export type CasePage = ReturnType<typeof createCasePage>;
