import type { PhraseContent } from './schema.ts';
import type { Word, Words } from './words.ts';

/** Gives the words of a message back with every figure of speech replaced by what it means. */
export type Idioms = (found: readonly Word[]) => readonly Word[];

interface Idiom {
	parts: readonly string[];
	meaning: string;
}

const says = (word: Word | undefined, part: string): boolean =>
	word !== undefined && (word.gloss === part || word.surface === part);

/**
 * Figures of speech are read as a whole: "setengah mati" is "sangat", nobody dies. The longest that fits is taken. A stem is
 * no match: "sejak pukul 8" is an hour, "dipukul 8 orang" none. The normalised text keeps the words as they were written.
 */
export function makeIdioms(content: PhraseContent, words: Words): Idioms {
	const starting = new Map<string, Idiom[]>();
	for (const [meaning, listed] of Object.entries(content.idioms)) {
		for (const idiom of listed) {
			const parts = idiom.split(/\s+/u);
			const [first = ''] = parts;
			starting.set(first, [...(starting.get(first) ?? []), { parts, meaning }]);
		}
	}
	for (const list of starting.values()) list.sort((a, b) => b.parts.length - a.parts.length);

	function at(found: readonly Word[], from: number): Idiom | undefined {
		const word = found[from] as Word;
		for (const form of [word.gloss, word.surface]) {
			const idiom = starting
				.get(form)
				?.find(({ parts }) => parts.every((part, next) => says(found[from + next], part)));
			if (idiom !== undefined) return idiom;
		}
		return undefined;
	}

	return (found) => {
		const plain: Word[] = [];
		for (let from = 0; from < found.length; from++) {
			const idiom = at(found, from);
			if (idiom === undefined) {
				plain.push(found[from] as Word);
				continue;
			}
			for (const word of idiom.meaning.split(' ')) plain.push(words.look(word));
			from += idiom.parts.length - 1;
		}
		return plain.length === found.length && plain.every((word, place) => word === found[place]) ? found : plain;
	};
}
