import type { TextLanguage } from '../../knowledge/index.ts';
import { check, type Finding, readYaml } from '../../yaml/index.ts';
import { type Phrases, phraseKeys } from '../flow.ts';
import { localeSchema, type RawLocale, type RawNodeTexts } from './schema.ts';

const languages: readonly TextLanguage[] = ['id', 'en'];

/** The files of flows/locales/, and which of their entries were used. */
export interface Locales {
	readonly phrases: Phrases;
	readonly backWords: readonly string[];
	readonly skipWords: readonly string[];
	/** English of one node; null when there is none. */
	node(flow: string, node: string): RawNodeTexts | null;
	/** English words that open a flow. */
	words(flow: string): readonly string[];
}

const localeFile = (language: TextLanguage): string => `flows/locales/${language}.yaml`;

/** Reads both locale files; null when one is missing or broken. */
export function compileLocales(files: ReadonlyMap<string, string>, findings: Finding[]): Locales | null {
	const [id, en] = languages.map((language) => readLocale(files, language, findings));
	if (!id || !en) return null;
	const phrases = Object.fromEntries(
		phraseKeys.map((key) => [key, { id: id.hakku[key], en: en.hakku[key] }]),
	) as Phrases;
	return {
		phrases,
		backWords: [...id.hakku.back_words, ...en.hakku.back_words],
		skipWords: [...id.hakku.skip_words, ...en.hakku.skip_words],
		node(flow, node) {
			const texts: unknown = Object.hasOwn(en, flow) ? en[flow] : undefined;
			return texts === undefined ? null : nodeTexts(texts as Record<string, unknown>, node);
		},
		words(flow) {
			const texts = Object.hasOwn(en, flow) ? en[flow] : undefined;
			return texts?.words ?? [];
		},
	};
}

function nodeTexts(flow: Record<string, unknown>, node: string): RawNodeTexts | null {
	return Object.hasOwn(flow, node) ? (flow[node] as RawNodeTexts) : null;
}

function readLocale(files: ReadonlyMap<string, string>, language: TextLanguage, findings: Finding[]): RawLocale | null {
	const file = localeFile(language);
	const text = files.get(file);
	if (text === undefined) {
		findings.push({
			severity: 'error',
			code: 'locale.missing',
			file,
			line: 1,
			column: 1,
			message: 'This file is missing.',
			fix: 'Put it back: it holds Hakku’s own phrases.',
		});
		return null;
	}
	const checked = check(localeSchema, readYaml(file, text));
	findings.push(...checked.findings);
	return checked.value;
}
