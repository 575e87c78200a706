/**
 * How hard an Indonesian text is to read, by two measures that somebody who writes can act on. Formulas such as Flesch's are made for
 * other languages: Indonesian has long words that everybody knows, so length alone says little and whole sentences say more.
 */
export interface Reading {
	/** Words of the longest sentence; a colon or semicolon ends one too. */
	longestSentence: number;
	/** Share (0 … 1) of words with twelve letters or more. */
	longWords: number;
	words: number;
}

/** More words than these, and a tired person reads the sentence twice. */
export const mostWords = 20;
/** More long words than one in five make a text official. Judged only from eight words on. */
export const mostLongWords = 0.2;
const longWord = 12;
const fewWords = 8;

export function readingOf(text: string): Reading {
	const sentences = text.split(/[.!?:;](?=\s|$)|\n/).map(wordsIn);
	const words = sentences.flat();
	const long = words.filter((word) => word.length >= longWord);
	return {
		longestSentence: Math.max(0, ...sentences.map((sentence) => sentence.length)),
		longWords: words.length < fewWords ? 0 : long.length / words.length,
		words: words.length,
	};
}

function wordsIn(sentence: string): string[] {
	return sentence.match(/\p{L}[\p{L}-]*/gu) ?? [];
}
