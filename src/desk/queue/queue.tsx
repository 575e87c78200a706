import {
	caseLists,
	type ListCounts,
	type ListPage,
	type ListPlace,
	mostCounted,
	type Viewer,
} from '../../cases/index.ts';
import { html } from '../../http/index.ts';
import type { Knowledge } from '../../knowledge/index.ts';
import { AlertHint } from '../account/alert-hint.tsx';
import type { DeskApp, DeskRoom } from '../context.ts';
import { DeskPage } from '../layout.tsx';
import { queueTexts } from '../texts/queue.ts';
import type { Words } from '../words.ts';
import { type AskedFilter, isNarrowed, queueAddress, readFilter, readPlace } from './filter.ts';
import { FilterForm, FilterWords } from './filter-form.tsx';
import { addPresence, PresenceForm } from './presence.tsx';
import { Row } from './row.tsx';

const Queue = (props: {
	asked: AskedFilter;
	from: ListPlace | null;
	page: ListPage;
	counts: ListCounts;
	words: Words;
	knowledge: Knowledge;
	now: number;
	viewer: Viewer;
	names: ReadonlyMap<string, string>;
}) => {
	const { counts, page, words, viewer } = props;
	const { filter } = props.asked;
	const { texts } = words;
	const counted = (count: number) => (count < mostCounted ? `${count}` : `${count.toLocaleString(words.language)}+`);
	const narrowed = isNarrowed(filter);
	return (
		<section
			id="queue"
			data-waiting={counts.waiting}
			hx-get={queueAddress(filter, props.from)}
			hx-trigger="refresh, every 60s"
			hx-swap="outerHTML"
			hx-disinherit="*"
		>
			<nav class="tabs" aria-label={texts.views}>
				{caseLists.map((list) => (
					<a
						id={`view-${list}`}
						href={queueAddress({ ...filter, list })}
						aria-current={list === filter.list ? 'page' : undefined}
					>
						{texts.view[list]} {list !== 'ended' && <span class="count">{counted(counts[list])}</span>}
					</a>
				))}
			</nav>
			<p class="sum" role="status">
				{texts.count(counted(counts.open), counts.danger > 0 ? counted(counts.danger) : null)}
			</p>
			<FilterWords filter={filter} words={words} knowledge={props.knowledge} />
			{page.cases.length === 0 && (
				<p class="empty">{narrowed ? queueTexts[words.language].noneFiltered : texts.empty[filter.list]}</p>
			)}
			<ol class="rows">
				{page.cases.map((row) => (
					<Row
						row={row}
						words={words}
						now={props.now}
						me={viewer.user}
						supervises={viewer.supervises}
						names={props.names}
					/>
				))}
			</ol>
			<p class="pages">
				{props.from && (
					<a id="first-page" href={queueAddress(filter)}>
						{texts.newest}
					</a>
				)}
				{page.next && (
					<a id="next-page" class="button" href={queueAddress(filter, page.next)}>
						{texts.next}
					</a>
				)}
			</p>
		</section>
	);
};

/** The queue and its stream. */
export function addQueue(app: DeskApp, room: DeskRoom): void {
	const { sight, assets, users, clock, streams, signIns, cases, service, knowledge, alerts } = room;
	addPresence(app, room);

	app.get('/desk', async (c) => {
		const { words, signedIn } = c.var;
		const me = signedIn.user._id;
		await cases.seen(me, clock());
		const viewer = await sight.viewer(signedIn.user);
		const known = knowledge();
		const languages = Object.keys(words.texts.languages);
		const asked = readFilter((name) => c.req.query(name), known, languages);
		const from = readPlace(c.req.query('from'));
		const queue = (
			<Queue
				asked={asked}
				from={from}
				page={await sight.list(viewer, asked.filter, from)}
				counts={await sight.counts(viewer)}
				words={words}
				knowledge={known}
				now={clock()}
				viewer={viewer}
				names={new Map((await users.list()).map((user) => [user._id, user.display_name]))}
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
				<PresenceForm
					staff={await cases.staff(me)}
					viewer={viewer}
					service={service()}
					words={words}
					signedIn={signedIn}
				/>
				{alerts && (await alerts.reaching(signedIn.user)).length === 0 && <AlertHint words={words} />}
				<FilterForm asked={asked} words={words} knowledge={known} languages={languages} />
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
