import type { StaffDocument } from '../cases/documents.ts';
import { type CaseDocument, inCharge, type News, onCall, type Sight } from '../cases/index.ts';
import type { UserDocument } from '../desk/documents.ts';
import { areaFit, type Service, teamOf } from '../service/index.ts';
import type { Store } from '../store/index.ts';

type Shelves = Pick<Store, 'find' | 'get'>;

/** The most who are told of one thing. */
const MOST = 100;
const PAGE = 1_000;

/**
 * Who is told: the holder; for a case that nobody has, those of its team who are on duty and serve it; then the supervisors; then whoever
 * is on call, or, where nobody is, supervisors and team together. Danger is told to the whole team. Who may not even know of the case is left out. Where a list would be empty the next wider
 * one is taken: somebody always is told.
 */
export async function hearersOf(
	store: Shelves,
	document: CaseDocument,
	{ level, clock }: Pick<News, 'level' | 'clock'>,
	service: Service,
	sight: Pick<Sight, 'again'>,
): Promise<readonly UserDocument[]> {
	const named = new Map((await called()).map((user) => [user._id, user]));
	const found = [...named.values()].filter(({ disabled }) => !disabled);
	const seen = await Promise.all(found.map((user) => sight.again(user, document._id)));
	const able = found.filter((_, index) => seen[index]?.how !== 'none');
	if (able.length > 0) return able.slice(0, MOST);
	const responsible = await inCharge(store);
	return responsible.length > 0 ? responsible.slice(0, MOST) : everybody(store);

	async function called(): Promise<readonly UserDocument[]> {
		if (level === 2) return inCharge(store);
		const team = teamOf(service, document.team);
		if (level === 3) {
			const names = onCall(team, clock?.rung ?? 3);
			if (names.length > 0) return store.find('users', { name: { in: names } }, { limit: MOST });
			return [...(await inCharge(store)), ...(await teamFor(store, document, team.id))];
		}
		if (document.assignee !== null) {
			const holder = await store.get('users', document.assignee);
			return holder === null ? [] : [holder];
		}
		return teamFor(store, document, team.id);
	}
}

/** Whether one of them has the desk open, and so sees it there. */
export async function isAtDesk(store: Shelves, users: readonly string[], at: number): Promise<boolean> {
	const LOOKING = 2 * 60_000;
	for (const user of users) {
		const staff = await store.get('staff', user);
		if (staff?.presence === 'online' && staff.seen_at > at - LOOKING) return true;
	}
	return false;
}

/** Whoever is on call in any team, and those in charge. */
export async function calledInDanger(store: Shelves, { teams }: Service): Promise<readonly UserDocument[]> {
	const names = [...new Set(teams.flatMap(({ on_call }) => on_call))];
	const onRota = names.length === 0 ? [] : await store.find('users', { name: { in: names } }, { limit: MOST });
	const each = new Map([...onRota, ...(await inCharge(store))].map((user) => [user._id, user]));
	return [...each.values()].filter(({ disabled }) => !disabled);
}

async function teamFor(store: Shelves, document: CaseDocument, team: string): Promise<readonly UserDocument[]> {
	const staff = await store.find('staff', { team }, { limit: PAGE });
	if (staff.length === 0) return unlisted(store);
	const serving = staff.filter((worker) => serves(worker, document));
	const onDuty = serving.filter(({ presence }) => presence !== 'offline');
	const lists = document.priority === 1 ? [staff] : [onDuty, serving, staff];
	const chosen = lists.find((list) => list.length > 0) ?? staff;
	const users = await Promise.all(chosen.map(({ _id }) => store.get('users', _id)));
	return users.filter((user) => user !== null);
}

function serves(worker: StaffDocument, { area, needs, language }: CaseDocument): boolean {
	const knows = worker.needs.length === 0 || needs.some((need) => worker.needs.includes(need));
	const speaks = worker.languages.length === 0 || worker.languages.includes(language);
	return areaFit(worker.areas, area) !== null && knows && speaks;
}

async function everybody(store: Shelves): Promise<readonly UserDocument[]> {
	return (await store.find('users', {}, { limit: MOST })).filter(({ disabled }) => !disabled);
}

/** An office that never said who serves what: every worker who isn't said to serve another team. */
async function unlisted(store: Shelves): Promise<readonly UserDocument[]> {
	const users = await store.find('users', {}, { limit: PAGE });
	const workers = users.filter(({ role }) => role === 'worker');
	const staff = await Promise.all(workers.map(({ _id }) => store.get('staff', _id)));
	return workers.filter((_, index) => staff[index] === null);
}
