import type { CaseDocument } from '../cases/index.ts';
import type { Store } from '../store/index.ts';
import type { AlertDocument } from './documents.ts';
import { named } from './naming.ts';

/** How long a draft may lie before its worker is told, and how long after that it is still told to somebody, in milliseconds. */
const LIES = 24 * 3_600_000;
const WITHIN = 3 * LIES;
const PAGE = 200;

/** An alert for each letter that nobody approved for a day, to whoever has its case; those that were made before are left out. */
export async function forgottenLetters(
	store: Pick<Store, 'get' | 'find' | 'insert'>,
	at: number,
): Promise<readonly AlertDocument[]> {
	const drafts = await store.find(
		'case_letters',
		{ status: 'draft', made_at: { gte: at - WITHIN, lte: at - LIES } },
		{ sort: ['status', 'made_at'], limit: PAGE },
	);
	const alerts: AlertDocument[] = [];
	for (const { _id, case: caseId } of drafts) {
		const document = await store.get('cases', caseId);
		if (document?.status !== 'open' || document.assignee === null) continue;
		alerts.push(letterAlert(document, document.assignee, _id, at));
	}
	const made = new Set(await store.insert('alerts', alerts));
	return alerts.filter(({ _id }) => made.has(_id));
}

/** Whether a letter of the case still waits for this user. */
export async function letterWaits(store: Pick<Store, 'find'>, document: CaseDocument, user: string): Promise<boolean> {
	if (document.status !== 'open' || document.assignee !== user) return false;
	const letters = await store.find('case_letters', { case: document._id }, { sort: ['case', 'made_at'], limit: PAGE });
	return letters.some(({ status }) => status === 'draft');
}

function letterAlert(document: CaseDocument, user: string, letter: string, at: number): AlertDocument {
	const event = named('letter', letter);
	return {
		_id: named(event, user),
		rev: 1,
		...{ user, event, case: document._id, number: document.number, kind: 'letter' },
		...{ priority: document.priority === 1 ? 2 : document.priority, level: 1, clock: null },
		...{ at, state: 'waiting', next_at: at, tries: 0, began: null, sent: [], failures: {} },
	};
}
