import { asciiDigits } from './digits.ts';

const piece = /[\p{L}\p{M}\p{N}]+(?:['’`-][\p{L}\p{M}\p{N}]+)*|\?|!|[.,;:](?=\s)|\p{Extended_Pictographic}/gu;
const most = 400;

/** A number's shape: its value never becomes a feature, and an identity number never a word. */
function figure(digits: string): string {
	if (digits.length === 16) return '#nik';
	if (/^(0|62)8?\d{8,12}$/u.test(digits)) return '#telp';
	return '#n';
}

const laughter = /^(?:w?(?:k|kw|wk){2,}w?k?|(?:h[aeio]){2,}h?|(?:a?ha){2,}h?)$/u;

const letters = (word: string): string =>
	laughter.test(word) ? 'wkwk' : /(\p{L})\1\1/u.test(word) ? word.replace(/(\p{L})\1{2,}/gu, '$1') : word;

function alone(word: string): string[] {
	if (!/\d/u.test(word)) return [letters(word)];
	if (/^\d+$/u.test(word)) return [figure(word)];
	const doubled = /^(\p{L}{2,})2(\p{L}*)$/u.exec(word);
	if (doubled !== null) {
		const [, base = '', rest = ''] = doubled;
		return [rest === 'an' ? `${base}-${base}an` : `${base}${rest}`];
	}
	const amount = /^(\d+)(rb|rbu|ribu|rebu|jt|juta|k|ewu)(an|nya)?$/u.exec(word);
	if (amount !== null) return ['#uang'];
	return word.split(/(?<=\d)(?=\D)|(?<=\D)(?=\d)/u).flatMap((part) => (/^\d/u.test(part) ? figure(part) : part));
}

/**
 * The words of a cleaned message, in order: doubling undone ("anak2", "anak-anak" → "anak"), elongation undone
 * ("laaaper"), numbers as their shape (#n, #uang, #nik, #telp), laughter as one word; "?", "!" and pictures are words too, and "." stands for
 * every pause.
 */
export function tokenise(cleaned: string): string[] {
	const tokens: string[] = [];
	for (const [match] of asciiDigits(cleaned).matchAll(piece)) {
		if (tokens.length >= most) break;
		if (/^[a-z]+$/u.test(match)) {
			tokens.push(letters(match));
			continue;
		}
		if (/^[.,;:]$/u.test(match)) {
			if (tokens.length > 0 && tokens.at(-1) !== '.') tokens.push('.');
			continue;
		}
		const joined = match.replace(/['’`]/gu, '');
		const parts = joined.split('-');
		if (parts.length === 2 && parts[0] !== undefined && parts[1] !== undefined && parts[0].length > 1) {
			const [first, second] = parts;
			if (second.startsWith(first) && second.length - first.length <= 3) {
				tokens.push(second === `${first}an` ? joined : second);
				continue;
			}
		}
		for (const part of parts) {
			for (const token of alone(part)) if (token !== '#n' || tokens.at(-1) !== '#n') tokens.push(token);
		}
	}
	return tokens;
}
