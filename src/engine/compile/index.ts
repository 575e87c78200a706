import type { FactDeclaration, Knowledge } from '../../knowledge/index.ts';
import type { Intent, Language } from '../../language/index.ts';
import { check, type Finding, readYaml } from '../../yaml/index.ts';
import { type Choice, type Flow, type FlowRole, type Flows, flowRoles, optionalRoles } from '../flow.ts';
import { plain } from '../template.ts';
import type { World } from './context.ts';
import { compileFlow } from './flow.ts';
import { compileLocales, type Locales } from './locales.ts';
import { type Report, reportTo } from './report.ts';
import { flowSchema, type RawFlow } from './schema.ts';
import { scopeOf } from './scope.ts';

export interface CompiledFlows {
	/** Null when a finding is an error. */
	readonly flows: Flows | null;
	readonly findings: readonly Finding[];
}

/** Compiles every flow and locale file. Pure: the caller reads the disk. Paths are `flows/…`. */
export function compileFlows(
	files: ReadonlyMap<string, string>,
	knowledge: Knowledge,
	language: Pick<Language, 'key' | 'read'>,
): CompiledFlows {
	const findings: Finding[] = [];
	const locales = compileLocales(files, findings);
	const sources = readFlows(files, findings);
	if (!locales) return { flows: null, findings };
	const world: World = {
		knowledge,
		locales,
		scope: scopeOf(knowledge),
		flowIds: new Set(sources.map(({ raw }) => raw.flow)),
		key: (text) => language.key(text),
		normalised: (text) => language.read(text).normalised,
	};
	const compiled = sources.map(({ raw, report }) => ({ flow: compileFlow(world, raw, report), report }));
	const flows = indexFlows(compiled, world, findings);
	return { flows: findings.some(({ severity }) => severity === 'error') ? null : flows, findings };
}

interface SourceFlow {
	readonly raw: RawFlow;
	readonly report: Report;
}

function readFlows(files: ReadonlyMap<string, string>, findings: Finding[]): readonly SourceFlow[] {
	const sources: SourceFlow[] = [];
	for (const [file, text] of files) {
		const name = /^flows\/([^/]+)\.ya?ml$/.exec(file)?.[1];
		if (name === undefined) continue;
		const read = readYaml(file, text);
		const checked = check(flowSchema, read);
		findings.push(...checked.findings);
		if (checked.value === null) continue;
		const report = reportTo(findings, read);
		if (checked.value.flow !== name) {
			report.add(
				['flow'],
				'flow.name',
				`The file is called ${name}, the flow ${checked.value.flow}.`,
				'Give both the same name.',
			);
		}
		sources.push({ raw: checked.value, report });
	}
	return sources;
}

type Compiled = readonly { readonly flow: Flow; readonly report: Report }[];

/** In this order a word belongs to the first flow that claims it. */
const precedence: readonly FlowRole[] = ['stop', 'erase', 'human', 'danger', 'menu', 'help', 'language'];

