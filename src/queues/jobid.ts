/** Longest job id, in bytes of UTF-8: what the index of every backend holds. */
const longest = 1024;

const unsafe = /[%:\0\p{Surrogate}]/gu;

/** Which of the two places of an id a job takes: the second is for what is added while the first is in hand. */
export type Place = 'first' | 'second';

const prefixes = { first: 'id-', second: 'again-' } as const;

/**
 * Writes any text as an id that BullMQ accepts: it refuses whole numbers and colons, PostgreSQL refuses NUL. Reversible, so
 * that different ids never become one.
 *
 * @throws TypeError for an id of more than 1,024 bytes.
 */
export function encodeId(id: string, place: Place = 'first'): string {
	if (Buffer.byteLength(id) > longest) throw new TypeError(`A job's id has at most ${longest} bytes.`);
	return prefixes[place] + id.replace(unsafe, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Reads what {@link encodeId} wrote; an id that BullMQ made itself (a repeated job's) comes back as it is. */
export function decodeId(written: string): string {
	const prefix = Object.values(prefixes).find((known) => written.startsWith(known));
	if (prefix === undefined) return written;
	return written
		.slice(prefix.length)
		.replace(/%([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
