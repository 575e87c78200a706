import type { MaladministrationKind } from '../knowledge/index.ts';
import type { CaseDocument, ClaimStatus } from './documents.ts';

/** How a right fared in the cases that were counted. */
export interface RightTally {
	readonly right: string;
	readonly cases: number;
	readonly obtained: number;
	readonly refused: number;
	readonly unanswered: number;
	/** Ended without it: given up, or nothing more to be done. */
	readonly ended: number;
	readonly underway: number;
}

/** What an institution did, as people told it. */
export interface InstitutionTally {
	/** As it was written most often. */
	readonly institution: string;
	readonly refusals: number;
	/** Of these, with money asked for. */
	readonly money: number;
	readonly failures: Readonly<Partial<Record<MaladministrationKind, number>>>;
}

/** What a supervisor sees of many cases at once; nobody's name but the workers'. */
export interface CaseTally {
	readonly open: number;
	readonly danger: number;
	/** Open, and nobody has taken them. */
	readonly unclaimed: number;
	/** Open, with a promise of ours that is broken, as `/metrics` counts it. */
	readonly breached: number;
	readonly workers: readonly { readonly user: string; readonly open: number; readonly waiting: number }[];
	readonly rights: readonly RightTally[];
	readonly institutions: readonly InstitutionTally[];
}

const fates: Readonly<Record<ClaimStatus, keyof Omit<RightTally, 'right' | 'cases'>>> = {
	identified: 'underway',
	preparing: 'underway',
	referred: 'underway',
	accepted: 'underway',
	refused: 'refused',
	no_response: 'unanswered',
	objection: 'refused',
	external_appeal: 'refused',
	obtained: 'obtained',
	partially_obtained: 'obtained',
	denied_final: 'ended',
	withdrawn: 'ended',
	receipt_confirmed: 'obtained',
};

/** Counts cases; most frequent first. */
export function tallyCases(cases: Iterable<CaseDocument>): CaseTally {
	const sums = { open: 0, danger: 0, unclaimed: 0, breached: 0 };
	const workers = new Map<string, { user: string; open: number; waiting: number }>();
	const rights = new Map<string, { -readonly [K in keyof RightTally]: RightTally[K] }>();
	const institutions = new Map<string, Institution>();
	for (const one of cases) {
		if (one.status === 'open') {
			sums.open++;
			if (one.priority === 1) sums.danger++;
			if (one.late_since !== null) sums.breached++;
			if (one.assignee === null) sums.unclaimed++;
			else {
				const worker = entry(workers, one.assignee, () => ({ user: one.assignee ?? '', open: 0, waiting: 0 }));
				worker.open++;
				if (one.waiting_since !== null) worker.waiting++;
			}
		}
		for (const { right, status } of one.claims) {
			const none = { right, cases: 0, obtained: 0, refused: 0, unanswered: 0, ended: 0, underway: 0 };
			const tally = entry(rights, right, () => none);
			tally.cases++;
			tally[fates[status]]++;
		}
		for (const refusal of one.refusals) {
			const name = refusal.institution?.replace(/\s+/gu, ' ').trim() ?? '';
			if (name === '') continue;
			const tally = entry(institutions, name.toLowerCase(), newInstitution);
			tally.refusals++;
			tally.names.set(name, (tally.names.get(name) ?? 0) + 1);
			if (refusal.money !== null || /^uang/iu.test(refusal.asked ?? '')) tally.money++;
			for (const failure of refusal.failures) tally.failures[failure] = (tally.failures[failure] ?? 0) + 1;
		}
	}
	return {
		...sums,
		workers: [...workers.values()].sort((a, b) => b.open - a.open),
		rights: [...rights.values()].sort((a, b) => b.cases - a.cases || (a.right < b.right ? -1 : 1)),
		institutions: [...institutions.values()]
			.map(({ names, ...tally }) => ({ institution: mostFrequent(names), ...tally }))
			.sort((a, b) => b.refusals - a.refusals || (a.institution < b.institution ? -1 : 1)),
	};
}

interface Institution {
	names: Map<string, number>;
	refusals: number;
	money: number;
	failures: Partial<Record<MaladministrationKind, number>>;
}

const newInstitution = (): Institution => ({ names: new Map(), refusals: 0, money: 0, failures: {} });

function entry<T>(map: Map<string, T>, key: string, fresh: () => T): T {
	const known = map.get(key);
	if (known !== undefined) return known;
	const made = fresh();
	map.set(key, made);
	return made;
}

function mostFrequent(names: ReadonlyMap<string, number>): string {
	return [...names].reduce((best, one) => (one[1] > best[1] ? one : best), ['', 0] as [string, number])[0];
}
