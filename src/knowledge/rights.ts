import type { z } from 'zod';
import { type Condition, compileCondition, type FactTypes } from '../expressions/index.ts';
import { check, didYouMean, type Finding, type Read } from '../yaml/index.ts';
import { fileName } from './layout.ts';
import type { Regions } from './regions/index.ts';
import { type Reporter, reporterFor } from './reporter.ts';
import { rightFile } from './schemas.ts';
import { checkCited, checkUnique, isShown, isWithheld } from './sources.ts';
import { checkTexts } from './texts.ts';
import type { Right, Rule, Service } from './types.ts';

/** What a right's file may refer to. */
export interface RightContext {
	factTypes: FactTypes;
	choices: ReadonlyMap<string, readonly string[]>;
	services: ReadonlyMap<string, Service>;
	regions: Regions;
	/** ISO date of reading, for stale figures; null: not checked. */
	asOf: string | null;
}

type RightRecord = z.output<typeof rightFile>;

/** Adds the right of a file. */
export function readRight(read: Read, rights: Map<string, Right>, context: RightContext, findings: Finding[]): void {
	const checked = check(rightFile, read);
	findings.push(...checked.findings);
	if (checked.value === null) return;
	const record = checked.value;
	const report = reporterFor(read, findings);
	checkTexts(read.value, report);
	if (record.id !== fileName(read.file)) {
		report.error(
			['id'],
			'file.name',
			`The right "${record.id}" stands in a file of another name.`,
			`Rename the file to ${record.id}.yaml.`,
		);
	}
	if (rights.has(record.id)) {
		report.error(['id'], 'id.twice', `There is already a right "${record.id}".`, 'Choose another id.');
	}
	const { byCode } = context.regions;
	if (record.level !== 'nasional' && byCode.size > 0 && !byCode.has(record.level)) {
		const fix = 'Write the code of the Ministry of Home Affairs without dots; it is how a NIK of that place begins.';
		report.error(['level'], 'region.unknown', `There is no area ${record.level}.`, fix);
	}
	checkUnique(record.sources, ['sources'], 'source', report);
	checkUnique(record.rules, ['rules'], 'rule', report);
	checkUnique(record.documents, ['documents'], 'document', report);
	checkUnique(record.amounts, ['amounts'], 'amount', report);
	checkServices(record, context.services, report);
	checkSources(record, report);
	if (context.asOf !== null) checkAmounts(record, context.asOf, report);
	if (record.if_refused.length === 0) {
		const fix = 'Add "if_refused": which door to try first when an institution refuses, and by when.';
		report.warning([], 'right.if_refused.missing', 'Nothing says what to do when this right is refused.', fix);
	}
	for (const [index, { received, fix }] of record.rules.entries()) {
		if (!received || fix !== null) continue;
		const way = 'Add "fix": where to ask when it is not paid, or when the data are wrong.';
		report.warning(['rules', index], 'right.received.fix', 'Who has this already is not told how to check it.', way);
	}
	const rules = record.rules.flatMap((rule, index): Rule[] => {
		const when = compileWhen(rule.when, ['rules', index, 'when'], context, report);
		return when === null ? [] : [{ ...rule, when }];
	});
	const right: Right = { ...record, rules, withheld: isWithheld({ ...record, rules }), file: read.file };
	if (right.withheld) {
		const fix = 'Check it against its sources, then change their confidence and date.';
		report.warning(
			[],
			'right.withheld',
			'This right is not shown to citizens: it rests on an unchecked or disputed source.',
			fix,
		);
	}
	rights.set(right.id, right);
}

function compileWhen(
	source: string,
	path: (string | number)[],
	context: RightContext,
	report: Reporter,
): Condition | null {
	const compiled = compileCondition(source, context.factTypes, { choices: context.choices, mayAskIfKnown: false });
	if (compiled.ok) return compiled.value;
	const { message, fix, position } = compiled.fault;
	report.error(path, 'right.condition', `${message} (character ${position + 1} of the condition)`, fix);
	return null;
}

function checkServices(record: RightRecord, services: ReadonlyMap<string, Service>, report: Reporter): void {
	const look = (id: string, path: (string | number)[]) => {
		const service = services.get(id);
		if (service === undefined) {
			const fix = didYouMean(id, services.keys(), 'Add it to knowledge/institutions.');
			report.error(path, 'service.unknown', `There is no service "${id}".`, fix);
		} else if (service.withheld) {
			const fix = 'Check that service first, or name another one.';
			report.warning(path, 'right.service.withheld', `The service "${id}" is not shown to citizens.`, fix);
		}
	};
	for (const [index, id] of record.apply.services.entries()) look(id, ['apply', 'services', index]);
	for (const [index, { service }] of record.if_refused.entries()) look(service, ['if_refused', index, 'service']);
}

function checkSources(record: RightRecord, report: Reporter): void {
	const cited = new Set<string>();
	const citing = [
		...record.rules.map((rule, index) => ({ ids: rule.sources, path: ['rules', index], what: 'rule' })),
		...record.amounts.map((amount, index) => ({ ids: amount.sources, path: ['amounts', index], what: 'amount' })),
		...record.if_refused.map((door, index) => ({ ids: door.sources, path: ['if_refused', index], what: null })),
	];
	for (const { ids, path, what } of citing) {
		for (const id of ids) cited.add(id);
		checkCited(ids, record.sources, [...path, 'sources'], report);
		if (ids.length === 0 && what !== null) {
			const fix = 'Add "sources: [id]" with the id of a source of this right.';
			report.error(path, 'source.missing', `This ${what} says no source.`, fix);
		}
	}
	for (const [index, source] of record.sources.entries()) {
		const path = ['sources', index];
		if (!cited.has(source.id) && record.rules.length > 0) {
			const fix = 'Cite it where it belongs, or remove it.';
			report.warning(path, 'source.unused', `Nothing in this right cites the source "${source.id}".`, fix);
		}
		if (cited.has(source.id) && !isShown(source.confidence)) {
			const message = `The source "${source.id}" is ${source.confidence === 'conflict' ? 'disputed' : 'unchecked'}; what cites it is not shown.`;
			report.warning(path, 'source.withheld', message, 'Check it, then change its confidence and date.');
		}
	}
}

function checkAmounts(record: RightRecord, asOf: string, report: Reporter): void {
	for (const [index, { id, checked_on, recheck_days }] of record.amounts.entries()) {
		if (daysBetween(checked_on, asOf) <= recheck_days) continue;
		const message = `The figure "${id}" was last checked on ${checked_on} and is no longer shown.`;
		report.warning(
			['amounts', index, 'checked_on'],
			'amount.stale',
			message,
			'Check it against its source, then write the new date.',
		);
	}
}

function daysBetween(from: string, to: string): number {
	return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
