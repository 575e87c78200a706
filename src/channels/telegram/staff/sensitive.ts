import type { CaseDocument } from '../../../cases/index.ts';
import type { DangerKind, NeedId } from '../../../knowledge/index.ts';

const dangers: ReadonlySet<DangerKind> = new Set(['self_harm', 'violence', 'sexual_violence', 'child_abuse']);
const needs: ReadonlySet<NeedId> = new Set(['safety', 'mental_health']);

/**
 * Whether what a case is about must not stand in a chat: violence, self-harm, safety, a mind in distress, or anything that the person answered
 * to a question which knowledge/facts calls sensitive. Of such a case a group sees the number and how urgent it is, and nothing else.
 */
export function isSensitive({
	danger,
	needs: theirs,
	facts,
}: Pick<CaseDocument, 'danger' | 'needs' | 'facts'>): boolean {
	return (
		danger.some((kind) => dangers.has(kind)) ||
		theirs.some((need) => needs.has(need)) ||
		facts.some(({ sensitive, declined, value }) => sensitive && !declined && value !== null)
	);
}
