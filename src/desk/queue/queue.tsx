import type { CaseDocument } from '../../cases/documents.ts';
import { html } from '../../http/index.ts';
import type { DeskApp, DeskRoom } from '../context.ts';
import { DeskPage } from '../layout.tsx';
import type { Words } from '../words.ts';
import { addPresence, PresenceForm } from './presence.tsx';
import {
	placeText,
	type QueueCounts,
	type QueuePage,
	type QueueView,
	queueCounts,
	queuePage,
	queueViews,
	readPlace,
} from './queue-page.ts';
import { timeLeft } from './time-left.ts';

const Row = (props: {
	row: CaseDocument;
	words: Words;
	now: number;
	me: string;
	names: ReadonlyMap<string, string>;
}) => {
	const { row, words, me } = props;
	const { texts } = words;
	const needs = words.needs(row);
	const holder =
		row.assignee === null
			? texts.nobody
			: row.assignee === me
				? texts.heldByYou
				: texts.heldBy(props.names.get(row.assignee) ?? texts.formerWorker);
	const left = timeLeft(row, words, props.now);
	const due = row.assignee === null || row.waiting_since !== null;
	return (
		<li class={`row level-${row.priority}`}>
			<a id={`case-${row.number}`} href={`/desk/cases/${row.number}`}>
				<span class="level">{texts.priority[row.priority]}</span>
				<span class="what">
					<strong>{needs.length > 0 ? needs.join(', ') : texts.noNeeds}</strong>
					{row.danger.length > 0 && (
						<span class="dangers">{row.danger.map((kind) => texts.danger[kind]).join(', ')}</span>
					)}
					<span class="reason">{row.reason}</span>
				</span>
				<span class="when">
					<span class={due ? 'due' : ''}>{words.waiting(row, props.now)}</span>
					<span class="soft">{holder}</span>
					{left && <span class={left.late ? 'due' : 'soft'}>{left.text}</span>}
				</span>
				<span class="number">{row.number}</span>
			</a>
		</li>
	);
};

const Queue = (props: {
	view: QueueView;
	from: string;
	page: QueuePage;
	counts: QueueCounts;
	words: Words;
	now: number;
	me: string;
	names: ReadonlyMap<string, string>;
}) => {
	const { view, counts, page, words } = props;
	const { texts } = words;
	const address = (of: QueueView, from = '') => `/desk?view=${of}${from && `&from=${from}`}`;
	return (
		<section
			id="queue"
			data-waiting={counts.waiting}
			hx-get={address(view, props.from)}
			hx-trigger="refresh, every 60s"
			hx-swap="outerHTML"
			hx-disinherit="*"
		>
			<nav class="tabs" aria-label={texts.views}>
				{queueViews.map((kind) => (
					<a id={`view-${kind}`} href={address(kind)} aria-current={kind === view ? 'page' : undefined}>
						{texts.view[kind]} <span class="count">{counts[kind]}</span>
					</a>
				))}
			</nav>
			<p class="sum" role="status">
				{texts.count(counts.open, counts.danger)}
			</p>
			{page.cases.length === 0 && <p class="empty">{texts.empty[view]}</p>}
			<ol class="rows">
				{page.cases.map((row) => (
					<Row row={row} words={words} now={props.now} me={props.me} names={props.names} />
				))}
			</ol>
			<p class="pages">
				{props.from && (
					<a id="first-page" href={address(view)}>
						{texts.newest}
					</a>
				)}
				{page.next && (
					<a id="next-page" class="button" href={address(view, placeText(page.next))}>
						{texts.next}
					</a>
				)}
			</p>
		</section>
	);
};

/** The queue and its stream. */
export function addQueue(app: DeskApp, room: DeskRoom): void {
	const { store, assets, users, clock, streams, signIns, cases, service } = room;
	addPresence(app, room);

	app.get('/desk', async (c) => {
		const { words, signedIn } = c.var;
		const me = signedIn.user._id;
		await cases.seen(me, clock());
		const counts = await queueCounts(store, me);
		const asked = queueViews.find((kind) => kind === c.req.query('view'));
		const view = asked ?? 'waiting';
		const place = readPlace(c.req.query('from'));
		const page = await queuePage(store, { kind: view, user: me }, place);
		const names = new Map((await users.list()).map((user) => [user._id, user.display_name]));
		const queue = (
			<Queue
				view={view}
				from={place ? placeText(place) : ''}
				page={page}
				counts={counts}
				words={words}
				now={clock()}
				me={me}
				names={names}
			/>
		);
		if (c.req.header('hx-request')) return html(c, queue);
		return html(
			c,
			<DeskPage assets={assets} words={words} title={words.texts.queue} signedIn={signedIn}>
				<div class="heading">
					<h1>{words.texts.queue}</h1>
					<p class="live" id="live" data-events="/desk/events" data-lost={words.texts.lost}>
						{words.texts.fresh}
					</p>
				</div>
				<PresenceForm staff={await cases.staff(me)} service={service()} words={words} signedIn={signedIn} />
				{queue}
			</DeskPage>,
		);
	});

	app.get('/desk/events', (c) => {
		let first = true;
		return streams.open(c, {
			key: `desk:${c.var.signedIn.user._id}`,
			topics: ['cases'],
			async tell(stream) {
				if (!(await signIns.current(c))) return false;
				if (!first) await stream.send({ event: 'queue', data: 'changed' });
				first = false;
				return true;
			},
		});
	});
}
