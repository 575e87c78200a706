import type { Span } from './types.ts';

const units = { m: 60_000, h: 3_600_000 } as const;

/** `15m`, `4h`, `2d`; null when it is none, or nothing. */
export function readSpan(text: string): Span | null {
	const match = /^(\d{1,4})([mhd])$/.exec(text);
	const count = Number(match?.[1]);
	if (match === null || count === 0) return null;
	if (match[2] === 'd') return count > 366 ? null : { unit: 'days', count };
	return { unit: 'time', length: count * units[match[2] as 'm' | 'h'] };
}
