import { heardFacts, isKnown, type Value, type Values } from '../expressions/index.ts';
import { type Knowledge, type NeedId, type Right, withDerived } from '../knowledge/index.ts';
import { levelRule, type Outcome, type OutcomeKind, type Reason } from './types.ts';
import { levelWords, statusWords } from './words.ts';

export interface JudgeOptions {
	/** ISO date in the person's time zone. */
	asOf: string;
	/** Facts the person does not know or will not say: unknown, whatever stands in the values. */
	declined: ReadonlySet<string>;
	/** Only rights for these needs; all when absent or null. */
	needs?: readonly NeedId[] | null | undefined;
	/** Code of the area where the person lives; else the declared fact of type `region` says it. */
	region?: string | null | undefined;
}

const order: readonly OutcomeKind[] = ['likely', 'needs_info', 'unlikely', 'not_applicable'];
const nothing: readonly string[] = Object.freeze([]);

/** Every right that may be shown, judged: likely ones first, then by weight. */
export function judgeRights(knowledge: Knowledge, values: Values, options: JudgeOptions): Outcome[] {
	const known = knownValues(knowledge, values, options.declined, options.asOf);
	const place = placeOf(knowledge, known, options.region);
	const outcomes: Outcome[] = [];
	for (const right of knowledge.rights.values()) {
		if (right.withheld) continue;
		if (options.needs && !right.needs.some((need) => options.needs?.includes(need))) continue;
		outcomes.push(judgeRight(right, known, place, options.asOf));
	}
	return outcomes.sort(
		(a, b) =>
			order.indexOf(a.kind) - order.indexOf(b.kind) ||
			b.right.weight - a.right.weight ||
			(a.right.id < b.right.id ? -1 : 1),
	);
}

/**
 * What the person said, without what they declined, and what follows from the people they live with; what was heard counts as empty when
 * nothing was.
 */
export function knownValues(
	knowledge: Pick<Knowledge, 'derived'>,
	values: Values,
	declined: ReadonlySet<string>,
	asOf: string,
): Values {
	const known: Record<string, Value | null | undefined> = { ...values };
	for (const fact of declined) delete known[fact];
	for (const fact of heardFacts.keys()) known[fact] ??= [];
	return withDerived(knowledge, known, declined, asOf);
}

/** Where the person lives, and the fact to ask for it. */
export interface Place {
	region: string | null;
	fact: string | null;
}

export function placeOf(knowledge: Knowledge, known: Values, region: string | null | undefined): Place {
	let fact: string | null = null;
	for (const declaration of knowledge.facts.values()) {
		if (declaration.type !== 'region') continue;
		fact = declaration.id;
		break;
	}
	const said = fact === null ? null : known[fact];
	return { region: region || (isKnown('region', said) ? String(said) : null), fact };
}

/**
 * One right, withheld or not. Rules are joined by *and*: one that fails makes it unlikely (a gate, or that they have it already: not applicable), all
 * that hold make it likely, and as long as neither is so it needs more information.
 */
export function judgeRight(right: Right, known: Values, place: Place, asOf: string): Outcome {
	const reasons: Reason[] = [];
	let failed = false;
	let outside = right.status !== 'active';
	if (right.status !== 'active') reasons.push(fixedReason('status', false, statusWords[right.status], nothing));
	if (right.level !== 'nasional') {
		const value = livesIn(right.level, place.region);
		if (value === false) outside = true;
		// Who named only the province has answered; asking the same again would not help.
		const missing = value === 'unknown' && place.region === null && place.fact !== null ? [place.fact] : nothing;
		reasons.push(fixedReason(levelRule, value, value === false ? levelWords : null, missing));
	}
	for (const rule of right.rules) {
		const { value, missing } = rule.when.judge(known, asOf);
		if (value === false && (rule.gate || rule.received)) outside = true;
		else if (value === false) failed = true;
		reasons.push({
			rule: rule.id,
			value,
			text: value === 'unknown' ? null : value ? rule.pass : rule.fail,
			fix: value === false ? rule.fix : null,
			missing,
		});
	}
	const unknown = reasons.filter((reason) => reason.value === 'unknown');
	const kind = outside ? 'not_applicable' : failed ? 'unlikely' : unknown.length > 0 ? 'needs_info' : 'likely';
	const missing = kind === 'needs_info' ? [...new Set(unknown.flatMap((reason) => reason.missing))] : nothing;
	return { right, kind, reasons, missing };
}

function fixedReason(rule: string, value: Reason['value'], text: Reason['text'], missing: readonly string[]): Reason {
	return { rule, value, text, fix: null, missing };
}

/** Codes grow from province to village: 32, 3204, 320411. A province alone does not yet tell the regency. */
function livesIn(level: string, region: string | null): boolean | 'unknown' {
	if (region === null) return 'unknown';
	if (region.startsWith(level)) return true;
	return level.startsWith(region) ? 'unknown' : false;
}
