import type { Redis } from 'ioredis';
import { HakkuError } from '../../errors.ts';

/** The oldest Redis whose commands BullMQ uses without warnings. */
const oldest = [6, 2] as const;

/**
 * Checks that a Redis keeps what it is given: recent enough, no eviction, and something on disk.
 *
 * @param volatile - accept one that forgets everything when it restarts.
 * @throws HakkuError `queue.unsafe`, naming the server's setting and what to set it to.
 */
export async function checkSafety(redis: Redis, volatile: boolean): Promise<void> {
	const about = parse(await redis.info());
	const version = about.get('redis_version') ?? '0';
	const [major = 0, minor = 0] = version.split('.').map(Number);
	if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
		throw unsafe(`It is version ${version}; at least ${oldest.join('.')} is needed.`);
	}
	if ((about.get('role') ?? 'master') !== 'master') throw unsafe('It is a replica; REDIS_URL must name the primary.');
	const policy = about.get('maxmemory_policy') ?? 'unknown';
	if (policy !== 'noeviction') {
		throw unsafe(`Its maxmemory-policy is ${policy}, which throws jobs away; set it to noeviction.`);
	}
	if (!volatile && about.get('aof_enabled') !== '1' && !(await snapshots(redis))) {
		throw unsafe('It keeps nothing on disk; set appendonly to yes.');
	}
}

/** Where CONFIG is forbidden (many hosted servers) snapshots count as not there: appendonly can be seen without it. */
async function snapshots(redis: Redis): Promise<boolean> {
	try {
		const answer = await redis.config('GET', 'save');
		return Array.isArray(answer) && String(answer[1] ?? '') !== '';
	} catch {
		return false;
	}
}

function unsafe(what: string): HakkuError {
	return new HakkuError('queue.unsafe', `The Redis at REDIS_URL would lose jobs. ${what}`);
}

function parse(info: string): ReadonlyMap<string, string> {
	return new Map(
		info.split(/\r?\n/).flatMap((line) => {
			const at = line.indexOf(':');
			return at < 1 || line.startsWith('#') ? [] : [[line.slice(0, at), line.slice(at + 1)] as const];
		}),
	);
}
