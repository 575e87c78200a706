import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Addresses that are nobody's push service: this machine, this network, and what leads there by another notation (RFC 6890; IPv4 in IPv6 is read as IPv4). */
const inside = new BlockList();
for (const [net, bits] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3],
] as const)
	inside.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
	['::', 96],
	['64:ff9b::', 32],
	['100::', 64],
	['2001::', 23],
	['2001:db8::', 32],
	['2002::', 16],
	['fc00::', 7],
	['fe80::', 10],
	['ff00::', 8],
] as const)
	inside.addSubnet(net, bits, 'ipv6');

/** Whether a network address is out in the world. */
export function isPublicAddress(address: string): boolean {
	const kind = isIP(address);
	return kind !== 0 && !inside.check(address, kind === 4 ? 'ipv4' : 'ipv6');
}

/** The longest address of a subscription that is taken, in UTF-16 units. */
const LONGEST = 1_000;

/**
 * The address of a push service as a browser named it; null for one that Hakku will not call. Whoever signs in may send any address
 * here, so it must be https on the usual port of a named host out in the world.
 */
export function pushPlace(given: string): URL | null {
	if (given.length > LONGEST || !URL.canParse(given)) return null;
	const url = new URL(given);
	const { protocol, hostname, port, username, password, hash } = url;
	if (protocol !== 'https:' || port !== '' || username !== '' || password !== '' || hash !== '') return null;
	if (hostname.startsWith('[') || isIP(hostname) !== 0) return null;
	return /^(?:[a-z0-9-]+\.)+(?!(?:local|localhost|internal|lan|home|arpa|test)$)[a-z][a-z0-9-]*$/u.test(hostname)
		? url
		: null;
}

/** Finds hosts as usual, but none whose name leads inside: a name may be pointed there after it was looked at. */
export const publicLookup: LookupFunction = (host, options, answer) => {
	lookup(host, { ...options, all: true }, (error, found) => {
		const [first] = found ?? [];
		if (error) answer(error, '', 0);
		else if (first === undefined || found.some(({ address }) => !isPublicAddress(address)))
			answer(Object.assign(new Error('the host is not public'), { code: 'ENOTPUBLIC' }), '', 0);
		else if (options.all) answer(null, found);
		else answer(null, first.address, first.family);
	});
};
