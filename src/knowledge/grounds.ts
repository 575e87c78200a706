import { check, didYouMean, type Finding, type Read } from '../yaml/index.ts';
import { reporterFor } from './reporter.ts';
import { groundsFile } from './schemas.ts';
import { isShown } from './sources.ts';
import { checkTexts } from './texts.ts';
import type { LegalGround, Right } from './types.ts';

/** Adds what letters may rest on, from grounds.yaml. */
export function readGrounds(
	read: Read,
	grounds: Map<string, LegalGround>,
	rights: ReadonlyMap<string, Right>,
	findings: Finding[],
): void {
	const checked = check(groundsFile, read);
	findings.push(...checked.findings);
	if (checked.value === null) return;
	const report = reporterFor(read, findings);
	checkTexts(read.value, report);
	for (const [index, ground] of checked.value.grounds.entries()) {
		const at = (key: string) => ['grounds', index, key] as const;
		if (grounds.has(ground.id))
			report.error(
				[...at('id')],
				'id.twice',
				`There is already a ground "${ground.id}".`,
				'Give one of them another id.',
			);
		for (const [place, id] of ground.rights.entries()) {
			if (rights.has(id)) continue;
			const fix = didYouMean(id, [...rights.keys()], 'Name a right that has a file in knowledge/rights/.');
			report.error([...at('rights'), place], 'right.unknown', `There is no right "${id}".`, fix);
		}
		const doubtful = ground.sources.filter(({ confidence }) => !isShown(confidence));
		if (doubtful.length > 0) {
			const message = `No letter cites ${ground.law}: ${doubtful.map(({ id }) => `"${id}"`).join(', ')} is unchecked or disputed.`;
			report.warning(
				[...at('id')],
				'ground.withheld',
				message,
				'Read the law, then change the source’s confidence and date.',
			);
		}
		grounds.set(ground.id, { ...ground, withheld: doubtful.length > 0 });
	}
}
