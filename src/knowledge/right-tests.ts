import type { Value } from '../expressions/index.ts';
import { check, didYouMean, type Finding, type Place, readYaml } from '../yaml/index.ts';
import { givenFacts } from './given.ts';
import { fileName, kindOf } from './layout.ts';
import { reporterFor } from './reporter.ts';
import { type outcomeKinds, rightTestsFile } from './schemas.ts';
import type { FactDeclaration, Right } from './types.ts';

/** A made-up household and what a right must say about it, from knowledge/rights/tests/. */
export interface RightTest {
	file: string;
	place: Place;
	/** Id of the right: the file's name. */
	right: string;
	/** What is tested, as a sentence. */
	test: string;
	values: Readonly<Record<string, Value>>;
	declined: ReadonlySet<string>;
	/** ISO date of judging. */
	asOf: string;
	outcome: (typeof outcomeKinds)[number];
	/** The fact that must be asked next; null: nothing more; undefined: not tested. */
	ask: string | null | undefined;
	/** The rule that must have failed. */
	reason: string | undefined;
}

/** Every test of a right in these files, and what is wrong with the files. */
export function rightTests(
	files: ReadonlyMap<string, string>,
	known: { facts: ReadonlyMap<string, FactDeclaration>; rights: ReadonlyMap<string, Right> },
): { tests: RightTest[]; findings: Finding[] } {
	const tests: RightTest[] = [];
	const findings: Finding[] = [];
	for (const [path, text] of files) {
		if (kindOf(path) !== 'right_tests') continue;
		const read = readYaml(path, text);
		const checked = check(rightTestsFile, read);
		findings.push(...checked.findings);
		if (checked.value === null) continue;
		const report = reporterFor(read, findings);
		const right = known.rights.get(fileName(path));
		if (right === undefined) {
			const fix = didYouMean(fileName(path), known.rights.keys(), 'Give the file the name of the right that it tests.');
			report.error([], 'test.right.unknown', `There is no right "${fileName(path)}".`, fix);
			continue;
		}
		for (const [index, { test, facts, as_of, outcome, ask, reason }] of checked.value.entries()) {
			const given = givenFacts(facts, known.facts, read, [index, 'facts']);
			findings.push(...given.findings);
			if (typeof ask === 'string' && !known.facts.has(ask)) {
				const fix = didYouMean(ask, known.facts.keys(), 'Name a declared fact.');
				report.error([index, 'ask'], 'fact.unknown', `"${ask}" is not a declared fact.`, fix);
			}
			const rules = right.rules.map((rule) => rule.id);
			if (reason !== undefined && !rules.includes(reason)) {
				const fix = didYouMean(reason, rules, `Its rules: ${rules.join(', ')}.`);
				report.error([index, 'reason'], 'rule.unknown', `The right has no rule "${reason}".`, fix);
			}
			tests.push({
				file: path,
				place: read.at([index, 'test']),
				right: right.id,
				test,
				values: given.values,
				declined: given.declined,
				asOf: as_of,
				outcome,
				ask,
				reason,
			});
		}
	}
	return { tests, findings };
}
