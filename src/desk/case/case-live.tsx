import { html, type LiveStream } from '../../http/index.ts';
import type { DeskApp, DeskRoom } from '../context.ts';
import { readSeq } from '../seq.ts';
import { belongsTo, type CasePage } from './case-page.tsx';
import { CaseState } from './case-parts.tsx';
import { TranscriptLine } from './transcript.tsx';

/** What keeps an open case page fresh: the state of the case, and a stream of lines. */
export function addLiveCase(app: DeskApp, room: DeskRoom, { find, names, missing }: CasePage): void {
	const { cases, conversations, signIns, clock, streams } = room;

	app.get('/desk/cases/:number/state', async (c) => {
		const found = await find(c);
		if (!found) return missing(c);
		const { words, signedIn } = c.var;
		await cases.seen(signedIn.user._id, clock());
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
		let after = readSeq(c.req.header('last-event-id') ?? c.req.query('after')) ?? 0;
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
			const lines = (await conversations.transcript(it.conversation, from, 200)).filter(belongsTo(it));
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
}
