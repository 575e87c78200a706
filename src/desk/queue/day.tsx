import { DateTime } from 'luxon';
import type { Day, DayItem } from '../../cases/index.ts';
import { html } from '../../http/index.ts';
import type { DeskApp, DeskRoom } from '../context.ts';
import { DeskPage } from '../layout.tsx';
import { advocacyTexts } from '../texts/advocacy.ts';
import { dayTexts } from '../texts/day.ts';
import { handlingTexts } from '../texts/handling.ts';
import type { Words } from '../words.ts';

/** In the order in which a worker should look at them. */
const parts = [
	'given',
	'overdue',
	'waiting',
	'today',
	'back',
	'letters',
	'followUps',
] as const satisfies readonly Exclude<keyof Day, 'cut'>[];

/** What lies before a worker until the day ends on the desk's clock. */
export function addDay(app: DeskApp, { sight, cases, assets, clock, zone }: DeskRoom): void {
	app.get('/desk/day', async (c) => {
		const { words, signedIn } = c.var;
		const texts = dayTexts[words.language];
		const now = clock();
		await cases.seen(signedIn.user._id, now);
		const end = DateTime.fromMillis(now, { zone }).endOf('day').toMillis() + 1;
		const day = await sight.day(await sight.viewer(signedIn.user), now, end);
		const filled = parts.filter((part) => day[part].length > 0);
		return html(
			c,
			<DeskPage assets={assets} words={words} title={texts.heading} signedIn={signedIn}>
				<div class="heading">
					<h1>{texts.heading}</h1>
				</div>
				{day.cut && <p class="trouble">{texts.cut}</p>}
				{filled.length === 0 && (
					<p class="empty">
						{texts.nothing} <a href="/desk">{words.texts.toQueue}</a>
					</p>
				)}
				{filled.map((part) => (
					<section class={`day day-${part}`} aria-labelledby={`day-${part}`}>
						<h2 id={`day-${part}`}>
							{texts.parts[part]} <span class="count">{day[part].length}</span>
						</h2>
						<ol class="rows">
							{day[part].map((item) => (
								<Item item={item} part={part} words={words} now={now} />
							))}
						</ol>
					</section>
				))}
			</DeskPage>,
		);
	});
}

const Item = ({
	item,
	part,
	words,
	now,
}: {
	item: DayItem;
	part: (typeof parts)[number];
	words: Words;
	now: number;
}) => {
	const { case: it, letter } = item;
	const needs = words.needs(it);
	const path = `/desk/cases/${it.number}`;
	return (
		<li class={`row level-${it.priority}`}>
			<a href={letter === undefined ? path : `${path}/letters/${letter._id.split(':').at(-1)}`}>
				<span class="level">{words.texts.priority[it.priority]}</span>
				<span class="what">
					<strong>
						{it.called ? `${it.called} · ` : ''}
						{needs.length > 0 ? needs.join(', ') : words.texts.noNeeds}
					</strong>
					{letter && <span>{advocacyTexts[words.language].letters[letter.kind]}</span>}
				</span>
				<span class="when">
					<span class={part === 'overdue' ? 'due' : ''}>{timeOf(item, part, words, now)}</span>
				</span>
				<span class="number">{it.number}</span>
			</a>
		</li>
	);
};

function timeOf({ at, clock }: DayItem, part: (typeof parts)[number], words: Words, now: number): string {
	const texts = dayTexts[words.language];
	if (part === 'back') return texts.again(words.moment(at, now));
	if (clock === null) return texts.since(words.time(now - at));
	const what = handlingTexts[words.language].clock[clock.kind];
	const claim = clock.claim === null ? what : `${what} (${words.right(clock.claim)})`;
	return at <= now ? texts.late(words.time(now - at), claim) : texts.due(words.time(at - now), claim);
}
