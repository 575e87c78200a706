import { distance } from 'fastest-levenshtein';

/** The known name that a misspelt one most likely means, or null when none is near enough to suggest. */
export function nearest(written: string, known: Iterable<string>): string | null {
	const limit = Math.max(1, Math.floor(written.length / 3));
	let best: string | null = null;
	let bestDistance = limit + 1;
	for (const name of known) {
		const d = distance(written.toLowerCase(), name.toLowerCase());
		if (d < bestDistance) {
			best = name;
			bestDistance = d;
		}
	}
	return best;
}

/** `Did you mean "x"?`, or the given advice when no known name is near. */
export function didYouMean(written: string, known: Iterable<string>, otherwise: string): string {
	const near = nearest(written, known);
	return near === null ? otherwise : `Did you mean "${near}"?`;
}
