import { compileCondition, compileValue } from '../../expressions/index.ts';
import { type Knowledge, type NeedId, needIds } from '../../knowledge/index.ts';
import { didYouMean, type YamlPath } from '../../yaml/index.ts';
import type { Compiling } from '../compiling.ts';
import { compileLines, type Resolve, type Urgency } from '../template.ts';
import type { Locales } from './locales.ts';
import type { Report } from './report.ts';
import type { RawFlow } from './schema.ts';
import type { Scope } from './scope.ts';

/** What all nodes of all flows are compiled against. */
export interface World {
	readonly knowledge: Knowledge;
	readonly scope: Scope;
	readonly locales: Locales;
	readonly flowIds: ReadonlySet<string>;
	key(text: string): string;
	/** As a message of these words is read: `Reading.normalised`. */
	normalised(text: string): string;
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const longText = 1000;

/** The compiling context of one node. */
export function compilingNode(world: World, raw: RawFlow, node: string, kind: string, report: Report): Compiling {
	const { knowledge, scope } = world;
	const path: YamlPath = ['nodes', node, kind];
	const english = world.locales.node(raw.flow, node);
	const resolver = (place: YamlPath): Resolve => resolveIn(world, report, place);
	return {
		flow: raw.flow,
		node,
		path,
		key: world.key,
		finding: report.add,
		text(indonesian, part, place, limit = longText) {
			const translated = translationOf(english, part);
			if (translated === null) {
				report.add(
					place,
					'flow.english.missing',
					`The English of ${raw.flow}.${node}.${part} is missing.`,
					`Add it to flows/locales/en.yaml under ${raw.flow}: ${node}: ${part}.`,
					'warning',
				);
			}
			for (const text of [indonesian, translated ?? '']) {
				if (text.length > limit) {
					report.add(
						place,
						'flow.text.long',
						`This text has ${text.length} characters; ${limit} fit a small screen.`,
						'Make it shorter, or make two nodes of it.',
						'warning',
					);
				}
			}
			const resolve = resolver(place);
			return { id: compileLines(indonesian, 'id', resolve), en: compileLines(translated ?? indonesian, 'en', resolve) };
		},
		words: (part, id) => (part === 'also' ? (english?.also?.[id] ?? []) : []),
		condition(source, place) {
			const compiled = compileCondition(source, scope.types, { choices: scope.choices });
			if (compiled.ok) return compiled.value;
			report.add(place, 'flow.condition', compiled.fault.message, compiled.fault.fix);
			return null;
		},
		value(source, place) {
			const compiled = compileValue(source, scope.types, { choices: scope.choices });
			if (compiled.ok) return compiled.value;
			report.add(place, 'flow.expression', compiled.fault.message, compiled.fault.fix);
			return null;
		},
		fact(id, place) {
			const fact = knowledge.facts.get(id);
			if (fact) return fact;
			report.add(
				place,
				'flow.fact.unknown',
				`The fact "${id}" is not declared.`,
				didYouMean(id, knowledge.facts.keys(), 'Declare it in knowledge/facts/.'),
			);
			return null;
		},
		need(id, place) {
			if ((needIds as readonly string[]).includes(id)) return id as NeedId;
			report.add(
				place,
				'flow.need.unknown',
				`"${id}" is not a need.`,
				didYouMean(id, needIds, `Use one of: ${needIds.join(', ')}.`),
			);
			return null;
		},
		target(target, place) {
			if (!Object.hasOwn(raw.nodes, target)) {
				report.add(
					place,
					'flow.goto.unknown',
					`This flow has no node "${target}".`,
					didYouMean(target, Object.keys(raw.nodes), 'Add that node, or name another one.'),
				);
			}
			return target;
		},
		calls(flow, place) {
			if (!world.flowIds.has(flow)) {
				report.add(
					place,
					'flow.call.unknown',
					`There is no flow "${flow}".`,
					didYouMean(flow, world.flowIds, `Add flows/${flow}.yaml, or name another flow.`),
				);
			}
			return flow;
		},
		duration(text, place) {
			const match = /^(\d{1,3})([mhd])$/.exec(text);
			const unit = units[match?.[2] ?? ''];
			if (match && unit) return Number(match[1]) * unit;
			report.add(place, 'flow.duration', `"${text}" is not a time.`, 'Write it like 30m, 24h or 3d.');
			return 0;
		},
	};
}

function translationOf(english: ReturnType<Locales['node']>, part: string): string | null {
	if (english === null) return null;
	if (part.startsWith('choices.')) {
		const labels = english.choices ?? {};
		const id = part.slice('choices.'.length);
		return Object.hasOwn(labels, id) ? (labels[id] ?? null) : null;
	}
	return part === 'text' || part === 'retry' || part === 'reason' ? (english[part] ?? null) : null;
}

const urgencies: readonly Urgency[] = ['danger', 'urgent', 'normal'];

/** What may stand between braces: a fact, the needs found, when a human answers, a service, a right. */
function resolveIn({ knowledge }: World, report: Report, place: YamlPath): Resolve {
	return (name, language) => {
		if (name === 'hakku.needs') return { needs: true };
		if (name === 'hakku.claim') return { claim: true };
		const [kind, id = ''] = name.split(':');
		if (kind === 'answer') {
			const urgency = urgencies.find((one) => one === id);
			if (urgency !== undefined) return { answer: urgency };
			report.add(
				place,
				'flow.text.unknown',
				`{${name}} is no urgency.`,
				didYouMean(id, urgencies, 'Write {answer:danger}, {answer:urgent} or {answer:normal}.'),
			);
			return null;
		}
		if (kind === 'service' || kind === 'right') {
			const records = kind === 'service' ? knowledge.services : knowledge.rights;
			const record = kind === 'service' ? knowledge.services.get(id) : knowledge.rights.get(id);
			if (record && !record.withheld) return 'line' in record ? record.line[language] : record.name[language];
			const why = record ? 'is withheld: a source of it is in conflict or unverified' : 'is not in knowledge/';
			report.add(
				place,
				'flow.text.unknown',
				`{${name}} ${why}.`,
				didYouMean(id, records.keys(), 'Name another record.'),
			);
			return null;
		}
		const fact = knowledge.facts.get(name);
		if (fact) return { fact };
		report.add(
			place,
			'flow.text.unknown',
			`{${name}} is not a declared fact.`,
			didYouMean(name, knowledge.facts.keys(), 'Declare it in knowledge/facts/, or write the text without braces.'),
		);
		return null;
	};
}
