import type { PhraseFile } from '../knowledge/index.ts';
import { type Finding, readYaml, type YamlPath } from '../yaml/index.ts';
import { type PhraseContent, phraseFile } from './schema.ts';

/** All phrase files as one: every group, slot, word and signal, and what is wrong with them. */
export interface PhraseSource {
	content: PhraseContent;
	findings: Finding[];
}

/** Where in the files something is wrong. */
export interface Spot {
	file: string;
	line: number;
	column: number;
}

function finding(spot: Spot, code: string, message: string, fix: string): Finding {
	return { severity: 'error', code, ...spot, message, fix };
}

function spotOf({ file, text }: PhraseFile, path: readonly PropertyKey[]): Spot {
	if (text === undefined) return { file, line: 1, column: 1 };
	const { line, column } = readYaml(file, text).at(path as YamlPath);
	return { file, line, column };
}

/** The first line of the files that holds all of these words; the beginning of the first file when none does. */
export function spotOfWords(files: readonly PhraseFile[], ...words: readonly string[]): Spot {
	for (const { file, text } of files) {
		const at = text?.split('\n').findIndex((line) => words.every((word) => line.includes(word))) ?? -1;
		const found = text?.split('\n')[at];
		if (found !== undefined) return { file, line: at + 1, column: found.indexOf(words[0] ?? '') + 1 };
	}
	return { file: files[0]?.file ?? 'knowledge/phrases', line: 1, column: 1 };
}

/** Merges the files in the order of their names. A file with a fault is left out whole and reported. */
export function gather(files: readonly PhraseFile[]): PhraseSource {
	const content: PhraseContent = phraseFile.parse({});
	const findings: Finding[] = [];
	for (const source of files.toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
		const read = phraseFile.safeParse(source.content ?? {});
		if (!read.success) {
			for (const issue of read.error.issues.slice(0, 20)) {
				findings.push(
					finding(
						spotOf(source, issue.path),
						'phrases.shape',
						`${issue.path.map(String).join(' → ') || 'The file'}: ${issue.message}.`,
						'Compare it with docs/language.md; labels must be spelt as they stand there.',
					),
				);
			}
			continue;
		}
		const part = read.data;
		content.phrases.push(...part.phrases);
		content.frames.push(...part.frames);
		content.topics.push(...part.topics);
		content.terms.push(...part.terms);
		content.signals.push(...part.signals);
		content.calm.push(...part.calm);
		content.denied.push(...part.denied);
		content.keep.push(...part.keep);
		for (const [name, items] of Object.entries(part.slots))
			content.slots[name] = [...(content.slots[name] ?? []), ...items];
		for (const [name, items] of Object.entries(part.classes))
			content.classes[name] = [...(content.classes[name] ?? []), ...items];
		for (const [name, items] of Object.entries(part.words))
			content.words[name] = [...(content.words[name] ?? []), ...items];
		for (const [meaning, items] of Object.entries(part.idioms))
			content.idioms[meaning] = [...(content.idioms[meaning] ?? []), ...items];
		for (const [intent, items] of Object.entries(part.whole)) {
			const known = intent as keyof typeof part.whole;
			content.whole[known] = [...(content.whole[known] ?? []), ...items];
		}
		for (const [code, said] of Object.entries(part.tongues)) {
			const language = code as keyof typeof part.tongues;
			content.tongues[language] = [...(content.tongues[language] ?? []), ...said];
		}
		for (const [code, table] of Object.entries(part.dialects)) {
			const language = code as keyof typeof part.dialects;
			const merged = { ...content.dialects[language] };
			for (const [name, items] of Object.entries(table)) merged[name] = [...(merged[name] ?? []), ...items];
			content.dialects[language] = merged;
		}
	}
	return { content, findings };
}

export { finding };
