import type { DangerKind, MaladministrationKind } from '../../knowledge/index.ts';
import type { CaseDocument, Refusal } from '../documents.ts';

/** Grows with every change of the rules below; the sweeper then marks the open cases anew. */
export const MARKED = 5;

/** What only whoever helps and their supervisor may read. */
const sensitiveKinds: ReadonlySet<DangerKind> = new Set(['self_harm', 'violence', 'sexual_violence', 'child_abuse']);

/** Whether the case is about violence, abuse or self-harm. */
export function isSensitive({ danger }: Pick<CaseDocument, 'danger'>): boolean {
	return danger.some((kind) => sensitiveKinds.has(kind));
}

/** The longest word that can be looked for, in UTF-16 units, and how many a case is found by. */
const LONGEST = 40;
const MOST = 60;
/** The longest name of an institution by which refusals are counted together. */
const LONGEST_NAME = 100;

/** Words as a case is found by them: lower case, letters and figures only, each once. */
export function searchWords(text: string): readonly string[] {
	const words =
		text
			.normalize('NFKC')
			.toLowerCase()
			.match(/[\p{L}\p{N}]{2,}/gu) ?? [];
	return [...new Set(words.map((word) => word.slice(0, LONGEST)))];
}

/** Every area that holds this one: `3201` → `32`, `3201`. Empty for an unknown place. */
export function areasOf(area: string | null): readonly string[] {
	const digits = area?.replace(/\D/gu, '') ?? '';
	return [2, 4, 6, 10].filter((length) => length <= digits.length).map((length) => digits.slice(0, length));
}

/** Whom the next step waits for. */
function waitsFor({ waiting_since, clocks }: CaseDocument): readonly string[] {
	const theirs = clocks.filter(({ kind, met_at }) => kind === 'legal' && met_at === null).map(({ who }) => who);
	return [...(waiting_since === null ? [] : ['wait:answer']), ...[...new Set(theirs)].map((who) => `wait:${who}`)];
}

function standing({ status, snoozed_until, assignee }: CaseDocument): readonly string[] {
	if (status !== 'open') return ['ended'];
	if (snoozed_until !== null) return ['snoozed'];
	return assignee === null ? ['open', 'free'] : ['open'];
}

/** How a refusal is counted with others of the same institution, whoever wrote its name; null without one. */
export function refusalMark({ institution }: Pick<Refusal, 'institution'>): string | null {
	const words = searchWords(institution ?? '')
		.join('-')
		.slice(0, LONGEST_NAME);
	return words === '' ? null : `refused:${words}`;
}

/** The same, of those who failed in this way. */
export function failureMark(refusal: Pick<Refusal, 'institution'>, failure: MaladministrationKind): string | null {
	const mark = refusalMark(refusal);
	return mark === null ? null : `${mark}:${failure}`;
}

/**
 * What a case is listed and found by. `listed`: whoever's scope holds it may see that it is there; not so a sensitive one that somebody
 * has; `plain`: not sensitive at all; `open:listed` and the like are what most pages ask for, in one entry. No word of the conversation is among them.
 */
function marksOf(document: CaseDocument): readonly string[] {
	const { assignee, team, needs, language, refusals, claims, called } = document;
	const sensitive = isSensitive(document);
	const covered = sensitive && !(document.status === 'open' && assignee === null);
	const areas = areasOf(document.area);
	const institutions = [
		...refusals.map(({ institution }) => institution),
		...claims.flatMap(({ referral, appeals }) => [referral?.institution, ...appeals.map(({ to }) => to)]),
	];
	const refused = [
		...new Set(
			refusals
				.flatMap((one) => [refusalMark(one), ...one.failures.map((failure) => failureMark(one, failure))])
				.filter((mark) => mark !== null),
		),
	];
	const words = searchWords([called, ...institutions].filter((one) => typeof one === 'string').join(' '));
	const standings = standing(document);
	return [
		...standings,
		...(covered ? ['covered'] : ['listed', ...standings.map((one) => `${one}:listed`)]),
		...(sensitive ? [] : ['plain']),
		...(assignee === null ? [] : [`of:${assignee}`]),
		`team:${team}`,
		...(areas.length === 0 ? ['area:none'] : areas.map((area) => `area:${area}`)),
		...needs.map((need) => `need:${need}`),
		`lang:${language}`,
		// Open ones are in order of their priority anyway.
		...(document.status === 'open' ? [] : [`level:${document.priority}`]),
		...waitsFor(document),
		...words.slice(0, MOST).map((word) => `word:${word}`),
		...refused.slice(0, MOST),
	];
}

/** The case as it is kept: with its marks. */
export function marked(document: CaseDocument): CaseDocument {
	return { ...document, marks: marksOf(document), marked: MARKED };
}
