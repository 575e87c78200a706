import type { SelfReport } from './documents.ts';

/** What is asked: six parts of everyday life. */
const lifeParts = ['food', 'health', 'home', 'work', 'ties', 'safety'] as const;
export type LifePart = (typeof lifeParts)[number];

/** When it is asked: while the case begins, when it is closed, and 30 and 90 days after that. */
const reportMoments = ['intake', 'closing', 'after_30', 'after_90'] as const;
export type ReportMoment = (typeof reportMoments)[number];

/** How a person's days changed between two self-reports. */
export interface LifeChange {
	readonly from: ReportMoment;
	readonly to: ReportMoment;
	/** Parts that were answered both times. */
	readonly compared: number;
	/** Sum of the steps (each part has three, worst 0, best 2): above 0 it got better. */
	readonly change: number;
}

/** In the order of a case's moments. */
export function inOrder<R extends Pick<SelfReport, 'moment'>>(reports: readonly R[]): readonly R[] {
	return [...reports].sort((a, b) => reportMoments.indexOf(a.moment) - reportMoments.indexOf(b.moment));
}

/** The first report compared with the latest; null while there are not two, or nothing was answered twice. */
export function lifeChange(reports: readonly Pick<SelfReport, 'moment' | 'answers'>[]): LifeChange | null {
	const sorted = inOrder(reports);
	const [first] = sorted;
	const last = sorted.at(-1);
	if (first === undefined || last === undefined || first === last) return null;
	let compared = 0;
	let change = 0;
	for (const part of lifeParts) {
		const [before, after] = [first.answers[part], last.answers[part]];
		if (before === undefined || after === undefined) continue;
		compared++;
		change += after - before;
	}
	return compared === 0 ? null : { from: first.moment, to: last.moment, compared, change };
}

/** Of many cases: how many can be compared, and how many fare better, the same, worse. No case can be told from it. */
export interface LifeTally {
	readonly better: number;
	readonly same: number;
	readonly worse: number;
}

/** Sums over cases; reports of one case are told by its id. */
export function tallyLife(reports: readonly SelfReport[]): LifeTally {
	const byCase = new Map<string, SelfReport[]>();
	for (const report of reports) byCase.set(report.case, [...(byCase.get(report.case) ?? []), report]);
	const tally = { better: 0, same: 0, worse: 0 };
	for (const theirs of byCase.values()) {
		const changed = lifeChange(theirs);
		if (changed !== null) tally[changed.change > 0 ? 'better' : changed.change < 0 ? 'worse' : 'same']++;
	}
	return tally;
}