function indexFlows(compiled: Compiled, world: World, findings: Finding[]): Flows {
	const { locales, knowledge, key } = world;
	const ranked = [...compiled].sort((a, b) => rank(a.flow.role) - rank(b.flow.role));
	const byWord = new Map<string, Flow>();
	const backWords = new Set(locales.backWords.map(key));
	const byIntent = new Map<Intent, Flow>();
	const byRole = new Map<FlowRole, Flow>();
	for (const { flow, report } of ranked) {
		for (const word of flow.words) claim(byWord, word, flow, report, backWords);
		for (const intent of flow.intents) {
			if (byIntent.has(intent))
				report.add(
					['intents'],
					'flow.intent.twice',
					`"${intent}" opens another flow already.`,
					'Let one flow have it.',
				);
			byIntent.set(intent, flow);
		}
		if (flow.role === 'none') continue;
		if (byRole.has(flow.role))
			report.add(['role'], 'flow.role.twice', `Another flow has the role "${flow.role}".`, 'Let one flow have it.');
		byRole.set(flow.role, flow);
	}
	for (const role of flowRoles) if (!optionalRoles.has(role) && !byRole.has(role)) findings.push(missingRole(role));
	const skipWords = locales.skipWords;
	const labelled = (id: string, words: readonly string[], label: { id: string; en: string }): Choice => ({
		id,
		label: plain(label),
		keys: new Set([id, label.id, label.en, ...words].map(key).filter((word) => word !== '')),
		goto: undefined,
		when: null,
	});
	const { phrases } = locales;
	return {
		byId: new Map(compiled.map(({ flow }) => [flow.id, flow])),
		byRole,
		byWord,
		byIntent,
		backWords,
		phrases,
		heard: heardAnswers(knowledge, world.normalised),
		mentioned: mentionedFacts(compiled),
		skipChoice: labelled('lewati', skipWords, phrases.dont_know_label),
		peopleChoices: {
			alone: labelled(
				'sendirian',
				['sendiri', 'sendirian', 'saya sendiri', 'saya sendirian', 'saya saja', 'alone', 'just me'],
				phrases.people_alone_label,
			),
			all: labelled(
				'semua',
				[
					'sudah',
					'itu saja',
					'sudah semua',
					'tidak',
					'tidak ada',
					'tidak ada lagi',
					'cukup',
					'benar',
					'ya',
					'iya',
					'betul',
					'yes',
					'no',
					'that is all',
					'all',
				],
				phrases.people_all_label,
			),
			wrong: labelled('salah', ['ada yang salah', 'keliru', 'bukan', 'ulang', 'wrong'], phrases.people_wrong_label),
		},
		moreChoices: [labelled('lagi', [], phrases.more_label), labelled('cukup', [], phrases.enough_label)],
		factChoices: new Map([...knowledge.facts.values()].map((fact) => [fact.id, choicesOf(fact, locales, labelled)])),
	};
}

function heardAnswers({ facts }: Knowledge, normalised: (text: string) => string): Flows['heard'] {
	const answers = [...facts.values()].flatMap((fact) =>
		fact.choices.flatMap((choice) =>
			choice.heard.map((words) => ({ fact: fact.id, choice: choice.id, words: normalised(words) })),
		),
	);
	return answers.filter(({ words }) => words !== '').sort((a, b) => b.words.length - a.words.length);
}

function mentionedFacts(compiled: Compiled): ReadonlySet<string> {
	const nodes = compiled.flatMap(({ flow }) => [...flow.nodes.values()]);
	return new Set(nodes.flatMap((node) => (node.kind === 'case' ? (node.mentioned ?? []) : [])));
}

function choicesOf(
	fact: FactDeclaration,
	{ phrases }: Locales,
	labelled: (id: string, words: readonly string[], label: { id: string; en: string }) => Choice,
): readonly Choice[] {
	if (fact.type === 'yesno') return [labelled('ya', [], phrases.yes_label), labelled('tidak', [], phrases.no_label)];
	return fact.choices.map(({ id, label, also }) => labelled(id, also, label));
}

function rank(role: FlowRole): number {
	const at = precedence.indexOf(role);
	return at < 0 ? precedence.length : at;
}

function claim(
	byWord: Map<string, Flow>,
	word: string,
	flow: Flow,
	report: Report,
	backWords: ReadonlySet<string>,
): void {
	const owner = byWord.get(word)?.id ?? (backWords.has(word) ? 'back' : null);
	if (owner === null) byWord.set(word, flow);
	else if (owner !== flow.id) {
		report.add(['words'], 'flow.word.twice', `"${word}" opens "${owner}" already.`, 'Choose another word here.');
	}
}

function missingRole(role: FlowRole): Finding {
	return {
		severity: 'error',
		code: 'flow.role.missing',
		file: 'flows/',
		line: 1,
		column: 1,
		message: `No flow has the role "${role}".`,
		fix: `Add \`role: ${role}\` to the flow that does this.`,
	};
}
