import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { sameText } from '../http/index.ts';

/** Who may read figures: `allowed`, somebody with a wrong token or none, or a stranger where there is no token. */
export type Admission = 'allowed' | 'wrong token' | 'stranger';

/**
 * With a token set, whoever has it, from anywhere. Without one, only programs on this very machine: the connection is from
 * loopback, was asked for under a name of loopback (so that no web page can borrow a browser for it), and no proxy stands in between.
 */
export function admission(c: Context, options: { token: string | null; proxies: number }): Admission {
	if (options.token !== null) {
		const given = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
		return sameText(given, options.token) ? 'allowed' : 'wrong token';
	}
	const carried = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'].some(
		(name) => c.req.header(name) !== undefined,
	);
	const near = options.proxies === 0 && !carried && isLoopback(remoteAddress(c)) && isLocalName(c.req.header('host'));
	return near ? 'allowed' : 'stranger';
}

function remoteAddress(c: Context): string {
	try {
		return getConnInfo(c).remote.address ?? '';
	} catch {
		return '';
	}
}

function isLoopback(address: string): boolean {
	return address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address);
}

function isLocalName(host: string | undefined): boolean {
	return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host ?? '');
}
