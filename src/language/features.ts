import { hash } from './hash.ts';
import type { Word, Words } from './words.ts';

/** Buckets that features are hashed into. */
export const width = 1 << 17;
const mask = width - 1;
export const languageWidth = 1 << 15;
const languageMask = languageWidth - 1;

/** A sparse vector: which buckets, and how much of each. Lengths are equal. */
export interface Vector {
	index: Int32Array;
	value: Float32Array;
}

const seeds = { word: 1, stem: 2, pair: 3, skip: 4, gram: 5, surface: 6, stemPair: 7 };
const weight = { word: 1, stem: 0.7, surface: 0.4, pair: 0.7, skip: 0.6, gram: 0.25, stemPair: 0.5 };

/** Words that say little about what a message is about. Negations are never among them. */
const light = new Set(
	'saya aku kami kita dia yang di ke dari dan atau itu ini ya pak bu kak mas mbak min bang dek dong sih deh kok nih tuh lah mah juga saja aja lagi sudah mau ada untuk buat dengan sama karena kalau jadi nya pun si adalah akan bapak ibu kakak admin tolong mohon ? !'.split(
		' ',
	),
);

const grams = new Map<string, Int32Array>();

/** Character 3- to 5-grams of a word between its borders. */
function gramsOf(word: string): Int32Array {
	const seen = grams.get(word);
	if (seen !== undefined) return seen;
	const framed = `_${word.slice(0, 24)}_`;
	const found: number[] = [];
	for (let size = 3; size <= 5; size++) {
		for (let at = 0; at + size <= framed.length; at++) found.push(hash(framed, seeds.gram, at, at + size) & mask);
	}
	const made = Int32Array.from(found);
	if (grams.size >= 20_000) grams.clear();
	grams.set(word, made);
	return made;
}

class Builder {
	readonly index: number[] = [];
	readonly value: number[] = [];
	readonly seen = new Set<number>();

	add(bucket: number, value: number): void {
		if (this.seen.has(bucket)) return;
		this.seen.add(bucket);
		this.index.push(bucket);
		this.value.push(value);
	}

	/** Scales to a length that grows slowly with the number of features, so that a long story does not shout. */
	vector(power: number): Vector {
		let squares = 0;
		for (const value of this.value) squares += value * value;
		const scale = squares === 0 ? 0 : 1 / squares ** power;
		return { index: Int32Array.from(this.index), value: Float32Array.from(this.value, (value) => value * scale) };
	}
}

/** What a message is about: its words in Indonesian, stems, pairs, pairs over light words, and the letters of words. */
export function features(words: readonly Word[]): Vector {
	const builder = new Builder();
	let before = '^';
	let heavy = '^';
	let heavyStem = '^';
	for (const word of words) {
		if (word.gloss === '.') {
			before = '.';
			continue;
		}
		for (const gloss of word.gloss.split(' ')) {
			builder.add(hash(gloss, seeds.word) & mask, weight.word);
			builder.add(hash(`${before} ${gloss}`, seeds.pair) & mask, weight.pair);
			before = gloss;
			if (light.has(gloss)) continue;
			const stem = gloss === word.gloss ? word.stem : gloss;
			if (stem !== gloss) builder.add(hash(stem, seeds.stem) & mask, weight.stem);
			builder.add(hash(`${heavy} ${gloss}`, seeds.skip) & mask, weight.skip);
			builder.add(hash(`${heavyStem} ${stem}`, seeds.stemPair) & mask, weight.stemPair);
			heavy = gloss;
			heavyStem = stem;
			if (gloss.startsWith('#')) continue;
			for (const gram of gramsOf(gloss)) builder.add(gram, weight.gram);
		}
		if (word.surface !== word.gloss) builder.add(hash(word.surface, seeds.surface) & mask, weight.surface);
	}
	builder.add(hash(`${before} $`, seeds.pair) & mask, weight.pair);
	return builder.vector(0.35);
}

/** What language a message is in: its words as written, their letters, and how many are one language's own. */
export function languageFeatures(words: readonly Word[]): Vector {
	const builder = new Builder();
	const own: Record<string, number> = {};
	for (const word of words) {
		if (word.of !== null) own[word.of] = (own[word.of] ?? 0) + 1;
		if (!/^\p{L}/u.test(word.surface)) continue;
		builder.add(hash(word.surface, 11) & languageMask, 1);
		const framed = `_${word.surface.slice(0, 24)}_`;
		for (let size = 2; size <= 4; size++) {
			for (let at = 0; at + size <= framed.length; at++)
				builder.add(hash(framed, 12, at, at + size) & languageMask, 0.4);
		}
	}
	const vector = builder.vector(0.5);
	const extra = Object.entries(own).flatMap(([language, count]) => [
		[hash(`${language} share`, 13) & languageMask, (2 * count) / Math.max(3, words.length)] as const,
		[hash(`${language} any`, 13) & languageMask, 0.3] as const,
		[hash(`${language} some`, 13) & languageMask, count > 1 ? 0.4 : 0] as const,
	]);
	const kinds = Object.keys(own).sort().join(' ');
	extra.push([hash(`kinds ${kinds}`, 13) & languageMask, 0.5]);
	return {
		index: Int32Array.from([...vector.index, ...extra.map(([bucket]) => bucket)]),
		value: Float32Array.from([...vector.value, ...extra.map(([, value]) => value)]),
	};
}

/** The words of a message as the room knows them. */
export function lookAll(tokens: readonly string[], words: Words): Word[] {
	return tokens.map((token) => words.look(token));
}
