import { isIP } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/**
 * The network address a request came from, for rate limits only. `proxies` says how many of our own proxies stand in front:
 * that many entries at the end of X-Forwarded-For were written by them, everything before is the visitor's own claim.
 */
export function clientAddress(c: Context, proxies: number): string {
	if (proxies > 0) {
		const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
		const address = hops.at(-proxies) ?? '';
		if (isIP(address)) return address;
	}
	try {
		return getConnInfo(c).remote.address ?? 'unknown';
	} catch {
		return 'unknown';
	}
}
