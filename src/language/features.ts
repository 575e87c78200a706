import { hash } from './hash.ts';
import type { Word, Words } from './words.ts';

/** Buckets that features are hashed into. */
export const width = 1 << 17;
const mask = width - 1;

/** A sparse vector: which buckets, and how much of each. Lengths are equal. */
export interface Vector {
	index: Int32Array;
	value: Float32Array;
}

const seeds = {
	word: 1,
	stem: 2,
	pair: 3,
	skip: 4,
	gram: 5,
	surface: 6,
	stemPair: 7,
	written: 11,
	letters: 12,
	share: 13,
};
const weight = { word: 1, stem: 0.7, surface: 0.4, pair: 0.7, skip: 0.6, gram: 0.15, stemPair: 0.5, letters: 0.4 };

/** Words that say little about what a message is about. Negations are never among them. */
const light = new Set(
	'saya aku kami kita dia yang di ke dari dan atau itu ini ya pak bu kak mas mbak min bang dek dong sih deh kok nih tuh lah mah juga saja aja lagi sudah mau ada untuk buat dengan sama karena kalau jadi nya pun si adalah akan bapak ibu kakak admin tolong mohon ? !'.split(
		' ',
	),
);

/** Entries of a block that vectors are cut from: learning needs tens of thousands of them, and small arrays are dear. */
const blockSize = 1 << 15;

/** Collects features, each once. One is enough: nothing here runs side by side. */
class Collector {
	private readonly seen = new Int32Array(width);
	private turn = 0;
	private index = new Int32Array(4096);
	private value = new Float32Array(4096);
	private size = 0;
	private squares = 0;
	private indexBlock = new Int32Array(blockSize);
	private valueBlock = new Float32Array(blockSize);
	private used = 0;

	start(): void {
		this.turn++;
		this.size = 0;
		this.squares = 0;
	}

	add(hashed: number, value: number): void {
		const bucket = hashed & mask;
		if (this.seen[bucket] === this.turn || this.size === this.index.length) return;
		this.seen[bucket] = this.turn;
		this.index[this.size] = bucket;
		this.value[this.size++] = value;
		this.squares += value * value;
	}

	/** Scales to a length that grows slowly with the number of features, so that a long story does not shout. */
	vector(power: number): Vector {
		const scale = this.squares === 0 ? 0 : 1 / this.squares ** power;
		if (this.used + this.size > blockSize) {
			this.indexBlock = new Int32Array(blockSize);
			this.valueBlock = new Float32Array(blockSize);
			this.used = 0;
		}
		const from = this.used;
		this.used += this.size;
		const index = this.indexBlock.subarray(from, this.used);
		const value = this.valueBlock.subarray(from, this.used);
		for (let at = 0; at < this.size; at++) {
			index[at] = this.index[at] as number;
			value[at] = (this.value[at] as number) * scale;
		}
		return { index, value };
	}
}

const collector = new Collector();

/** Hashes of a word's letters between its borders, `from` to `to` letters long. */
function grams(word: string, seed: number, from: number, to: number): number[] {
	const framed = `_${word.slice(0, 24)}_`;
	const found: number[] = [];
	for (let size = from; size <= to; size++) {
		for (let at = 0; at + size <= framed.length; at++) found.push(hash(framed, seed, at, at + size));
	}
	return found;
}

/** One Indonesian word of a written word, with what is worked out once for it; `root` is its stem in pairs. */
interface Sense {
	light: boolean;
	hashes: { word: number; stem: number; root: number; letters: readonly number[] };
}

/** What is worked out once for a word. */
interface Own {
	senses: readonly Sense[];
	/** 0 when the word is written as it is meant. */
	surface: number;
	written: number;
	letters: readonly number[];
}

const owns = new WeakMap<Word, Own>();

