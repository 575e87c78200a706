import type { YamlPath } from '../yaml/index.ts';
import { didYouMean } from '../yaml/index.ts';
import type { Reporter } from './reporter.ts';
import type { Confidence, Right, Source } from './types.ts';

/** Whether a citizen may be shown what rests on a source of this confidence. */
export function isShown(confidence: Confidence): boolean {
	return confidence !== 'conflict' && confidence !== 'unverified';
}

/** Whether everything that the cited ids stand for may be shown. An id that isn't there is not shown. */
export function restsOnShown(right: Pick<Right, 'sources'>, cited: readonly string[]): boolean {
	return cited.every((id) => right.sources.some((source) => source.id === id && isShown(source.confidence)));
}

/** A right is withheld when a rule rests on an unchecked or disputed source; without rules, when any source is one. */
export function isWithheld(right: Pick<Right, 'sources' | 'rules'>): boolean {
	if (right.rules.length === 0) return right.sources.some((source) => !isShown(source.confidence));
	return right.rules.some((rule) => !restsOnShown(right, rule.sources));
}

/** Doubled ids in a list of records. */
export function checkUnique(records: readonly { id: string }[], path: YamlPath, what: string, report: Reporter): void {
	const seen = new Set<string>();
	for (const [index, { id }] of records.entries()) {
		if (seen.has(id)) {
			report.error(
				[...path, index, 'id'],
				'id.twice',
				`There is already a ${what} "${id}".`,
				'Give one of them another id.',
			);
		}
		seen.add(id);
	}
}

/** Sources that are cited must exist. */
export function checkCited(
	cited: readonly string[],
	sources: readonly Source[],
	path: YamlPath,
	report: Reporter,
): void {
	const known = sources.map((source) => source.id);
	for (const [index, id] of cited.entries()) {
		if (known.includes(id)) continue;
		const fix = didYouMean(id, known, 'Add it to this record’s "sources", or cite one that is there.');
		report.error([...path, index], 'source.unknown', `The source "${id}" is not in this record’s list.`, fix);
	}
}
