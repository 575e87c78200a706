import type { UserDocument } from '../desk/documents.ts';
import type { Service, Team } from '../service/index.ts';
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
	if (level === 3 && team.on_call.length > 0) return onCall(team, clock.rung);
	const called = await inCharge(store);
	return called.length > 0 ? called.map(({ name }) => name) : [`tim ${team.id}`];
}

/** Sign-in names of whoever is on call when a clock rings for this time; one more each time. None: nobody is. */
export function onCall({ on_call }: Pick<Team, 'on_call'>, rung: number): readonly string[] {
	const name = on_call[(rung - 3) % on_call.length];
	return name === undefined ? on_call : [name];
}

/** The supervisors; where there are none, the admins. */
export async function inCharge(store: Pick<Store, 'find'>): Promise<readonly UserDocument[]> {
	const users = (await store.find('users', {}, { limit: USERS })).filter((user) => !user.disabled);
	const supervisors = users.filter(({ role }) => role === 'supervisor');
	return supervisors.length > 0 ? supervisors : users.filter(({ role }) => role === 'admin');
}
