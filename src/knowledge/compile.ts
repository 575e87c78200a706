import type { FactTypes } from '../expressions/index.ts';
import { type Finding, type Read, readYaml } from '../yaml/index.ts';
import { compileFrom } from './derive.ts';
import { excludeBothWays } from './excludes.ts';
import { readFacts } from './facts.ts';
import { readGrounds } from './grounds.ts';
import { type Directory, hotlines, readInstitution } from './institutions.ts';
import { type FileKind, kindOf } from './layout.ts';
import { readNeeds } from './needs.ts';
import { type Area, findRegions, nameRegions, readRegionNames } from './regions/index.ts';
import { readReplies } from './replies.ts';
import { rightTests } from './right-tests.ts';
import { readRight } from './rights.ts';
import {
	type CannedReply,
	type DerivedFact,
	dangerKinds,
	type FactDeclaration,
	type Knowledge,
	type LegalGround,
	type Need,
	type NeedId,
	needIds,
	type PhraseFile,
	type Right,
} from './types.ts';

interface CompiledKnowledge {
	/** Null when a finding is an error. */
	knowledge: Knowledge | null;
	findings: Finding[];
}

interface CompileKnowledgeOptions {
	/** ISO date: figures and telephone numbers that are due for a check are then named. */
	asOf?: string;
	/** The official list of areas; without it no region can be matched from what people type, and codes are not checked. */
	areas?: readonly Area[];
	/** Facts that flows use; declared facts that nothing uses are then named. */
	usedFacts?: ReadonlySet<string>;
}

/**
 * Reads, checks and indexes knowledge/. Pure: `files` maps each path, relative to the folder that holds knowledge/
 * (`knowledge/rights/pkh.yaml`), to its text. Other files are named in a warning and not read.
 */
export function compileKnowledge(
	files: ReadonlyMap<string, string>,
	options: CompileKnowledgeOptions = {},
): CompiledKnowledge {
	const findings: Finding[] = [];
	const readers = new Map<FileKind, Read[]>();
	for (const [path, text] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
		const kind = kindOf(path);
		if (kind === 'right_tests') continue;
		if (kind === 'other') findings.push(strayFile(path));
		else readers.set(kind, [...(readers.get(kind) ?? []), readYaml(path, text)]);
	}
	const each = (kind: FileKind) => readers.get(kind) ?? [];

	const needs = new Map<NeedId, Need>();
	for (const read of each('needs')) readNeeds(read, needs, findings);
	if (each('needs').length === 0) findings.push(missingNeeds());

	const byCode = nameRegions(options.areas ?? []);
	const also = new Map<string, readonly string[]>();
	for (const read of each('regions')) readRegionNames(read, also, byCode, findings);
	const regions = findRegions(byCode, also);

	const facts = new Map<string, FactDeclaration>();
	const following = each('facts').flatMap((read) => readFacts(read, facts, findings));
	const factTypes: FactTypes = new Map([...facts].map(([id, fact]) => [id, fact.type]));

	const choices = factChoices(facts);
	const derived = following.flatMap((one) => compileFrom(one, factTypes, choices) ?? []);

	const directory: Directory = { organizations: new Map(), services: new Map(), order: new Map() };
	for (const read of each('institution')) readInstitution(read, directory, options.asOf ?? null, findings);

	const rights = new Map<string, Right>();
	const context = {
		factTypes,
		choices,
		services: directory.services,
		regions,
		asOf: options.asOf ?? null,
	};
	for (const read of each('right')) readRight(read, rights, context, findings);

	excludeBothWays(each('right'), rights, findings);

	const grounds = new Map<string, LegalGround>();
	for (const read of each('grounds')) readGrounds(read, grounds, rights, findings);

	const replies = new Map<string, CannedReply>();
	for (const read of each('replies')) readReplies(read, replies, findings);

	const phrases: PhraseFile[] = [];
	for (const read of each('phrases')) {
		findings.push(...read.findings);
		const text = files.get(read.file);
		phrases.push({ file: read.file, content: read.value, ...(text !== undefined && { text }) });
	}

	const tests = rightTests(files, { facts, rights });
	findings.push(...tests.findings);
	findings.push(...untested(rights, new Set(tests.tests.map((test) => test.right))));
	if (options.usedFacts !== undefined)
		findings.push(...unusedFacts(each('facts'), facts, rights, derived, options.usedFacts));

	const refused = findings.some((finding) => finding.severity === 'error');
	const { organizations, services } = directory;
	const knowledge = {
		needs,
		facts,
		factTypes,
		derived,
		rights,
		organizations,
		services,
		hotlines: hotlines(directory),
		phrases,
		grounds,
		replies,
		regions,
	};
	return { knowledge: refused ? null : knowledge, findings };
}

/** The ids that each fact with choices can hold, needs and dangers included; what expressions are checked against. */
function factChoices(facts: ReadonlyMap<string, FactDeclaration>): ReadonlyMap<string, readonly string[]> {
	const choices = new Map<string, readonly string[]>([
		['hakku.needs', needIds],
		['hakku.danger', dangerKinds],
	]);
	for (const fact of facts.values()) {
		const ids = fact.choices.map((choice) => choice.id);
		if (ids.length > 0) choices.set(fact.id, ids);
	}
	return choices;
}

function strayFile(file: string): Finding {
	const message = 'This file is not read: nothing of that name or place is known in knowledge/.';
	const fix = 'Move it to facts/, rights/, institutions/ or phrases/, and let its name end in .yaml.';
	return { severity: 'warning', code: 'file.stray', file, line: 1, column: 1, message, fix };
}

function missingNeeds(): Finding {
	const message = 'The list of basic needs is missing.';
	return {
		severity: 'error',
		code: 'need.missing',
		file: 'knowledge/needs.yaml',
		line: 1,
		column: 1,
		message,
		fix: 'Put it back.',
	};
}

function untested(rights: ReadonlyMap<string, Right>, tested: ReadonlySet<string>): Finding[] {
	return [...rights.values()]
		.filter((right) => !tested.has(right.id))
		.map((right): Finding => {
			const fix = `Add knowledge/rights/tests/${right.id}.yaml with a household that fits and one that does not.`;
			const message = `The right "${right.id}" has no test.`;
			return { severity: 'warning', code: 'right.untested', file: right.file, line: 1, column: 1, message, fix };
		});
}

function unusedFacts(
	reads: readonly Read[],
	facts: ReadonlyMap<string, FactDeclaration>,
	rights: ReadonlyMap<string, Right>,
	derived: readonly DerivedFact[],
	usedFacts: ReadonlySet<string>,
): Finding[] {
	const local = [...rights.values()].some((right) => right.level !== 'nasional');
	const used = new Set([
		...usedFacts,
		...[...facts.values()].flatMap(({ id, type }) => (local && type === 'region' ? [id] : [])),
		...[...rights.values()].flatMap((right) => right.rules.flatMap((rule) => rule.when.facts)),
		...derived.flatMap(({ people }) => people),
	]);
	return reads.flatMap((read) => {
		const declared = (read.value as { facts?: readonly { id?: string }[] } | undefined)?.facts ?? [];
		return declared.flatMap(({ id }, index): Finding[] => {
			if (id === undefined || used.has(id) || !facts.has(id)) return [];
			const message = `Nothing uses the fact "${id}".`;
			const fix = 'Use it in a flow or a right, or remove it.';
			return [
				{ severity: 'warning', code: 'fact.unused', file: read.file, ...read.at(['facts', index, 'id']), message, fix },
			];
		});
	});
}
