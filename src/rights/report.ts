import type { Values } from '../expressions/index.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { type JudgeOptions, judgeRights } from './judge.ts';
import { nextQuestion } from './next-question.ts';
import type { OutcomeKind } from './types.ts';

/** Rights of a made-up household, for the command line. Its form is kept stable. */
interface RightsReport {
	rights: { id: string; outcome: OutcomeKind; why: { rule: string; text: string }[]; missing: string[] }[];
	/** The fact to ask next; null when no answer can change anything. */
	ask_next: string | null;
}

/** Judges all rights that may be shown. `why` holds the Indonesian reasons of the rules that are decided. */
export function rightsReport(
	knowledge: Knowledge,
	facts: { values: Values; declined: ReadonlySet<string> },
	options: Pick<JudgeOptions, 'asOf' | 'needs' | 'region'>,
): RightsReport {
	const outcomes = judgeRights(knowledge, facts.values, { ...options, declined: facts.declined });
	return {
		rights: outcomes.map(({ right, kind, reasons, missing }) => ({
			id: right.id,
			outcome: kind,
			why: reasons.flatMap(({ rule, text }) => (text === null ? [] : [{ rule, text: text.id }])),
			missing: [...missing],
		})),
		ask_next: nextQuestion(outcomes, knowledge, { ...facts, asOf: options.asOf }),
	};
}
