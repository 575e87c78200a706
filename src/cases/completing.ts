import { type Service, teamFor } from '../service/index.ts';
import { untouched } from './clocks.ts';
import type { CaseDocument, Claim, Refusal } from './documents.ts';
import { newClaim } from './moves.ts';
import { promised } from './promising.ts';

/** What cases of before there were clocks lack. */
type Old = Omit<CaseDocument, keyof typeof untouched | 'area' | 'team' | 'claims' | 'refusals'> & {
	readonly claims: readonly Pick<Claim, 'right' | 'outcome' | 'status'>[];
	readonly refusals: readonly Omit<Partial<Refusal>, 'id'>[];
};

/** A case as it is kept now, also when an older Hakku wrote it or an older archive brought it. The same document when it lacks nothing. */
export function completed(document: CaseDocument, service: Service): CaseDocument {
	if (Array.isArray(document.clocks)) return document;
	const old = document as unknown as Old;
	const area = old.facts.find(({ fact }) => fact === 'orang.wilayah')?.value ?? null;
	const whole: CaseDocument = {
		...untouched,
		...old,
		area,
		team: teamFor(service, { area, needs: old.needs, language: old.language }).id,
		claims: old.claims.map((claim) => ({
			...newClaim(claim.right, claim.outcome, { id: `opened:${claim.right}`, by: null, at: old.opened_at }),
			...claim,
		})),
		refusals: old.refusals.map((refusal, index) => ({
			...{ claim: null, institution: null, service: null, on: null, reason: null, asked: null },
			...{ money: null, papers: null, failures: [], at: old.opened_at },
			...refusal,
			id: `old:${index}`,
		})),
	};
	return whole;
}

/** An open case never stands without a clock: one that does is given its promises from now on. The same document when it has one. */
export function wound(document: CaseDocument, service: Service, at: number): CaseDocument {
	if (document.status !== 'open' || document.next_due !== null) return document;
	const { team } = document;
	return { ...promised(document, service, at), team };
}
