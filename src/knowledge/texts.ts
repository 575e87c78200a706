import type { YamlPath } from '../yaml/index.ts';
import { mostLongWords, mostWords, readingOf } from './reading.ts';
import type { Reporter } from './reporter.ts';

/** A chat message that is longer no longer gets read on a small screen. */
const maxTextLength = 1000;

/** Looks at every text of a file that fitted its schema: is the English there, and does it fit into a message? */
export function checkTexts(value: unknown, report: Reporter, path: YamlPath = []): void {
	if (Array.isArray(value)) {
		for (const [index, entry] of value.entries()) checkTexts(entry, report, [...path, index]);
		return;
	}
	if (typeof value !== 'object' || value === null) return;
	const entries = Object.entries(value);
	if (isText(entries)) {
		const texts = new Map(entries as [string, string][]);
		if (!texts.get('en')?.trim()) {
			const fix = 'Add "en: …" beside "id: …"; until then the Indonesian text is shown.';
			report.warning(path, 'text.english.missing', 'This text has no English.', fix);
		}
		for (const [language, text] of texts) {
			if (text.length <= maxTextLength) continue;
			const message = `This text has ${text.length} characters; at most ${maxTextLength} fit into a message.`;
			report.error([...path, language], 'text.too_long', message, 'Shorten it, or split it.');
		}
		checkReading(texts.get('id') ?? '', report, [...path, 'id']);
		return;
	}
	for (const [key, entry] of entries) checkTexts(entry, report, [...path, key]);
}

function checkReading(text: string, report: Reporter, path: YamlPath): void {
	const { longestSentence, longWords } = readingOf(text);
	if (longestSentence > mostWords) {
		const message = `This text has a sentence of ${longestSentence} words; more than ${mostWords} are hard to read.`;
		report.warning(path, 'text.sentence_long', message, 'Make two sentences of it.');
	}
	if (longWords > mostLongWords) {
		const message = `${Math.round(100 * longWords)}% of the words have twelve letters or more; above ${100 * mostLongWords}% a text reads like an office.`;
		report.warning(path, 'text.words_long', message, 'Say it as you would to a neighbour.');
	}
}

function isText(entries: readonly (readonly [string, unknown])[]): boolean {
	const known = entries.every(([key, value]) => (key === 'id' || key === 'en') && typeof value === 'string');
	return known && entries.some(([key]) => key === 'id');
}
