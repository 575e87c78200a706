import { stringify } from 'csv-stringify/sync';
import type { LifeTally } from '../../cases/index.ts';
import { html } from '../../http/index.ts';
import type { DeskApp, DeskContext, DeskRoom } from '../context.ts';
import { DeskPage } from '../layout.tsx';
import { missingPage } from '../missing.tsx';
import { accompanyingTexts } from '../texts/accompanying.ts';
import { type OverviewTexts, overviewTexts } from '../texts/overview.ts';
import type { Words } from '../words.ts';
import { createOverviews, type Overview, type Period, periods } from './overview-page.ts';

/** A table with its name, as the page shows it and the file holds it. */
interface Table {
	readonly id: 'workers' | 'rights' | 'institutions';
	readonly title: string;
	readonly none: string;
	readonly heads: readonly string[];
	/** First a name, then figures. */
	readonly rows: readonly (readonly [string, ...number[]])[];
}

/** Whether nobody is forgotten, and which rights and institutions fail: for supervisors and admins. */
export function addOverview(app: DeskApp, room: DeskRoom): void {
	const { assets, cases, sight, users, clock } = room;
	const counted = createOverviews(sight, cases, clock);
	const overviewOf = async (c: DeskContext) => counted(await sight.viewer(c.var.signedIn.user), periodOf(c));
	const allowed = (c: DeskContext) => c.var.signedIn.user.role !== 'worker';
	const periodOf = (c: DeskContext): Period => periods.find((days) => String(days) === c.req.query('days')) ?? 90;

	const tables = async (overview: Overview, words: Words): Promise<readonly Table[]> => {
		const texts = overviewTexts[words.language];
		const names = new Map((await users.list()).map((user) => [user._id, user.display_name]));
		return [
			{
				id: 'workers',
				title: texts.load,
				none: texts.noLoad,
				heads: [texts.worker, texts.open, texts.waiting],
				rows: overview.workers.map(({ user, open, waiting }) => [
					names.get(user) ?? words.texts.formerWorker,
					open,
					waiting,
				]),
			},
			{
				id: 'rights',
				title: texts.rights,
				none: texts.noRights,
				heads: [texts.right, texts.cases, texts.obtained, texts.refused, texts.unanswered, texts.ended, texts.underway],
				rows: overview.rights.map((one) => [
					words.right(one.right),
					one.cases,
					one.obtained,
					one.refused,
					one.unanswered,
					one.ended,
					one.underway,
				]),
			},
			{
				id: 'institutions',
				title: texts.institutions,
				none: texts.noRefusals,
				heads: [texts.institution, texts.refusals, texts.money],
				rows: overview.institutions.map(({ institution, refusals, money }) => [institution, refusals, money]),
			},
		];
	};

	app.get('/desk/overview', async (c) => {
		if (!allowed(c)) return missingPage(c, assets);
		const { words, signedIn } = c.var;
		const texts = overviewTexts[words.language];
		const period = periodOf(c);
		const overview = await overviewOf(c);
		return html(
			c,
			<DeskPage assets={assets} words={words} title={texts.title} signedIn={signedIn}>
				<div class="heading">
					<h1>{texts.title}</h1>
				</div>
				<nav class="tabs" aria-label={texts.title}>
					{periods.map((days) => (
						<a href={`/desk/overview?days=${days}`} aria-current={days === period ? 'page' : undefined}>
							{texts.period(days)}
						</a>
					))}
				</nav>
				<p class="soft">{texts.explain}</p>
				{overview.cut && <p class="trouble">{texts.cut}</p>}
				<Sums overview={overview} texts={texts} />
				{overview.life && <LifeSums life={overview.life} words={words} />}
				{(await tables(overview, words)).map((table) => (
					<TableCard table={table} csv={`/desk/overview/${table.id}.csv?days=${period}`} texts={texts} />
				))}
			</DeskPage>,
		);
	});

	app.get('/desk/overview/:table{[a-z]+\\.csv}', async (c) => {
		if (!allowed(c)) return missingPage(c, assets);
		const { words } = c.var;
		const wanted = c.req.param('table').replace('.csv', '');
		const table = (await tables(await overviewOf(c), words)).find(({ id }) => id === wanted);
		if (!table) return missingPage(c, assets);
		// Spreadsheets run what begins like a formula; institutions are named by whoever writes to us.
		const text = stringify([table.heads, ...table.rows], { bom: true, escape_formulas: true });
		c.header('Content-Type', 'text/csv; charset=utf-8');
		c.header('Content-Disposition', `attachment; filename="hakku-${table.id}.csv"`);
		c.header('Cache-Control', 'no-store');
		return c.body(text);
	});
}

const Sums = (props: { overview: Overview; texts: OverviewTexts }) => {
	const { overview, texts } = props;
	const sums = [
		[texts.open, overview.open, ''],
		[texts.danger, overview.danger, overview.danger > 0 ? 'alarm' : ''],
		[texts.unclaimed, overview.unclaimed, ''],
		[texts.breached, overview.breached, overview.breached > 0 ? 'alarm' : ''],
	] as const;
	return (
		<section aria-label={texts.now}>
			<dl class="sums">
				{sums.map(([name, count, look]) => (
					<div class={`card ${look}`}>
						<dt>{name}</dt>
						<dd>{count}</dd>
					</div>
				))}
			</dl>
		</section>
	);
};

/** Did it help? Only over cases in which the person answered twice. */
const LifeSums = ({ life, words }: { life: LifeTally; words: Words }) => {
	const texts = accompanyingTexts[words.language];
	if (life.better + life.same + life.worse === 0) return null;
	const sums = [
		[texts.better, life.better],
		[texts.same, life.same],
		[texts.worse, life.worse],
	] as const;
	return (
		<section aria-label={texts.lifeSums}>
			<h2>{texts.lifeSums}</h2>
			<dl class="sums">
				{sums.map(([name, count]) => (
					<div class="card">
						<dt>{name}</dt>
						<dd>{count}</dd>
					</div>
				))}
			</dl>
		</section>
	);
};

const TableCard = (props: { table: Table; csv: string; texts: OverviewTexts }) => {
	const { table, csv, texts } = props;
	const most = Math.max(1, ...table.rows.map(([, first]) => first ?? 0));
	return (
		<div class="card">
			<h2>{table.title}</h2>
			{table.rows.length === 0 ? (
				<p class="soft">{table.none}</p>
			) : (
				<>
					<section class="wide" tabindex={0} aria-label={table.title}>
						<table>
							<thead>
								<tr>
									{table.heads.map((head) => (
										<th scope="col">{head}</th>
									))}
								</tr>
							</thead>
							<tbody>
								{table.rows.slice(0, 50).map(([name, ...figures]) => (
									<tr>
										<th scope="row">
											{name}
											<Bar share={(figures[0] ?? 0) / most} />
										</th>
										{figures.map((figure) => (
											<td>{figure}</td>
										))}
									</tr>
								))}
							</tbody>
						</table>
					</section>
					<p>
						<a href={csv}>{texts.csv}</a>
					</p>
				</>
			)}
		</div>
	);
};

/** How the first figure of a row compares with the largest; the figure itself stands beside it. */
const Bar = (props: { share: number }) => (
	<svg class="bar-chart" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
		<rect width={Math.max(1, Math.round(props.share * 100))} height="4" rx="1" />
	</svg>
);
