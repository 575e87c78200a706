import {
	type Amount,
	type FactDeclaration,
	isShown,
	type Knowledge,
	type Right,
	restsOnShown,
	type Text,
	type TextLanguage,
} from '../knowledge/index.ts';
import { levelRule, type Outcome } from './types.ts';
import { askForFigure, dateWords, deadline, onlyForPeopleOf, verdict } from './words.ts';

/** Everything a person is told about one right, in pieces and in one language. */
export interface Explanation {
	title: string;
	/** What the right gives. */
	summary: string;
	/** What the outcome means: "Ini hak Anda." */
	verdict: string;
	/** Why it fits. */
	why: readonly string[];
	/** Why it does not fit, each with what can be done about it. */
	failed: readonly { text: string; fix: string | null }[];
	/** The questions that are still open. */
	unknown: readonly string[];
	/** Rights that nobody can have beside this one. */
	excludes: readonly string[];
	/** Conditions that exist and were not asked. */
	conditions: readonly string[];
	bring: readonly { name: string; without: string | null }[];
	/** Services with their numbers, nearest door first. */
	where: readonly string[];
	how: string;
	takes: string | null;
	cost: string;
	/** Figures that are checked and fresh. */
	amounts: readonly string[];
	/** Says that a figure is left out because nobody checked it of late, and who knows the present one; null when none is. */
	rechecking: string | null;
	/** The first door after a refusal. */
	refused: { door: string; how: string; deadline: string | null } | null;
	source: { title: string; date: string; address: string | null } | null;
}

/** What explaining needs of the knowledge. */
export type ExplainContext = Pick<Knowledge, 'services' | 'facts' | 'regions' | 'rights'>;

/** The pieces of the message about one outcome. Nothing unchecked, disputed or stale is among them. */
export function explain(
	outcome: Outcome,
	language: TextLanguage,
	asOf: string,
	knowledge: ExplainContext,
): Explanation {
	const { right, kind, reasons } = outcome;
	const say = (text: Text) => text[language];
	const lines = (ids: readonly string[]) =>
		ids.flatMap((id) => {
			const service = knowledge.services.get(id);
			return service === undefined || service.withheld ? [] : [say(service.line)];
		});
	const held = reasons.flatMap((reason) => (reason.value === true && reason.text !== null ? [say(reason.text)] : []));
	const failed = reasons.flatMap((reason) => {
		if (reason.value !== false || reason.text === null) return [];
		return [{ text: say(reason.text), fix: reason.fix === null ? null : say(reason.fix) }];
	});
	const due = right.amounts.filter((amount) => amount.from <= asOf);
	const shown = due.filter((amount) => isFresh(right, amount, asOf));
	const hidden = due.filter((amount) => !shown.includes(amount));
	const latest = hidden
		.map((amount) => amount.checked_on)
		.toSorted()
		.at(-1);
	const where = lines(right.apply.services);
	return {
		title: say(right.name),
		summary: say(right.summary),
		verdict: say(verdict(kind, right.receipt)),
		why: held,
		failed,
		unknown: [...onlyIn(outcome, knowledge.regions, language), ...questions(outcome, knowledge.facts, language)],
		excludes: right.excludes.flatMap((id) => {
			const other = knowledge.rights.get(id);
			return other === undefined || other.withheld || other.status !== 'active' ? [] : [say(other.name)];
		}),
		conditions: right.not_modelled.map(say),
		bring: right.documents.map(({ name, without }) => ({
			name: say(name),
			without: without === null ? null : say(without),
		})),
		where,
		how: say(right.apply.how),
		takes: right.takes === null ? null : say(right.takes),
		cost: say(right.cost),
		amounts: shown.map((amount) => say(amount.value)),
		rechecking: latest === undefined ? null : askForFigure(latest, where[0] ?? null, language),
		refused: firstDoor(right, language, lines),
		source: bestSource(right, language),
	};
}

/** A figure is named as long as its source is good and somebody looked at it recently enough. */
function isFresh(right: Right, amount: Amount, asOf: string): boolean {
	const age = (Date.parse(asOf) - Date.parse(amount.checked_on)) / 86_400_000;
	return age <= amount.recheck_days && restsOnShown(right, amount.sources);
}

/** A local right whose area is not certain yet says which area it is for. */
function onlyIn({ right, reasons }: Outcome, regions: Knowledge['regions'], language: TextLanguage): string[] {
	const open = reasons.some(({ rule, value }) => rule === levelRule && value === 'unknown');
	const region = open ? regions.byCode.get(right.level) : undefined;
	return region === undefined ? [] : [onlyForPeopleOf(region.name[language], language)];
}

function questions(outcome: Outcome, facts: ReadonlyMap<string, FactDeclaration>, language: TextLanguage): string[] {
	return outcome.missing.flatMap((id) => {
		const fact = facts.get(id);
		return fact === undefined || fact.type === 'region' ? [] : [fact.question[language]];
	});
}

function firstDoor(
	right: Right,
	language: TextLanguage,
	lines: (ids: readonly string[]) => string[],
): Explanation['refused'] {
	for (const path of right.if_refused) {
		const [door] = lines([path.service]);
		if (door === undefined || !restsOnShown(right, path.sources)) continue;
		const until = path.within === null ? null : deadline(path.within, language);
		return { door, how: path.how[language], deadline: until };
	}
	return null;
}

const trust = ['seen-official', 'seen-press', 'seen-weak'];

/** The most trustworthy source of the rules; without rules, of the record, and rather not one that only its appeal paths rest on. */
function bestSource(right: Right, language: TextLanguage): Explanation['source'] {
	const cited = new Set(right.rules.flatMap((rule) => rule.sources));
	const shown = right.sources.filter((source) => isShown(source.confidence));
	const rules = shown.filter((source) => cited.has(source.id));
	const appealing = new Set(right.if_refused.flatMap((path) => path.sources));
	const own = shown.filter((source) => !appealing.has(source.id));
	const candidates = [rules, own].find((sources) => sources.length > 0) ?? shown;
	const [best] = candidates.toSorted((a, b) => trust.indexOf(a.confidence) - trust.indexOf(b.confidence));
	if (best === undefined) return null;
	return { title: best.title, date: dateWords(best.seen_on, language), address: best.address };
}
