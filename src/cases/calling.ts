import type { Service } from '../service/index.ts';
import { teamOf } from '../service/index.ts';
import type { Store } from '../store/index.ts';
import type { CaseDocument } from './documents.ts';
import type { Ring } from './ringing.ts';

/** The most users that an office has. */
const USERS = 1_000;

/**
 * Names of those who are called: the holder or the team, then the supervisors, then those on call, one more each time it rings. Where
 * nobody is on call the supervisors are called again, and where there are none either, the admins: somebody always is.
 */
export async function calledFor(
	store: Pick<Store, 'find' | 'get'>,
	document: CaseDocument,
	{ clock, level }: Ring,
	service: Service,
): Promise<readonly string[]> {
	const team = teamOf(service, document.team);
	if (level === 1) {
		const holder = document.assignee === null ? null : await store.get('users', document.assignee);
		return [holder?.name ?? document.assignee ?? `tim ${team.id}`];
	}
	if (level === 3 && team.on_call.length > 0) {
		const name = team.on_call[(clock.rung - 3) % team.on_call.length];
		return name === undefined ? team.on_call : [name];
	}
	const users = (await store.find('users', {}, { limit: USERS })).filter((user) => !user.disabled);
	const supervisors = users.filter(({ role }) => role === 'supervisor');
	const called = supervisors.length > 0 ? supervisors : users.filter(({ role }) => role === 'admin');
	return called.length > 0 ? called.map(({ name }) => name) : [`tim ${team.id}`];
}
