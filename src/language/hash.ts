/** FNV-1a over UTF-16 units from `from` to `to`, started with `seed`; unsigned 32 bits. */
export function hash(text: string, seed = 0x811c9dc5, from = 0, to = text.length): number {
	let value = seed;
	for (let at = from; at < to; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
	return (value ^ (value >>> 15)) >>> 0;
}