function ownOf(word: Word): Own {
	const seen = owns.get(word);
	if (seen !== undefined) return seen;
	const senses = word.gloss.split(' ').map((gloss): Sense => {
		const stem = gloss === word.gloss ? word.stem : gloss;
		const weighs = light.has(gloss);
		const hashes = {
			word: hash(gloss, seeds.word),
			stem: stem === gloss ? 0 : hash(stem, seeds.stem),
			root: hash(stem, seeds.word),
			letters: weighs || gloss.startsWith('#') ? [] : grams(gloss, seeds.gram, 4, 4),
		};
		return { light: weighs, hashes };
	});
	const own: Own = {
		senses,
		surface: word.surface === word.gloss ? 0 : hash(word.surface, seeds.surface),
		written: hash(word.surface, seeds.written),
		letters: /^\p{L}/u.test(word.surface) ? grams(word.surface, seeds.letters, 2, 4) : [],
	};
	owns.set(word, own);
	return own;
}

/** Two words as one feature, from the hashes of both. */
function pair(seed: number, first: number, second: number): number {
	let value = Math.imul(first ^ seed, 0x85ebca6b);
	value = Math.imul(value ^ (value >>> 13) ^ second, 0xc2b2ae35);
	return (value ^ (value >>> 16)) >>> 0;
}

/** What stands for the beginning, a pause and the end of a message in a pair. */
const beginning = hash('^', seeds.word);
const pause = hash('.', seeds.word);
const end = hash('$', seeds.word);

/** What a message is about: its words in Indonesian, stems, pairs, pairs over light words, and the letters of words. */
export function features(words: readonly Word[]): Vector {
	collector.start();
	let before = beginning;
	let heavy = beginning;
	let heavyStem = beginning;
	for (const word of words) {
		if (word.gloss === '.') {
			before = pause;
			continue;
		}
		const own = ownOf(word);
		for (const { light: weightless, hashes } of own.senses) {
			collector.add(hashes.word, weight.word);
			collector.add(pair(seeds.pair, before, hashes.word), weight.pair);
			before = hashes.word;
			if (weightless) continue;
			if (hashes.stem !== 0) collector.add(hashes.stem, weight.stem);
			collector.add(pair(seeds.skip, heavy, hashes.word), weight.skip);
			collector.add(pair(seeds.stemPair, heavyStem, hashes.root), weight.stemPair);
			heavy = hashes.word;
			heavyStem = hashes.root;
			for (const gram of hashes.letters) collector.add(gram, weight.gram);
		}
		if (own.surface !== 0) collector.add(own.surface, weight.surface);
	}
	collector.add(pair(seeds.pair, before, end), weight.pair);
	return collector.vector(0.35);
}

/** What language a message is in: its words as written, their letters, and how many are one language's own. */
export function languageFeatures(words: readonly Word[]): Vector {
	collector.start();
	const count = new Map<string, number>();
	for (const word of words) {
		if (word.of !== null) count.set(word.of, (count.get(word.of) ?? 0) + 1);
		const own = ownOf(word);
		if (own.letters.length === 0) continue;
		collector.add(own.written, 1);
		for (const gram of own.letters) collector.add(gram, weight.letters);
	}
	const vector = collector.vector(0.5);
	const size = vector.index.length;
	const index = new Int32Array(size + 3 * count.size + 1);
	const value = new Float32Array(index.length);
	index.set(vector.index);
	value.set(vector.value);
	let at = size;
	const add = (name: string, much: number): void => {
		index[at] = hash(name, seeds.share) & mask;
		value[at++] = much;
	};
	for (const [language, many] of count) {
		add(`${language} share`, (2 * many) / Math.max(3, words.length));
		add(`${language} any`, 0.3);
		add(`${language} some`, many > 1 ? 0.4 : 0);
	}
	add(`kinds ${[...count.keys()].sort().join(' ')}`, 0.5);
	return { index, value };
}

/** The words of a message as the room knows them. */
export function lookAll(tokens: readonly string[], words: Words): Word[] {
	return tokens.map((token) => words.look(token));
}
