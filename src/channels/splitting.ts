/** A piece of a text and where it began in it, both in UTF-16 units. */
export interface Piece {
	readonly text: string;
	readonly start: number;
}

const graphemes = new Intl.Segmenter('id', { granularity: 'grapheme' });

/**
 * Cuts a text into pieces of at most `limit` UTF-16 units: between paragraphs where it can, else between lines, else between words, and never
 * inside what a person sees as one sign. White space at a cut is left out. (B25)
 */
export function splitText(text: string, limit: number): readonly Piece[] {
	const pieces: Piece[] = [];
	let start = 0;
	while (text.length - start > limit) {
		const end = start + cutPlace(text.slice(start, start + limit + 1), limit);
		const piece = text.slice(start, end).trimEnd();
		if (piece !== '') pieces.push({ text: piece, start });
		start = end + leadingSpace(text.slice(end));
	}
	const rest = text.slice(start).trimEnd();
	if (rest !== '' || pieces.length === 0) pieces.push({ text: rest, start });
	return pieces;
}

/** At most `most` signs as a person counts them; an ellipsis stands for the rest. */
export function cutLabel(label: string, most: number): string {
	const signs = [...graphemes.segment(label)];
	if (signs.length <= most) return label;
	const kept = signs.slice(0, most - 1).map(({ segment }) => segment);
	return `${kept.join('').trimEnd()}…`;
}

/** `window` is longer than `limit` by one unit, so that a space right behind the last one that fits is seen. */
function cutPlace(window: string, limit: number): number {
	for (const between of ['\n\n', '\n', ' ']) {
		const at = window.lastIndexOf(between, limit);
		if (at > limit / 2) return at;
	}
	const last = graphemes.segment(window).containing(limit)?.index ?? limit;
	return last > 0 ? last : wholeUnit(window, limit);
}

/** One sign that is longer than a whole message is cut between its characters. */
function wholeUnit(window: string, limit: number): number {
	const before = window.charCodeAt(limit - 1);
	return before >= 0xd800 && before <= 0xdbff && limit > 1 ? limit - 1 : limit;
}

function leadingSpace(text: string): number {
	return text.length - text.trimStart().length;
}
