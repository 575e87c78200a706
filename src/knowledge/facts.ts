import { type FactType, isNameable, regionCode } from '../expressions/index.ts';
import { check, type Finding, type Read } from '../yaml/index.ts';
import type { Following } from './derive.ts';
import { reporterFor } from './reporter.ts';
import { factsFile } from './schemas.ts';
import { checkUnique } from './sources.ts';
import { checkTexts } from './texts.ts';
import type { FactDeclaration } from './types.ts';

/** A region may be picked from a short list; without one it is matched from what people type. */
const withChoices: ReadonlySet<FactType> = new Set(['choice', 'region', 'list']);

/** What WhatsApp shows of an entry in a list of choices. */
const longestLabel = 24;

/** Adds the facts that a file declares. Gives those that say what they follow from, to be compiled when all facts are known. */
export function readFacts(read: Read, facts: Map<string, FactDeclaration>, findings: Finding[]): Following[] {
	const following: Following[] = [];
	const checked = check(factsFile, read);
	findings.push(...checked.findings);
	if (checked.value === null) return following;
	const report = reporterFor(read, findings);
	checkTexts(read.value, report);
	for (const [index, { from, ...fact }] of checked.value.facts.entries()) {
		const path = ['facts', index];
		const { id, type, choices, min, max } = fact;
		if (facts.has(id)) {
			report.error(
				[...path, 'id'],
				'id.twice',
				`There is already a fact "${id}".`,
				'Use that one, or choose another id.',
			);
			continue;
		}
		if (!isNameable(id)) {
			const fix = 'Choose another name for it; words such as "in" or "true" mean something in conditions.';
			report.error([...path, 'id'], 'fact.name', `The fact "${id}" can't be named in a condition.`, fix);
		}
		if ((type === 'choice' && choices.length < 2) || (type === 'region' && choices.length === 1)) {
			const fix = 'List them: choices: [{ id, label: { id, en } }, …].';
			report.error([...path, 'choices'], 'fact.choices.missing', `The fact "${id}" needs at least two choices.`, fix);
		}
		if (!withChoices.has(type) && choices.length > 0) {
			const fix = 'Remove the choices, or make it "type: choice".';
			report.error([...path, 'choices'], 'fact.choices.unused', `A fact of type ${type} has no choices.`, fix);
		}
		if (min !== null && max !== null && min > max) {
			report.error(
				[...path, 'min'],
				'fact.range',
				`The smallest value of "${id}" is above the largest.`,
				'Swap min and max.',
			);
		}
		for (const [position, { label }] of choices.entries()) {
			const longest = Math.max(label.id.length, label.en.length);
			if (longest <= longestLabel) continue;
			const message = `This label has ${longest} characters; telephones show ${longestLabel} on a button.`;
			const fix = 'Shorten it; otherwise people get a numbered list instead of buttons.';
			report.warning([...path, 'choices', position, 'label'], 'fact.label.long', message, fix);
		}
		for (const [position, choice] of choices.entries()) {
			if (type !== 'region' || regionCode.test(choice.id)) continue;
			const fix = 'Write the area’s code: 2 digits for a province, 4 for a regency or city; "00" for elsewhere.';
			report.error([...path, 'choices', position, 'id'], 'fact.region', `"${choice.id}" is no area.`, fix);
		}
		checkUnique(choices, [...path, 'choices'], 'choice', report);
		facts.set(id, fact);
		if (from !== undefined) following.push({ fact, from, path: [...path, 'from'], report });
	}
	return following;
}
