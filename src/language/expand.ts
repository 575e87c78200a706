import { hash } from './hash.ts';

/** A source of the same "random" numbers for the same seed, so that training gives the same model everywhere (mulberry32). */
export function sequence(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

export type Slots = ReadonlyMap<string, readonly string[]>;

type Piece = string | readonly Piece[][];

const limit = 8;

/** Reads "a (b|c|) <slot>" into pieces; an unclosed bracket is taken as it stands. */
function parse(pattern: string, slots: Slots, depth: number): Piece[] {
	const pieces: Piece[] = [];
	const token = /\(([^()]*(?:\([^()]*\)[^()]*)*)\)|<([a-z_]+)>/gu;
	let at = 0;
	for (const match of pattern.matchAll(token)) {
		if (match.index > at) pieces.push(pattern.slice(at, match.index));
		at = match.index + match[0].length;
		const name = match[2];
		const options = name === undefined ? alternatives(match[1] ?? '') : slots.get(name);
		if (options === undefined) continue;
		pieces.push(depth >= limit ? '' : options.map((option) => parse(option, slots, depth + 1)));
	}
	if (at < pattern.length) pieces.push(pattern.slice(at));
	return pieces;
}

function alternatives(inside: string): string[] {
	const parts: string[] = [''];
	let depth = 0;
	for (const letter of inside) {
		if (letter === '(') depth++;
		if (letter === ')') depth--;
		if (letter === '|' && depth === 0) parts.push('');
		else parts[parts.length - 1] += letter;
	}
	return parts;
}

function combinations(pieces: readonly Piece[]): number {
	let count = 1;
	for (const piece of pieces) {
		if (typeof piece === 'string') continue;
		let options = 0;
		for (const option of piece) options += combinations(option);
		count = Math.min(1e6, count * Math.max(1, options));
	}
	return count;
}

function pick(pieces: readonly Piece[], random: () => number): string {
	let text = '';
	for (const piece of pieces) {
		if (typeof piece === 'string') text += piece;
		else text += pick(piece[Math.floor(random() * piece.length)] ?? [], random);
	}
	return text;
}

/** Up to `most` different messages that a pattern stands for: "(beras|sembako) habis <sapaan>". Always the same ones. */
export function expand(pattern: string, slots: Slots, most: number): string[] {
	const pieces = parse(pattern, slots, 0);
	const wanted = Math.min(most, combinations(pieces));
	const random = sequence(hash(pattern));
	const found = new Set<string>();
	for (let tries = 0; found.size < wanted && tries < wanted * 4; tries++) {
		found.add(pick(pieces, random).replace(/\s+/gu, ' ').trim());
	}
	found.delete('');
	return [...found];
}
