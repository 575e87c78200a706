import type { MessageDocument } from '../../conversation/documents.ts';
import type { FileDocument } from '../../files/documents.ts';
import { html, type LiveStream } from '../../http/index.ts';
import type { DeskApp, DeskRoom } from '../context.ts';
import { readSeq } from '../seq.ts';
import { type CasePage, withinCase } from './case-page.tsx';
import { CaseState } from './case-parts.tsx';
import { filesWith } from './file-link.tsx';
import { TranscriptLine } from './transcript.tsx';

/** What keeps an open case page fresh: the state of the case, and a stream of lines. */
export function addLiveCase(app: DeskApp, room: DeskRoom, { find, names, missing }: CasePage): void {
	const { cases, sight, conversations, signIns, clock, streams } = room;

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
		const path = `/desk/cases/${found.number}`;
		let rev = Number(c.req.query('rev') ?? 0);
		let after = readSeq(c.req.header('last-event-id') ?? c.req.query('after')) ?? 0;
		const known = await names();
		const unsettled = new Set<number>();
		/** Lines before `after` that are still on their way are read again, so that their delivery state and their file are right. */
		const recent = await conversations.transcript(found.conversation, Math.max(0, after - 20), 20);
		const waiting = (line: MessageDocument, files: ReadonlyMap<number, FileDocument>) =>
			line.delivery === 'waiting' || (line.file === true && (files.get(line.seq)?.state ?? 'waiting') === 'waiting');
		const before = await filesWith(room.files, recent);
		for (const line of recent) if (waiting(line, before)) unsettled.add(line.seq);
		const tell = async (stream: LiveStream) => {
			if (!(await signIns.current(c))) return false;
			const now = await sight.again(signedIn.user, found._id);
			if (now?.how !== 'whole') return false;
			const it = now.case;
			const from = Math.min(after, ...[...unsettled].map((seq) => seq - 1));
			const lines = (await conversations.transcript(it.conversation, from, 200)).filter(withinCase(it));
			const files = await filesWith(room.files, lines);
			for (const line of lines) {
				const still = waiting(line, files);
				const news = line.seq > after || (unsettled.has(line.seq) && !still);
				if (still) unsettled.add(line.seq);
				else unsettled.delete(line.seq);
				if (!news) continue;
				after = Math.max(after, line.seq);
				const fragment = (
					<TranscriptLine
						line={line}
						words={words}
						me={signedIn.user._id}
						names={known}
						now={clock()}
						{...{ path, files }}
					/>
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
