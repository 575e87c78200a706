import { createHash } from 'node:crypto';

/** By which a worker's message in a topic is found again as a line of the transcript. */
export function markOf(text: string): string {
	return createHash('sha256').update(text.trim()).digest('base64url').slice(0, 22);
}
