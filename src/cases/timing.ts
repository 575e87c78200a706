import { teamOf } from '../service/index.ts';
import type { Cases } from './api.ts';
import { calledFor } from './calling.ts';
import { levelOf } from './clocks.ts';
import { wound } from './completing.ts';
import type { CaseClock, CaseDocument, CaseEvent } from './documents.ts';
import { caseEvent } from './events.ts';
import { isForbidden } from './forbidden.ts';
import { type Keeping, PAGE } from './keeping.ts';
import { claimMoves } from './machines/index.ts';
import { movedClaim } from './moves.ts';
import { heard } from './news.ts';
import type { Call } from './posting.ts';
import { announced, awaited, passedOver, type Ring, rung } from './ringing.ts';
import { MARKED } from './sight/index.ts';

/** What the queues wake: cases that somebody must hear of, and clocks that ring. Jobs carry ids; the truth is read again here. */
export function timing(
	keeping: Keeping,
	give: (caseId: string, at: number) => Promise<unknown>,
): Pick<Cases, 'requeue' | 'wind' | 'escalate' | 'ring' | 'respread' | 'herald' | 'unreached'> {
	const { store, queues, log, find, change, record, escalation, service, call = async () => undefined } = keeping;

	/** Notes who is called, and calls those who must come now: for danger, and once a promise was broken. */
	async function ringOut(document: CaseDocument, rings: readonly Ring[], at: number): Promise<void> {
		const events: CaseEvent[] = [];
		const calls: Call[] = [];
		for (const ring of rings) {
			const { id, started_at, rung: times } = ring.clock;
			const called = await calledFor(store, document, ring, service());
			const detail = `${id} → ${called.join(', ')}`;
			events.push(
				caseEvent(`${document._id}:rang:${id}:${started_at}:${times}`, {
					case: document._id,
					at,
					kind: 'rang',
					detail,
				}),
			);
			const { number, priority } = document;
			const { level } = ring;
			if (level === 2 || level === 3 || (level === 1 && priority === 1))
				calls.push({ number, priority, level, called });
		}
		await record(document, ...events);
		await Promise.all(calls.map((one) => call(one)));
	}

	/** Whoever fits best gets it; where nobody does, it stays in the queue for whoever picks it. */
	async function given(caseId: string, at: number): Promise<void> {
		try {
			await give(caseId, at);
		} catch (error) {
			if (!isForbidden(error)) throw error;
		}
	}

	return {
		async requeue(at) {
			const untold = await store.find(
				'cases',
				{ status: 'open', notified_at: null },
				{ sort: ['status', 'notified_at'], limit: PAGE },
			);
			for (const document of untold) await escalation(document, 'opened', at ?? document.opened_at);
			return untold.length;
		},

		async wind(at, horizon) {
			const clockless = await store.find(
				'cases',
				{ status: 'open', next_due: null },
				{ sort: ['status', 'next_due'], limit: PAGE },
			);
			for (const { _id } of clockless) await change(_id, (known) => wound(known, service(), at));
			for (const outdated of [{ marked: null }, { marked: { lt: MARKED } }])
				for (const { _id } of await store.find('cases', outdated, { sort: ['marked'], limit: PAGE }))
					await change(_id, (known) => ({ ...known }));
			const soon = await store.find(
				'cases',
				{ status: 'open', next_due: { lte: at + horizon } },
				{ sort: ['status', 'next_due'], limit: PAGE },
			);
			for (const { _id, next_due } of soon) {
				if (next_due === null) continue;
				await queues.add('clocks', { case: _id }, { id: `${_id} ${next_due}`, delay: Math.max(0, next_due - at) });
			}
			return soon.length;
		},

		async escalate(caseId, at) {
			let isNews = false;
			const told = await change(caseId, (known) => {
				isNews = known.status === 'open' && known.notified_at === null;
				return isNews ? announced(known, service(), at) : known;
			});
			if (told === null || !isNews) return;
			const clock = awaited(told, told.rung);
			if (clock === null || clock.rung === 0) return;
			await ringOut(told, [{ clock, level: levelOf(clock) }], at);
			if (told.assignee === null && teamOf(service(), told.team).assignment === 'give') await given(caseId, at);
		},

		async respread() {
			const waiting = await store.find('cases', { unheard: { gte: 1 } }, { sort: ['unheard'], limit: PAGE });
			for (const { _id } of waiting) await queues.add('alerts', { case: _id }, { id: `case ${_id}` });
			return waiting.length;
		},

		async herald(caseId, take) {
			const document = await find(caseId);
			const news = document?.news ?? [];
			if (document === null || news.length === 0) return;
			await take(document, news);
			const taken = new Set(news.map(({ id }) => id));
			await change(caseId, (known) => heard(known, taken));
		},

		async unreached(caseId, clock, at) {
			let passed: ReturnType<typeof passedOver> = 'moved';
			const after = await change(caseId, (known) => {
				passed = passedOver(known, clock, service());
				return typeof passed === 'string' ? known : passed.document;
			});
			if (after === null) return 'moved';
			const result = passed as ReturnType<typeof passedOver>;
			if (typeof result === 'string') return result;
			await ringOut(after, [result.ring], at);
			return 'passed';
		},

		async ring(caseId, at) {
			const before = await find(caseId);
			if (before === null) return;
			for (const { id, started_at, rung: times } of dueToAsk(before, at))
				await queues.add('follow-ups', { case: caseId, clock: id }, { id: `${caseId} ${id} ${started_at} ${times}` });
			let rings: readonly Ring[] = [];
			let moved = false;
			const after = await change(caseId, (known) => {
				const result = rung(withUnanswered(known, at), service(), at);
				rings = result.rings;
				moved = result.document !== known;
				return result.document;
			});
			if (after === null || !moved) return;
			const late = rings.filter(({ clock }) => clock.kind !== 'follow_up');
			await ringOut(after, late, at);
			if (late.length > 0)
				log.warn({ case: after.number, priority: after.priority }, 'a promise to a person was not kept in time');
		},
	};
}

/** Queued before they are marked, so that a process which dies in between loses none; whoever asks reads the truth again. */
function dueToAsk({ status, clocks }: CaseDocument, at: number): readonly CaseClock[] {
	if (status !== 'open') return [];
	return clocks.filter(({ kind, met_at, rings_at }) => kind === 'follow_up' && met_at === null && rings_at <= at);
}

/** Claims whose institution let its time to answer pass are `no_response` from then on; it counts as evidence like a refusal. */
function withUnanswered(document: CaseDocument, at: number): CaseDocument {
	if (document.status !== 'open') return document;
	const passed = document.clocks.filter(
		({ kind, who, met_at, due }) => kind === 'legal' && who === 'institution' && met_at === null && due <= at,
	);
	return passed.reduce((known, { claim, id, started_at, due }) => {
		const found = known.claims.find(({ right }) => right === claim);
		if (found === undefined || !claimMoves[found.status].includes('no_response')) return known;
		const move = { right: found.right, to: 'no_response', reason: 'Batas waktu menjawab sudah lewat.' } as const;
		return movedClaim(known, move, `deadline:${id}:${started_at}:${due}`, null, at);
	}, document);
}
