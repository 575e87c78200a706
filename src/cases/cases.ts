import { createHash } from 'node:crypto';
import { accompanying } from './accompanying.ts';
import type { Cases } from './api.ts';
import { closedCase } from './closing.ts';
import type { CaseDocument, CaseNote } from './documents.ts';
import { erasedCase, eraseReports } from './erasing.ts';
import { caseEvent, fileOpened, owed, viewed } from './events.ts';
import { alreadyClosed, gone, heldByAnother, notClaimed } from './forbidden.ts';
import { type CaseSurroundings, keepCases, PAGE } from './keeping.ts';
import { heardRefusal, openedCase, withRefusal } from './opening.ts';
import { byUrgency } from './order.ts';
import { acknowledged, answeredNow, backInQueue, endangered, heardSince, waiting } from './promising.ts';
import { staffing } from './staffing.ts';
import { timing } from './timing.ts';
import { workOn } from './working.ts';

/** Longest name that somebody goes by, in UTF-16 units. */
const LONGEST_NAME = 60;

/** Cases on the store. */
export function createCases(surroundings: CaseSurroundings): Cases {
	const keeping = keepCases(surroundings);
	const { store, log, find, change, record, escalation, changedSomewhere, touched, service } = keeping;
	const staff = staffing(keeping);
	const { sensitivity = () => undefined } = surroundings;

	async function answeredSince(caseId: string, at: number): Promise<boolean> {
		const events = await store.find(
			'case_events',
			{ case: caseId, at: { gte: at } },
			{ sort: ['case', 'at'], limit: PAGE },
		);
		return events.some((event) => event.kind === 'answered');
	}

	return {
		...workOn(keeping),
		...accompanying(keeping),
		...staff,
		...timing(keeping, (caseId, at) => staff.assign(caseId, null, null, at)),

		async open(opening) {
			const document = openedCase(opening, sensitivity, service());
			await store.insert('cases', [document]);
			const opened = (await store.get('cases', opening.id)) ?? document;
			await record(opened);
			if (opened.status === 'open' && opened.assignee === null) await escalation(opened, 'opened', opening.at);
			log.info({ case: opened.number, priority: opened.priority }, 'a case was opened');
			return opened;
		},

		async raise(caseId, danger, eventId, at) {
			const raised = await change(caseId, (known) => {
				const kinds = [...new Set([...known.danger, ...danger])];
				if (known.status !== 'open' || (known.priority === 1 && kinds.length === known.danger.length)) return known;
				return endangered({ ...known, danger: kinds }, service(), at);
			});
			if (raised === null) return;
			await record(
				raised,
				caseEvent(`${caseId}:${eventId}`, { case: caseId, at, kind: 'raised', detail: danger.join(', ') }),
			);
			if (raised.status === 'open') await escalation(raised, eventId, at);
		},

		async citizenWrote(caseId, _eventId, at) {
			const late = await answeredSince(caseId, at);
			await change(caseId, (known) => {
				const waiting_since = known.status === 'open' && !late ? (known.waiting_since ?? at) : known.waiting_since;
				if (waiting_since === known.waiting_since && known.unreachable === null) return known;
				const heard = { ...known, waiting_since, unreachable: null };
				return waiting_since === known.waiting_since ? heard : waiting(heard, service(), at);
			});
			touched(caseId);
			changedSomewhere();
		},

		async addRefusal(caseId, refusal, eventId, at) {
			const changed = await change(caseId, (known) =>
				known.refusals.some((one) => one.id === eventId)
					? known
					: { ...known, refusals: withRefusal(known.refusals, heardRefusal(refusal, eventId, at)) },
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

		async fileOpened(caseId, user, line, at) {
			await store.insert('case_events', [fileOpened(caseId, user, line, at)]);
		},

		async note(caseId, user, { id, text }, at) {
			const document = await find(caseId);
			if (document === null) throw gone();
			const name = createHash('sha256').update(id).digest('hex').slice(0, 32);
			const note: CaseNote = { _id: `${caseId}:note:${name}`, rev: 1, case: caseId, at, by: user, text };
			await store.insert('case_notes', [note]);
			await record(document, caseEvent(`${note._id}:noted`, { case: caseId, at, kind: 'noted', by: user }));
		},

		async name(caseId, user, called, at) {
			const text = called.replace(/\s+/gu, ' ').trim().slice(0, LONGEST_NAME) || null;
			let news = false;
			const after = await change(caseId, (known) => {
				if (known.status !== 'open') throw alreadyClosed(known);
				if (known.assignee === null) throw notClaimed(known);
				if (known.assignee !== user) throw heldByAnother(known);
				news = (known.called ?? null) !== text;
				return news ? { ...known, called: text } : known;
			});
			if (after === null) throw gone();
			if (news) await record(after, caseEvent(`${caseId}:named:${at}`, { case: caseId, at, kind: 'named', by: user }));
		},

		async claim(caseId, user, at) {
			const claimed = await change(caseId, (known) => {
				if (known.status !== 'open') throw alreadyClosed(known);
				if (known.assignee === null) return acknowledged({ ...known, assignee: user, claimed_at: at }, at);
				if (known.assignee !== user || known.claimed_at !== null) return known;
				return acknowledged({ ...known, claimed_at: at }, at);
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
				if (known.assignee === null) return known;
				return backInQueue({ ...known, assignee: null, claimed_at: null }, service(), at);
			});
			if (released === null) throw gone();
			if (before === undefined || before.assignee === null) return;
			const event = caseEvent(`${caseId}:released:${before.claimed_at ?? at}`, {
				case: caseId,
				at,
				kind: 'released',
				by: user,
			});
			await record(before, event);
			await escalation(released, event._id, at);
		},

		async answered(caseId, user, eventId, at) {
			const changed = await change(caseId, (known) => {
				const first_answer_at = known.first_answer_at ?? at;
				const waiting_since = known.waiting_since !== null && known.waiting_since <= at ? null : known.waiting_since;
				const answered = { ...known, first_answer_at, waiting_since };
				const news = first_answer_at !== known.first_answer_at || waiting_since !== known.waiting_since;
				if (known.status !== 'open') return news ? answered : known;
				if (!news && (waiting_since !== null || heardSince(known, at))) return known;
				return waiting_since === null ? answeredNow(answered, service(), at) : acknowledged(answered, at);
			});
			if (changed !== null)
				await record(changed, caseEvent(`${caseId}:${eventId}`, { case: caseId, at, kind: 'answered', by: user }));
		},

		async close(caseId, user, closing, at) {
			const done = await change(caseId, (known) => closedCase(known, user, closing, at));
			if (done === null) throw gone();
			await record(done);
		},

		async erase(person, at) {
			if (person === '') return;
			await eraseReports(store, person, at);
			for (;;) {
				const theirs = await store.find('cases', { person }, { limit: PAGE });
				for (const document of theirs) {
					const bare = erasedCase(document, at);
					await store.insert('cases', [bare]);
					await store.removeAll('case_notes', { case: document._id });
					await store.removeAll('case_letters', { case: document._id });
					await store.removeAll('case_events', { case: document._id });
					await store.removeAll('alerts', { case: document._id });
					await store.insert('case_events', [caseEvent(`${bare._id}:erased`, { case: bare._id, at, kind: 'erased' })]);
					await store.remove('cases', document._id);
					touched(document._id);
				}
				if (theirs.length > 0) changedSomewhere();
				if (theirs.length < PAGE) return;
			}
		},
	};
}

function detail(text: string | null): { detail?: string } {
	return text === null ? {} : { detail: text };
}
