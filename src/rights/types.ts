import type { Right, Text } from '../knowledge/index.ts';

/** never a bare "no": `unlikely` always comes with its reasons and what can be done. */
export type OutcomeKind = 'likely' | 'needs_info' | 'unlikely' | 'not_applicable';

/** Names the reason that says whether a local right is for where the person lives. */
export const levelRule = 'level';

/** One rule of a right, judged. */
export interface Reason {
	rule: string;
	value: boolean | 'unknown';
	/** What the rule says in this case; null while unknown. */
	text: Text | null;
	/** What to do when it failed. */
	fix: Text | null;
	/** Unknown facts that can still decide this rule. */
	missing: readonly string[];
}

export interface Outcome {
	right: Right;
	kind: OutcomeKind;
	reasons: readonly Reason[];
	/** Unknown facts that can still change the kind. */
	missing: readonly string[];
}
