import type { PhraseFile } from '../knowledge/index.ts';
import type { Finding } from '../yaml/index.ts';
import { type PhraseContent, phraseFile } from './schema.ts';

/** All phrase files as one: every group, slot, word and signal, and what is wrong with them. */
export interface PhraseSource {
	content: PhraseContent;
	findings: Finding[];
}

function finding(file: string, code: string, message: string, fix: string): Finding {
	return { severity: 'error', code, file, line: 1, column: 1, message, fix };
}

/** Merges the files in the order of their names. A file with a fault is left out whole and reported. */
export function gather(files: readonly PhraseFile[]): PhraseSource {
	const content: PhraseContent = phraseFile.parse({});
	const findings: Finding[] = [];
	for (const { file, content: written } of files.toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
		const read = phraseFile.safeParse(written ?? {});
		if (!read.success) {
			for (const issue of read.error.issues.slice(0, 20)) {
				findings.push(
					finding(
						file,
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
		content.keep.push(...part.keep);
		for (const [name, items] of Object.entries(part.slots))
			content.slots[name] = [...(content.slots[name] ?? []), ...items];
		for (const [name, items] of Object.entries(part.classes))
			content.classes[name] = [...(content.classes[name] ?? []), ...items];
		for (const [name, items] of Object.entries(part.words))
			content.words[name] = [...(content.words[name] ?? []), ...items];
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
