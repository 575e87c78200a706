import { features } from './features.ts';
import { type Linear, scores, squash } from './linear.ts';
import { headList, heads } from './model.ts';
import type { Word } from './words.ts';

/** Words after which a new thought begins. */
const turns = new Set([
	'tetapi',
	'padahal',
	'karena',
	'terus',
	'dan',
	'sama',
	'jadi',
	'makanya',
	'sedangkan',
	'and',
	'but',
	'?',
	'!',
	'.',
]);
const shortest = 3;

/** A long message in its parts: at a turning word, once a part has a few words. */
function parts(words: readonly Word[]): Word[][] {
	const found: Word[][] = [[]];
	for (const word of words) {
		const part = found.at(-1) ?? [];
		if (turns.has(word.gloss) && part.length >= shortest) found.push([]);
		else part.push(word);
	}
	return found.filter((part) => part.length >= 2);
}

/**
 * How likely each meaning is. A need or a danger named in one part of a long story counts there as much as in a short
 * message: half of its score is that of the whole, half that of its best part.
 */
export function meaningOf(model: Linear, words: readonly Word[]): Float32Array {
	const whole = squash(scores(model, features(words)), headList);
	const split = parts(words);
	if (split.length < 2) return whole;
	const best = new Float32Array(whole.length);
	for (const part of split) {
		const read = squash(scores(model, features(part)), headList);
		for (let at = 0; at < heads.intent.from; at++) best[at] = Math.max(best[at] ?? 0, read[at] ?? 0);
	}
	for (let at = 0; at < heads.intent.from; at++) whole[at] = ((whole[at] ?? 0) + (best[at] ?? 0)) / 2;
	return whole;
}
