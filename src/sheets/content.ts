import type { Session } from '../engine/index.ts';
import type { Value } from '../expressions/index.ts';
import type { Knowledge, TextLanguage } from '../knowledge/index.ts';
import { type Explanation, explain, judgeRights, type Outcome } from '../rights/index.ts';

/** What stands on the sheet. */
export interface SheetContent {
	readonly language: TextLanguage;
	/** ISO date of the sheet, and of everything on it. */
	readonly asOf: string;
	/** The most important first. */
	readonly rights: readonly Explanation[];
}

/** What the sheet needs of a session. */
export type SheetSession = Pick<Session, 'language' | 'facts' | 'needs' | 'dangers' | 'told'>;

/**
 * The rights that the person was told and that may fit, judged again with what they said and the knowledge of today; null when there is
 * none. Reasons that rest on sensitive answers are left out: whoever stands at the counter may read the sheet.
 */
export function sheetOf(session: SheetSession, knowledge: Knowledge, asOf: string): SheetContent | null {
	const values: Record<string, Value> = { 'hakku.needs': session.needs, 'hakku.danger': session.dangers };
	const declined = new Set<string>();
	for (const [id, fact] of Object.entries(session.facts)) {
		if (fact.status === 'known') values[id] = fact.value;
		else declined.add(id);
	}
	const { language } = session;
	const rights = judgeRights(knowledge, values, { asOf, declined })
		.filter(({ right, kind }) => right.id in session.told && (kind === 'likely' || kind === 'needs_info'))
		.map((outcome) => explain(discreet(outcome, knowledge), language, asOf, knowledge));
	return rights.length === 0 ? null : { language, asOf, rights };
}

function discreet(outcome: Outcome, { facts }: Knowledge): Outcome {
	const sensitive = new Set(
		outcome.right.rules
			.filter((rule) =>
				rule.when.facts.some((fact) => fact === 'hakku.danger' || facts.get(fact)?.sensitivity === 'sensitive'),
			)
			.map((rule) => rule.id),
	);
	return { ...outcome, reasons: outcome.reasons.filter(({ rule }) => !sensitive.has(rule)) };
}
