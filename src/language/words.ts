import stemmers from 'natural/lib/natural/stemmers/index.js';
import type { PhraseContent } from './schema.ts';
import type { MessageLanguage } from './types.ts';

/** What the room knows of one written word. */
export interface Word {
	/** As written, cleaned. */
	surface: string;
	/** Abbreviation written out: "sy" → "saya"; may be several words. */
	standard: string;
	/** Indonesian for a word of another language, else as `standard`. */
	gloss: string;
	stem: string;
	/** The language whose own word it is, where it is one. */
	of: MessageLanguage | null;
	/** Seen in the phrases or the lexicon, as against guessed. */
	known: boolean;
}

/** Looks words up: abbreviations, other languages, affixes, typing errors. */
export interface Words {
	look(surface: string): Word;
	/** Tells that these words are real ones, so that they are never taken for typing errors. */
	learn(vocabulary: Iterable<string>): void;
}

const cacheSize = 20_000;

/** A number that names a word, or what is left of it without the letter at `without` (FNV-1a). */
function nameOf(word: string, without = -1): number {
	let value = 0x811c9dc5;
	for (let at = 0; at < word.length; at++) {
		if (at !== without) value = Math.imul(value ^ word.charCodeAt(at), 0x01000193);
	}
	return value;
}

/** Names of a word and of all that is left of it without one letter; different ones may share a name, so the words are compared after. */
function deletions(word: string): number[] {
	const found = [nameOf(word)];
	for (let at = 0; at < word.length; at++) found.push(nameOf(word, at));
	return found;
}

/** One typing error apart: a letter added, lost, changed, or two swapped. */
function near(a: string, b: string): boolean {
	if (Math.abs(a.length - b.length) > 1 || a[0] !== b[0]) return false;
	let from = 0;
	while (from < a.length && a[from] === b[from]) from++;
	let endA = a.length - 1;
	let endB = b.length - 1;
	while (endA >= from && endB >= from && a[endA] === b[endB]) {
		endA--;
		endB--;
	}
	const left = endA - from + 1;
	const right = endB - from + 1;
	if (left <= 1 && right <= 1) return true;
	return left === 2 && right === 2 && a[from] === b[endB] && a[endA] === b[from];
}

const skeleton = (word: string): string => word[0] + word.slice(1).replace(/[aeiou]/gu, '');

const suffixes = [
	'nya',
	'kah',
	'lah',
	'pun',
	'ku',
	'mu',
	'ne',
	'na',
	'e',
	'ny',
	'x',
	'ta',
	'ko',
	'ki',
	'ka',
	'mi',
	'no',
	'nyo',
	'i',
];

export function makeWords(content: PhraseContent): Words {
	const standards = new Map<string, string>();
	const dialects = new Map<string, { gloss: string; of: MessageLanguage }>();
	const known = new Set<string>();
	for (const [standard, variants] of Object.entries(content.words)) {
		for (const part of standard.split(' ')) known.add(part);
		for (const variant of variants) standards.set(variant, standard);
	}
	for (const [language, table] of Object.entries(content.dialects)) {
		for (const [gloss, variants] of Object.entries(table)) {
			for (const part of gloss.split(' ')) known.add(part);
			for (const variant of variants) {
				if (!dialects.has(variant)) dialects.set(variant, { gloss, of: language as MessageLanguage });
			}
		}
	}
	const keep = new Set(content.keep);
	let typos: Map<number, string[]> | null = null;
	let bones: Map<string, string[]> | null = null;
	const cache = new Map<string, Word>();

	function index(): { typos: Map<number, string[]>; bones: Map<string, string[]> } {
		if (typos !== null && bones !== null) return { typos, bones };
		typos = new Map();
		bones = new Map();
		for (const word of new Set([...known, ...standards.keys(), ...dialects.keys()])) {
			if (word.length < 5 || word.length > 16 || !/^[a-z]+$/u.test(word)) continue;
			for (const shorter of deletions(word)) {
				const list = typos.get(shorter);
				if (list === undefined) typos.set(shorter, [word]);
				else if (list.length < 6) list.push(word);
			}
			if (!known.has(word)) continue;
			const bone = skeleton(word);
			if (bone.length < 3) continue;
			const list = bones.get(bone);
			if (list === undefined) bones.set(bone, [word]);
			else list.push(word);
		}
		return { typos, bones };
	}

	function isKnown(word: string): boolean {
		return known.has(word) || standards.has(word) || dialects.has(word);
	}

	/** The known word that an unknown one was probably meant to be, or null. */
	function guess(surface: string): string | null {
		if (!/^[a-z]{3,16}$/u.test(surface)) return null;
		const doubled = surface.replace(/(.)\1/gu, '$1');
		if (doubled !== surface && isKnown(doubled)) return doubled;
		for (const suffix of suffixes) {
			const base = surface.slice(0, -suffix.length);
			if (surface.endsWith(suffix) && base.length >= 3 && isKnown(base)) return base;
		}
		const { typos: errors, bones: skeletons } = index();
		if (!/[aeiou]/u.test(surface.slice(1))) {
			const candidates = skeletons.get(surface);
			return candidates?.length === 1 ? (candidates[0] ?? null) : null;
		}
		if (surface.length < 5) return null;
		for (const shorter of deletions(surface)) {
			for (const candidate of errors.get(shorter) ?? []) if (near(surface, candidate)) return candidate;
		}
		return null;
	}

	/** Indonesian stem; colloquial nasal and -in forms are first given their written prefix and suffix. */
	function stem(word: string): string {
		if (word.length < 5 || word.includes(' ') || keep.has(word) || !/^[a-z]+$/u.test(word)) return word;
		const formal = word.endsWith('in') && word.length > 6 ? `${word.slice(0, -2)}kan` : word;
		for (const form of formal === word ? [word] : [formal, word]) {
			const found = stemmers.StemmerId.stem(form);
			if (found !== form) return found;
		}
		if (/^(n|m)/u.test(word)) {
			const prefixed = `me${formal.replace(/^nge(?=[lrcbdgpkt])/u, '')}`;
			const found = stemmers.StemmerId.stem(prefixed);
			if (found !== prefixed && found.length >= 4) return found;
		}
		return word;
	}

	function resolve(surface: string): Word {
		const whole = isKnown(surface);
		const form = whole ? surface : (guess(surface) ?? surface);
		const standard = standards.get(form) ?? form;
		const dialect = standards.has(form) ? undefined : dialects.get(form);
		const gloss = dialect?.gloss ?? standard;
		return {
			surface,
			standard: whole || form !== surface ? standard : surface,
			gloss,
			stem: stem(gloss),
			of: dialect?.of ?? null,
			known: whole,
		};
	}

	return {
		look(surface) {
			const seen = cache.get(surface);
			if (seen !== undefined) return seen;
			const word = resolve(surface);
			if (cache.size >= cacheSize) cache.clear();
			cache.set(surface, word);
			return word;
		},
		learn(vocabulary) {
			for (const word of vocabulary) if (/^[a-z]{3,}$/u.test(word)) known.add(word);
			typos = null;
			bones = null;
			cache.clear();
		},
	};
}
