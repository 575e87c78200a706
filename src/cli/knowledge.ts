import { type Inventory, inventory, type ReviewItem, reviewKnowledge } from '../knowledge/index.ts';
import { type AskingMeasure, measureAsking } from '../rights/index.ts';
import { asOfDay, readContent, usable } from './content.ts';

interface Options {
	readonly asOf?: string;
	readonly json?: boolean;
}

const headings: Readonly<Record<ReviewItem['kind'], string>> = {
	right_withheld: 'Rights hidden from citizens',
	service_withheld: 'Services hidden from citizens',
	ground_withheld: 'Laws left out of letters because nobody has read them',
	amount_withheld: 'Figures hidden because their source is in doubt',
	source_withheld: 'Parts of shown rights left out because their source is in doubt',
	amount_stale: 'Figures hidden because they are past their recheck date',
	phone_untested: 'Telephone numbers that nobody has rung within 90 days',
};

const roles: Readonly<Record<ReviewItem['by'], string>> = {
	knowledge_editor: 'knowledge editor',
	knowledge_lead: 'whoever decides on the knowledge',
	regional_office: 'regional office',
	caller: 'whoever rings the numbers',
};

/** Lists everything that somebody must check, hidden records first. */
export async function review(options: Options): Promise<void> {
	const asOf = asOfDay(options.asOf);
	const { knowledge } = usable(await readContent(asOf));
	const items = reviewKnowledge(knowledge, asOf);
	if (options.json) {
		for (const item of items) print(JSON.stringify(item));
		return;
	}
	let kind: ReviewItem['kind'] | null = null;
	for (const item of items) {
		if (item.kind !== kind) print(`${kind === null ? '' : '\n'}${headings[item.kind]}`);
		kind = item.kind;
		print(`- ${item.record}${item.part === null ? '' : `, ${item.part}`}: ${item.what}`);
		print(`    by: ${roles[item.by]} · ${item.since === null ? 'never done' : `since ${item.since}`} · ${item.file}`);
		if (item.kind === 'phone_untested') continue;
		for (const { title, address } of item.where) print(`    see: ${address ?? title}`);
	}
	print(`\n${items.length} to check as of ${asOf}`);
}

/** Says how much is known, how good and how fresh it is, and how much asking the next question spares. */
export async function report(options: Options): Promise<void> {
	const asOf = asOfDay(options.asOf);
	const { knowledge } = usable(await readContent(asOf));
	const stock = inventory(knowledge, asOf);
	const asking = measureAsking(knowledge, asOf);
	if (options.json) {
		print(JSON.stringify({ as_of: asOf, ...stock, asking, to_check: countKinds(reviewKnowledge(knowledge, asOf)) }));
		return;
	}
	print(`What Hakku knows, as of ${asOf}`);
	printStock(stock);
	printAsking(asking);
}

function countKinds(items: readonly ReviewItem[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { kind } of items) counts[kind] = (counts[kind] ?? 0) + 1;
	return counts;
}

function printStock({ rights, by_need, sources, freshness, organizations, services, facts }: Inventory): void {
	const { rights: read, amounts, phones } = freshness;
	table('Records', [
		['rights shown to citizens', rights.shown],
		['rights withheld', rights.withheld],
		['rights of one area only', rights.local],
		['organizations', organizations],
		['services shown', services.shown],
		['services withheld', services.withheld],
		['facts that may be asked', facts],
	]);
	table('Rights for each need', Object.entries(by_need));
	table('Sources by how far they were checked', Object.entries(sources));
	table('Freshness', [
		['rights read within 90 days', read.up_to_90],
		['rights read within a year', read.up_to_365],
		['rights read longer ago', read.older],
		['figures told', amounts.fresh],
		['figures hidden: past their recheck date', amounts.stale],
		['figures hidden: source in doubt', amounts.withheld],
		['services rung within 90 days', phones.tested],
		['services not rung within 90 days', phones.untested],
	]);
}

function printAsking({
	households,
	rights,
	asking_everything,
	until_settled,
	without_people,
	within_limit,
	reached,
}: AskingMeasure) {
	const percent = (part: number) => `${(100 * part).toFixed(1)}%`;
	table(`Asking, over ${households} made-up households with 1 to 3 needs each (means)`, [
		['rights for their needs', rights.toFixed(1)],
		['questions if everything were asked', asking_everything.toFixed(1)],
		['questions until no answer changes anything', until_settled.toFixed(1)],
		['the same, if who lives at home were never asked at once', without_people.toFixed(1)],
		['outcomes reached then', percent(reached)],
		[`questions with at most ${within_limit.limit} asked`, within_limit.questions.toFixed(1)],
		['outcomes reached then', percent(within_limit.reached)],
	]);
}

function table(title: string, rows: readonly (readonly [string, string | number])[]): void {
	print(`\n${title}`);
	const width = Math.max(...rows.map(([name]) => name.length));
	for (const [name, value] of rows) print(`  ${name.padEnd(width)}  ${String(value).padStart(6)}`);
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}
