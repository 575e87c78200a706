import type { CaseDocument } from '../../cases/documents.ts';
import { html } from '../../http/index.ts';
import { type ReviewItem, reviewKnowledge } from '../../knowledge/index.ts';
import { dayOf } from '../../service/index.ts';
import type { DeskApp, DeskRoom } from '../context.ts';
import { DeskPage } from '../layout.tsx';
import { type UncheckedTexts, uncheckedTexts } from '../texts/unchecked.ts';
import type { Words } from '../words.ts';

/** What is kept from citizens, and what must be checked before it may be told. */
export function addUnchecked(app: DeskApp, room: DeskRoom): void {
	const { assets, clock, zone } = room;
	app.get('/desk/unchecked', (c) => {
		const { words, signedIn } = c.var;
		const texts = uncheckedTexts[words.language];
		const today = dayOf(zone, clock());
		const items = reviewKnowledge(room.knowledge(), today);
		const rights = items.filter(({ kind }) => kind === 'right_withheld');
		const figures = items.filter(({ kind }) => kind === 'amount_stale' || kind === 'amount_withheld');
		return html(
			c,
			<DeskPage assets={assets} words={words} title={texts.title} signedIn={signedIn}>
				<div class="heading">
					<h1>{texts.title}</h1>
				</div>
				<p>{texts.lead}</p>
				{rights.length === 0 ? (
					<p class="soft">{texts.none}</p>
				) : (
					<Items items={rights} texts={texts} words={words} mark />
				)}
				{figures.length > 0 && (
					<>
						<h2>{texts.figures}</h2>
						<p>{texts.figuresLead}</p>
						<Items items={figures} texts={texts} words={words} />
					</>
				)}
			</DeskPage>,
		);
	});
}

const Items = (props: { items: readonly ReviewItem[]; texts: UncheckedTexts; words: Words; mark?: boolean }) => (
	<ul class="rights">
		{props.items.map(({ record, what, by, where }) => (
			<li>
				<span>
					<strong>{props.words.right(record)}</strong>{' '}
					<span class="soft" lang="en">
						{what}
					</span>{' '}
					<span class="soft">({props.texts.by[by]})</span>
					{where.map(({ title, address }) =>
						address === null ? null : (
							<>
								{' '}
								<a href={address} rel="noopener noreferrer">
									{title}
								</a>
							</>
						),
					)}
				</span>
				{props.mark && <span class="outcome needs_info">{props.texts.mark}</span>}
			</li>
		))}
	</ul>
);

/** Unchecked rights for the needs of a case: a worker may know more than Hakku's records, and must not take them for checked. */
export const UncheckedRights = (props: { case: CaseDocument; words: Words }) => {
	const rights = props.words.unchecked(props.case);
	const texts = uncheckedTexts[props.words.language];
	if (rights.length === 0) return null;
	return (
		<details>
			<summary>
				{texts.inCase} ({rights.length})
			</summary>
			<p class="soft">{texts.hint}</p>
			<ul class="rights">
				{rights.map((name) => (
					<li>
						<span>{name}</span>
						<span class="outcome needs_info">{texts.mark}</span>
					</li>
				))}
			</ul>
		</details>
	);
};
