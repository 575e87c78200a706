import { check, type Finding, type Read } from '../yaml/index.ts';
import { reporterFor } from './reporter.ts';
import { needsFile } from './schemas.ts';
import { checkTexts } from './texts.ts';
import { type Need, type NeedId, needIds } from './types.ts';

/** Adds the basic needs of needs.yaml. */
export function readNeeds(read: Read, needs: Map<NeedId, Need>, findings: Finding[]): void {
	const checked = check(needsFile, read);
	findings.push(...checked.findings);
	if (checked.value === null) return;
	const report = reporterFor(read, findings);
	checkTexts(read.value, report);
	for (const [index, need] of checked.value.needs.entries()) {
		if (needs.has(need.id)) {
			report.error(
				['needs', index, 'id'],
				'id.twice',
				`There is already a need "${need.id}".`,
				'Remove one of the two.',
			);
		}
		needs.set(need.id, need);
	}
	for (const id of needIds) {
		if (needs.has(id)) continue;
		const fix = 'Add it, with its name and short name in Indonesian and English.';
		report.error(['needs'], 'need.missing', `The need "${id}" is missing.`, fix);
	}
}
