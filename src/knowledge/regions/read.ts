import { check, type Finding, type Read } from '../../yaml/index.ts';
import { reporterFor } from '../reporter.ts';
import { regionsFile } from '../schemas.ts';
import type { Region } from './names.ts';

/** Adds the names that people use for regions, by code. Codes are checked where the official list is at hand. */
export function readRegionNames(
	read: Read,
	also: Map<string, readonly string[]>,
	byCode: ReadonlyMap<string, Region>,
	findings: Finding[],
): void {
	const checked = check(regionsFile, read);
	findings.push(...checked.findings);
	if (checked.value === null) return;
	const report = reporterFor(read, findings);
	for (const [index, { code, also: names }] of checked.value.regions.entries()) {
		if (also.has(code)) {
			const fix = 'Put all names of one place into one entry.';
			report.error(['regions', index, 'code'], 'id.twice', `There is already an entry for ${code}.`, fix);
		}
		if (byCode.size > 0 && !byCode.has(code)) {
			const fix = 'Write the code of the Ministry of Home Affairs without dots; it is how a NIK of that place begins.';
			report.error(['regions', index, 'code'], 'region.unknown', `There is no area ${code}.`, fix);
		}
		also.set(code, names);
	}
}
