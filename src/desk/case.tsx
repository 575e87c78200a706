import { z } from 'zod';
import type { CaseDocument } from '../cases/documents.ts';
import type { MessageDocument } from '../conversation/documents.ts';
import { HakkuError } from '../errors.ts';
import { formField, html, type LiveStream } from '../http/index.ts';
import { CaseState, Close, History, longestReply, Notes, Reply, Unsent } from './case-parts.tsx';
import { CaseSummary } from './case-summary.tsx';
import { caseResults } from './closing.ts';
import { type DeskApp, type DeskContext, type DeskRoom, readOwnForm } from './context.ts';
import { DeskPage } from './layout.tsx';
import { TranscriptLine } from './transcript.tsx';

const linesShown = 100;
const place = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const longText = formField.text(200_000);

/** What a form could not do, given back with what was typed. */
interface Trouble {
	readonly part: 'state' | 'reply' | 'note' | 'close';
	readonly text: string;
	readonly unsent: string;
	readonly id: string | null;
}

/** The case page, its stream, and what a worker does there. */
export function addCase(app: DeskApp, room: DeskRoom): void {
	const { store, cases, handover, conversations, assets, users, signIns, clock, streams } = room;

	const find = async (c: DeskContext): Promise<CaseDocument | null> => {
		const number = (c.req.param('number') ?? '').toUpperCase();
		if (!/^[A-Z0-9-]{1,20}$/.test(number)) return null;
		const [found] = await store.find('cases', { number }, { limit: 1 });
		return found ?? null;
	};
	const names = async () => new Map((await users.list()).map((user) => [user._id, user.display_name]));
	/** A closed case shows the conversation up to its end: what the person says later is not this worker's. */
	const belongs = (it: CaseDocument) => (line: MessageDocument) => it.closed_at === null || line.at <= it.closed_at;

	const missing = (c: DeskContext) => {
		const { texts } = c.var.words;
		return html(
			c,
			<DeskPage assets={assets} words={c.var.words} title={texts.missing} signedIn={c.var.signedIn}>
				<section class="card door">
					<h1>{texts.missing}</h1>
					<p>{texts.missingText}</p>
					<p>
						<a class="button" href="/desk">
							{texts.toQueue}
						</a>
					</p>
				</section>
			</DeskPage>,
			404,
		);
	};

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
		const conversation = await store.get('conversations', it.conversation);
		const end = conversation?.seq ?? 0;
		const asked = place.safeParse(c.req.query('after'));
		const after = asked.success ? asked.data : Math.max(0, end - linesShown);
		const lines = (await conversations.transcript(it.conversation, after, linesShown + 20)).filter(belongs(it));
		const path = `/desk/cases/${it.number}`;
		const part = { case: it, words, signedIn, names: await names() };
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
					<h1>{texts.case(it.number)}</h1>
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
										<TranscriptLine line={line} words={words} me={signedIn.user._id} names={part.names} now={clock()} />
									))}
								</ol>
							</div>
							{mine && (
								<Reply
									{...part}
									unsent={said('reply')?.unsent ?? ''}
									id={said('reply')?.id ?? null}
									trouble={said('reply')?.text ?? null}
									sent={c.req.query('sent') ?? null}
								/>
							)}
						</section>
					</div>
					<div class="side">
						<CaseSummary case={it} words={words} />
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
			if (!(error instanceof HakkuError) || error.code !== 'case.forbidden') throw error;
			return page(c, found, { ...typed, text: c.var.words.texts.moved }, 409);
		}
	};

	app.get('/desk/cases/:number', async (c) => {
		const found = await find(c);
		return found ? page(c, found) : missing(c);
	});

	app.get('/desk/cases/:number/state', async (c) => {
		const found = await find(c);
		if (!found) return missing(c);
		const { words, signedIn } = c.var;
		return html(
			c,
			<CaseState case={found} words={words} signedIn={signedIn} names={await names()} now={clock()} notice={null} />,
		);
	});

	app.get('/desk/cases/:number/events', async (c) => {
		const found = await find(c);
		if (!found) return c.body(null, 204);
		const { words, signedIn } = c.var;
		let rev = Number(c.req.query('rev') ?? 0);
		let after = place.catch(0).parse(c.req.header('last-event-id') ?? c.req.query('after'));
		const known = await names();
		const unsettled = new Map<number, string>();
		/** Lines before `after` that are still on their way are read again, so that their delivery state is right. */
		const recent = await conversations.transcript(found.conversation, Math.max(0, after - 20), 20);
		for (const line of recent) if (line.delivery === 'waiting') unsettled.set(line.seq, line.delivery);
		const tell = async (stream: LiveStream) => {
			if (!(await signIns.current(c))) return false;
			const it = await cases.get(found._id);
			if (!it) return false;
			const from = Math.min(after, ...[...unsettled.keys()].map((seq) => seq - 1));
			const lines = (await conversations.transcript(it.conversation, from, 200)).filter(belongs(it));
			for (const line of lines) {
				const news = line.seq > after || (unsettled.has(line.seq) && unsettled.get(line.seq) !== line.delivery);
				if (line.delivery === 'waiting') unsettled.set(line.seq, line.delivery);
				else unsettled.delete(line.seq);
				if (!news) continue;
				after = Math.max(after, line.seq);
				const fragment = (
					<TranscriptLine line={line} words={words} me={signedIn.user._id} names={known} now={clock()} />
				);
				await stream.send({ event: 'line', id: String(after), data: String(fragment) });
			}
			if (it.rev !== rev) {
				rev = it.rev;
				const mine = it.status === 'open' && it.assignee === signedIn.user._id;
				await stream.send({ event: 'case', data: mine ? 'mine' : it.status });
			}
			return true;
		};
		const topics = [`conversation:${found.conversation}`, 'cases'];
		return streams.open(c, { key: `desk:${signedIn.user._id}`, topics, tell });
	});

	app.post('/desk/cases/:number/claim', async (c) => {
		await readOwnForm(c, {});
		const found = await find(c);
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
		const form = await readOwnForm(c, { id: formField.id, text: longText });
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
				<Reply case={found} words={words} signedIn={signedIn} names={await names()} trouble={trouble} {...kept} />,
				status,
			);
		};
		const wrong =
			form.text === ''
				? texts.emptyText
				: form.text.length > longestReply
					? texts.tooLong(longestReply.toLocaleString(words.language))
					: null;
		const typed = { part: 'reply', unsent: form.text, id: form.id } as const;
		if (wrong) return live ? fragment(wrong, 400) : page(c, found, { ...typed, text: wrong }, 400);
		try {
			await handover.reply(found._id, signedIn.user._id, { id: form.id, text: form.text });
		} catch (error) {
			if (!(error instanceof HakkuError) || error.code !== 'case.forbidden') throw error;
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
		const form = await readOwnForm(c, { result: z.enum(caseResults).optional(), note: longText.optional() });
		const found = await find(c);
		if (!found) return missing(c);
		const { texts, language } = c.var.words;
		const note = form.note ?? '';
		const typed = { part: 'close', unsent: note, id: null } as const;
		const { result } = form;
		if (!result) return page(c, found, { ...typed, text: texts.closeMissing }, 400);
		if (note.length > longestReply)
			return page(c, found, { ...typed, text: texts.tooLong(longestReply.toLocaleString(language)) }, 400);
		const moved = await unlessMoved(
			c,
			found,
			() => handover.close(found._id, c.var.signedIn.user._id, { result, note }),
			typed,
		);
		return moved ?? c.redirect(`/desk/cases/${found.number}`, 303);
	});
}
