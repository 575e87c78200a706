/** A place in a transcript as it stands in an address: a whole number from 0, or null for anything else. */
export function readSeq(text: string | undefined): number | null {
	return /^\d{1,15}$/.test(text ?? '') ? Number(text) : null;
}
