import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { Queues, Signals } from '../queues/index.ts';
import type { Store } from '../store/index.ts';
import type { Cases } from './api.ts';
import type { CaseDocument, CaseEvent, CaseNote } from './documents.ts';
import { erasedCase } from './erasing.ts';
import { caseEvent, owed, viewed } from './events.ts';
import { alreadyClosed, gone, heldByAnother, notClaimed } from './forbidden.ts';
import { openedCase, type Sensitivity } from './opening.ts';
import { byUrgency } from './order.ts';

/** What the case room needs of the world. */
export interface CaseSurroundings {
	readonly store: Store;
	readonly queues: Queues;
	readonly signals: Signals;
	readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
	/** From the release's declared facts. Without it every fact counts as sensitive. */
	readonly sensitivity?: Sensitivity;
}

/** The most that is read at once; a queue longer than this is cut after the most urgent. */
const PAGE = 1_000;

/** Longest id of a case, and of a note as a form names it, in UTF-16 units. */
const LONGEST_ID = 256;

/** Cases on the store. Each change is one compare-and-set of the case; its event follows and may be repeated (events.ts). */
export function createCases({ store, queues, signals, log, sensitivity = () => undefined }: CaseSurroundings): Cases {
	const changedSomewhere = () => signals.publish('cases');

	/** Ids come from addresses and forms, so one that no case can have is simply not found. */
	async function find(caseId: string): Promise<CaseDocument | null> {
		return caseId.length > LONGEST_ID || /[\0\p{Surrogate}]/u.test(caseId) ? null : await store.get('cases', caseId);
	}

	async function escalation(document: CaseDocument, round: string): Promise<void> {
		await queues.add(
			'escalations',
			{ case: document._id },
			{ id: `${document._id} ${round}`, priority: document.priority },
		);
	}

	/**
	 * Changes a case until no one else was faster. `how` returns the same document when there is nothing to do, and throws
	 * `case.forbidden` when it may not be done. Null: there is no such case.
	 */
	async function change(caseId: string, how: (document: CaseDocument) => CaseDocument): Promise<CaseDocument | null> {
		for (;;) {
			const known = await find(caseId);
			if (known === null) return null;
			const changed = how(known);
			if (changed === known || (await store.replace('cases', changed))) return changed;
		}
	}

	async function record(document: CaseDocument, ...events: readonly CaseEvent[]): Promise<void> {
		await store.insert('case_events', [...owed(document), ...events]);
		changedSomewhere();
	}

	async function answeredSince(caseId: string, at: number): Promise<boolean> {
		const events = await store.find(
			'case_events',
			{ case: caseId, at: { gte: at } },
			{ sort: ['case', 'at'], limit: PAGE },
		);
		return events.some((event) => event.kind === 'answered');
	}

	return {
		async open(opening) {
			const document = openedCase(opening, sensitivity);
			await store.insert('cases', [document]);
			const opened = (await store.get('cases', opening.id)) ?? document;
			await record(opened);
			if (opened.status === 'open' && opened.assignee === null) await escalation(opened, 'opened');
			log.info({ case: opened.number, priority: opened.priority }, 'a case was opened');
			return opened;
		},

		async raise(caseId, danger, eventId, at) {
			const raised = await change(caseId, (known) => {
				const kinds = [...new Set([...known.danger, ...danger])];
				if (known.status !== 'open' || (known.priority === 1 && kinds.length === known.danger.length)) return known;
				return { ...known, priority: 1, danger: kinds };
			});
			if (raised === null) return;
			await record(
				raised,
				caseEvent(`${caseId}:${eventId}`, { case: caseId, at, kind: 'raised', detail: danger.join(', ') }),
			);
			if (raised.status === 'open') await escalation(raised, eventId);
		},

		async citizenWrote(caseId, _eventId, at) {
			const late = await answeredSince(caseId, at);
			await change(caseId, (known) => {
				const waiting_since = known.status === 'open' && !late ? (known.waiting_since ?? at) : known.waiting_since;
				if (waiting_since === known.waiting_since && known.unreachable === null) return known;
				return { ...known, waiting_since, unreachable: null };
			});
			changedSomewhere();
		},

		async addRefusal(caseId, refusal, eventId, at) {
			const changed = await change(caseId, (known) =>
				known.refusals.some(
					(one) => one.at === at && one.institution === refusal.institution && one.reason === refusal.reason,
				)
					? known
					: { ...known, refusals: [...known.refusals, { ...refusal, at }] },
			);
			if (changed !== null)
				await record(
					changed,
					caseEvent(`${caseId}:${eventId}`, { case: caseId, at, kind: 'refusal', ...detail(refusal.institution) }),
				);
		},

		async unreachable(caseId, reason, eventId, at) {
			const changed = await change(caseId, (known) =>
				known.unreachable === reason ? known : { ...known, unreachable: reason },
			);
			if (changed !== null)
				await record(
					changed,
					caseEvent(`${caseId}:${eventId}`, { case: caseId, at, kind: 'unreachable', detail: reason }),
				);
		},

		get: find,

		async queue(limit = 100) {
			const open = await store.find(
				'cases',
				{ status: 'open' },
				{ sort: ['status', 'priority', 'opened_at'], limit: PAGE },
			);
			return [...open].sort(byUrgency).slice(0, limit);
		},

		async view(caseId, user, at) {
			const document = await find(caseId);
			if (document === null) return null;
			await store.insert('case_events', [...owed(document), viewed(caseId, user, at)]);
			const [events, notes] = await Promise.all([
				store.find('case_events', { case: caseId }, { sort: ['case', 'at'], limit: PAGE }),
				store.find('case_notes', { case: caseId }, { sort: ['case', 'at'], limit: PAGE }),
			]);
			return { case: document, events, notes };
		},

		async note(caseId, user, { id, text }, at) {
			const document = await find(caseId);
			if (document === null) throw gone();
			const name = createHash('sha256').update(id).digest('hex').slice(0, 32);
			const note: CaseNote = { _id: `${caseId}:note:${name}`, rev: 1, case: caseId, at, by: user, text };
			await store.insert('case_notes', [note]);
			await record(document, caseEvent(`${note._id}:noted`, { case: caseId, at, kind: 'noted', by: user }));
		},

		async claim(caseId, user, at) {
			const claimed = await change(caseId, (known) => {
				if (known.status !== 'open') throw alreadyClosed(known);
				return known.assignee === null ? { ...known, assignee: user, claimed_at: at } : known;
			});
			if (claimed === null) throw gone();
			if (claimed.assignee !== user) return { claimed: false, by: claimed.assignee ?? '' };
			await record(claimed);
			return { claimed: true };
		},

		async release(caseId, user, at) {
			let before: CaseDocument | undefined;
			const released = await change(caseId, (known) => {
				if (known.status !== 'open') throw alreadyClosed(known);
				if (known.assignee !== null && known.assignee !== user) throw heldByAnother(known);
				before = known;
				return known.assignee === null ? known : { ...known, assignee: null, claimed_at: null };
			});
			if (released === null) throw gone();
			if (before === undefined || before.assignee === null) return;
			const event = caseEvent(`${caseId}:released:${before.claimed_at}`, {
				case: caseId,
				at,
				kind: 'released',
				by: user,
			});
			await record(before, event);
			await escalation(released, event._id);
		},

		async answered(caseId, user, eventId, at) {
			const changed = await change(caseId, (known) => {
				const first_answer_at = known.first_answer_at ?? at;
				const waiting_since = known.waiting_since !== null && known.waiting_since <= at ? null : known.waiting_since;
				if (first_answer_at === known.first_answer_at && waiting_since === known.waiting_since) return known;
				return { ...known, first_answer_at, waiting_since };
			});
			if (changed !== null)
				await record(changed, caseEvent(`${caseId}:${eventId}`, { case: caseId, at, kind: 'answered', by: user }));
		},

		async close(caseId, user, closing, at) {
			const done = await change(caseId, (known) => {
				if (known.status !== 'open') {
					if (known.assignee === user && known.closing?.result === closing.result) return known;
					throw alreadyClosed(known);
				}
				if (known.assignee === null) throw notClaimed(known);
				if (known.assignee !== user) throw heldByAnother(known);
				return { ...known, status: 'closed', stage: 'closed', closing, closed_at: at, waiting_since: null };
			});
			if (done === null) throw gone();
			await record(done);
		},

		async erase(person, at) {
			if (person === '') return;
			for (;;) {
				const theirs = await store.find('cases', { person }, { limit: PAGE });
				for (const document of theirs) {
					const bare = erasedCase(document, at);
					await store.insert('cases', [bare]);
					await store.removeAll('case_notes', { case: document._id });
					await store.removeAll('case_events', { case: document._id });
					await store.insert('case_events', [caseEvent(`${bare._id}:erased`, { case: bare._id, at, kind: 'erased' })]);
					await store.remove('cases', document._id);
				}
				if (theirs.length > 0) changedSomewhere();
				if (theirs.length < PAGE) return;
			}
		},

		async requeue() {
			const untold = await store.find(
				'cases',
				{ status: 'open', notified_at: null },
				{ sort: ['status', 'notified_at'], limit: PAGE },
			);
			for (const document of untold) await escalation(document, 'opened');
			return untold.length;
		},

		async escalate(caseId, at) {
			const told = await change(caseId, (known) =>
				known.status !== 'open' || known.notified_at !== null ? known : { ...known, notified_at: at },
			);
			if (told !== null && told.status === 'open' && told.assignee === null) changedSomewhere();
		},
	};
}

function detail(text: string | null): { detail?: string } {
	return text === null ? {} : { detail: text };
}
