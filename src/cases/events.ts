import type { CaseDocument, CaseEvent } from './documents.ts';

/** Two looks of the same person at the same case within this time (milliseconds) are one look: a page that refreshes itself is no new reader. */
const ONE_LOOK = 15 * 60_000;

export function caseEvent(
	id: string,
	of: {
		readonly case: string;
		readonly at: number;
		readonly kind: CaseEvent['kind'];
		readonly by?: string;
		readonly detail?: string;
	},
): CaseEvent {
	return { _id: id, rev: 1, case: of.case, at: of.at, kind: of.kind, by: of.by ?? null, detail: of.detail ?? null };
}

export function viewed(caseId: string, user: string, at: number): CaseEvent {
	return caseEvent(`${caseId}:viewed:${user}:${Math.floor(at / ONE_LOOK)}`, {
		case: caseId,
		at,
		kind: 'viewed',
		by: user,
	});
}

/** Somebody opened a file of the conversation; `line` is the place of its line in the transcript. */
export function fileOpened(caseId: string, user: string, line: number, at: number): CaseEvent {
	return caseEvent(`${caseId}:file:${line}:${user}:${Math.floor(at / ONE_LOOK)}`, {
		case: caseId,
		at,
		kind: 'file_opened',
		by: user,
		detail: `#${line}`,
	});
}

/**
 * The events that the case itself proves. A process may die between changing the case and writing its event; because these ids
 * are deterministic, whoever writes the next event writes the owed ones along, and the trail has no hole.
 */
export function owed(document: CaseDocument): readonly CaseEvent[] {
	const { _id, number, opened_at, assignee, claimed_at, closed_at, closing, claims, transfers } = document;
	const events = [caseEvent(`${_id}:opened`, { case: _id, at: opened_at, kind: 'opened', detail: number })];
	if (assignee !== null && claimed_at !== null)
		events.push(
			caseEvent(`${_id}:claimed:${claimed_at}`, { case: _id, at: claimed_at, kind: 'claimed', by: assignee }),
		);
	if (closed_at !== null && assignee !== null)
		events.push(
			caseEvent(`${_id}:closed:${closed_at}`, {
				case: _id,
				at: closed_at,
				kind: 'closed',
				by: assignee,
				...(closing === null ? {} : { detail: closing.result }),
			}),
		);
	for (const claim of claims)
		for (const { id, at, by, to, reason } of claim.history.slice(1))
			events.push(
				caseEvent(`${_id}:claim:${id}`, {
					case: _id,
					at,
					kind: 'claim',
					...(by === null ? {} : { by }),
					detail: [`${claim.right} → ${to}`, ...(reason === null ? [] : [reason])].join(': '),
				}),
			);
	for (const { to, by, at } of transfers) {
		const detail = to.kind === 'worker' ? to.user : to.kind === 'team' ? to.team : to.name;
		events.push(caseEvent(`${_id}:transferred:${at}`, { case: _id, at, kind: 'transferred', by, detail }));
	}
	return events;
}
