import type { MaladministrationKind } from '../../knowledge/index.ts';
import type { Store } from '../../store/index.ts';
import type { CaseDocument } from '../documents.ts';
import { failureMark, refusalMark } from './marks.ts';

/** How many other cases met an institution that refused this one; nobody can be told from it. */
export interface SameRefusal {
	/** As this case names it. */
	readonly institution: string;
	/** Counted no further than {@link mostRefusals}. */
	readonly others: number;
	/** Of those, where it failed in the ways that it did here. */
	readonly failures: readonly { readonly kind: MaladministrationKind; readonly others: number }[];
}

const mostRefusals = 1_000;
/** A case of more institutions than this shows the first. */
const mostInstitutions = 10;

/** Counts along the index of marks; the case itself is not among the others. */
export async function sameRefusals(store: Store, document: CaseDocument): Promise<readonly SameRefusal[]> {
	const own = new Set(document.marks ?? []);
	const others = async (mark: string | null) =>
		mark === null ? 0 : (await store.count('cases', { marks: { has: [mark] } }, mostRefusals)) - Number(own.has(mark));
	const named = new Map(document.refusals.map((refusal) => [refusalMark(refusal), refusal]));
	const found: SameRefusal[] = [];
	for (const [mark, refusal] of [...named].slice(0, mostInstitutions)) {
		const count = await others(mark);
		if (count <= 0) continue;
		const kinds = new Set(document.refusals.filter((one) => refusalMark(one) === mark).flatMap((one) => one.failures));
		const failures = [];
		for (const kind of kinds) failures.push({ kind, others: await others(failureMark(refusal, kind)) });
		found.push({
			institution: refusal.institution ?? '',
			others: count,
			failures: failures.filter((one) => one.others > 0),
		});
	}
	return found;
}
