import type { Claim } from '../../cases/documents.ts';
import { type Closing, claimMoves, hasOutcome } from '../../cases/index.ts';

/** How a case ended, as a worker says it. Stored as it stands here. */
export const caseResults = ['obtained', 'referred', 'unreachable', 'other'] as const;
export type CaseResult = (typeof caseResults)[number];

/** With what a worker may end a claim while closing its case. */
const endings = ['obtained', 'partially_obtained', 'denied_final', 'withdrawn'] as const;
export type Ending = (typeof endings)[number];

/** The form field that holds the outcome of a claim. */
export function outcomeField({ right }: Pick<Claim, 'right'>): string {
	return `outcome-${right}`;
}

/** The outcomes that the claim machine allows from where the claim stands. */
export function outcomesFrom({ status }: Pick<Claim, 'status'>): readonly Ending[] {
	return endings.filter((ending) => claimMoves[status].includes(ending));
}

/** What the form says of each claim that has no outcome yet; the note is the reason. */
export function chosenOutcomes(
	claims: readonly Claim[],
	fields: Readonly<Record<string, string>>,
	note: string,
): NonNullable<Closing['outcomes']> {
	return claims
		.filter((claim) => !hasOutcome(claim))
		.flatMap((claim) => {
			const to = endings.find((ending) => ending === fields[outcomeField(claim)]);
			return to === undefined ? [] : [{ right: claim.right, to, reason: note }];
		});
}
