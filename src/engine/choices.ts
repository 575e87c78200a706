import { DamerauLevenshteinDistance } from 'natural/lib/natural/distance/index.js';
import type { Choice } from './flow.ts';

/** How a typed answer relates to the choices shown. */
export type ChoiceMatch =
	| { readonly match: 'one'; readonly choice: Choice }
	/** A bare number that is the position of one choice and stands in the label of another. */
	| { readonly match: 'ambiguous'; readonly between: readonly [Choice, Choice] }
	| { readonly match: 'none' };

const none: ChoiceMatch = { match: 'none' };

/** What people put before a number or a label when they choose: "nomor 2", "yang 2", "pilih 2". */
const leadIn = /^(?:saya |sy |aku )?(?:pilih |mau )?(?:nomor|nomer|no|yang|yg|pilih|opsi|number|option) /;

/** What people put after an answer out of courtesy or habit: "iya bu", "sudah kok pak". */
const courtesy =
	/(?: (?:ya|bu|ibu|pak|bapak|kak|kaka|kakak|min|mas|mbak|mba|bang|dek|gan|bos|dong|deh|sih|kok|lah|nih|please|sir|madam|miss))+$/;

/**
 * Compares the canonical form of a whole answer with the choices, in the order shown. The written rule for a bare number:
 * a choice whose label is that number; else the position; but if another label contains the number, it is asked back.
 * Where a number is asked for (`positions` false), a bare number is a value and never a position.
 */
export function matchChoice(key: string, shown: readonly Choice[], positions = true): ChoiceMatch {
	if (key === '') return none;
	const exact = shown.find(({ keys }) => keys.has(key));
	if (exact) return { match: 'one', choice: exact };
	const bare = key.replace(leadIn, '').replace(courtesy, '');
	if (/^\d{1,3}$/.test(bare)) return positions ? byPosition(bare, shown) : none;
	const led = bare === key ? undefined : shown.find(({ keys }) => keys.has(bare));
	return led ? { match: 'one', choice: led } : none;
}

function byPosition(number: string, shown: readonly Choice[]): ChoiceMatch {
	const choice = shown[Number(number) - 1];
	const named = shown.find(
		(other) => other !== choice && [...other.keys].some((key) => key.split(' ').includes(number)),
	);
	if (choice && named) return { match: 'ambiguous', between: [choice, named] };
	const only = choice ?? named;
	return only ? { match: 'one', choice: only } : none;
}

/** A label or synonym with one letter wrong, when only one choice is that near. Short words are never guessed. */
export function matchMisspelt(key: string, shown: readonly Choice[]): Choice | null {
	if (key.length < 5 || key.length > 40) return null;
	const near = shown.filter(({ keys }) =>
		[...keys].some(
			(known) => known.length >= 5 && Math.abs(known.length - key.length) <= 1 && distance(key, known) <= 1,
		),
	);
	return near.length === 1 ? (near[0] ?? null) : null;
}

function distance(a: string, b: string): number {
	return DamerauLevenshteinDistance(a, b, { restricted: true });
}
