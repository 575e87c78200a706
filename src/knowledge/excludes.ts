import { didYouMean, type Finding, type Read } from '../yaml/index.ts';
import { fileName } from './layout.ts';
import { reporterFor } from './reporter.ts';
import type { Right } from './types.ts';

/** Looks at the rights that rule each other out: the other one must exist and say the same; what one file says then holds for both. */
export function excludeBothWays(reads: readonly Read[], rights: Map<string, Right>, findings: Finding[]): void {
	const said = new Map([...rights.values()].map((right) => [right.id, right.excludes]));
	for (const read of reads) {
		const right = rights.get(fileName(read.file));
		if (right === undefined) continue;
		const report = reporterFor(read, findings);
		for (const [index, id] of (said.get(right.id) ?? []).entries()) {
			const path = ['excludes', index];
			const other = rights.get(id);
			if (other === undefined || id === right.id) {
				const fix = didYouMean(
					id,
					[...rights.keys()].filter((known) => known !== right.id),
					'Name another right.',
				);
				report.error(path, 'right.unknown', `There is no other right "${id}".`, fix);
			} else if (!said.get(id)?.includes(right.id)) {
				const fix = `Add "excludes: [${right.id}]" to ${other.file}, so that whoever reads it sees it.`;
				report.warning(path, 'right.excludes.one_way', `The right "${id}" does not say the same of this one.`, fix);
				rights.set(id, { ...other, excludes: [...other.excludes, right.id] });
			}
		}
	}
}
