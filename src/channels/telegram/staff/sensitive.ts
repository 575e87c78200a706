import { type CaseDocument, isSensitive as isDangerous } from '../../../cases/index.ts';
import type { NeedId } from '../../../knowledge/index.ts';

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
		isDangerous({ danger }) ||
		theirs.some((need) => needs.has(need)) ||
		facts.some(({ sensitive, declined, value }) => sensitive && !declined && value !== null)
	);
}
