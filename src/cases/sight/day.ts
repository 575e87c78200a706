import type { Store } from '../../store/index.ts';
import type { CaseClock, CaseDocument, CaseLetter } from '../documents.ts';
import type { Viewer } from './viewer.ts';

/** Something that somebody has to do today, with what it is about. */
export interface DayItem {
	readonly case: CaseDocument;
	/** When it is due, or since when it waits (epoch milliseconds). */
	readonly at: number;
	/** Which promise or deadline; null: none of them. */
	readonly clock: CaseClock | null;
	/** The letter to read and approve. */
	readonly letter?: CaseLetter;
}

/** A worker's day, the most pressing first in each part; a case may stand in several. */
export interface Day {
	/** Given to me, and I have not said that I have it. */
	readonly given: readonly DayItem[];
	/** The person waits for an answer. */
	readonly waiting: readonly DayItem[];
	/** A promise of ours, or a deadline, has passed. */
	readonly overdue: readonly DayItem[];
	/** Due before the day ends. */
	readonly today: readonly DayItem[];
	/** Hakku asks the person today how it went. */
	readonly followUps: readonly DayItem[];
	readonly letters: readonly DayItem[];
	/** Put off until today. */
	readonly back: readonly DayItem[];
	/** True: more cases than are looked at. */
	readonly cut: boolean;
}

/** As many as anybody can hold. */
const most = 500;
const mostLetters = 100;

/** Reads what lies before somebody. @param end - the end of their day, epoch milliseconds. */
export async function dayOf(store: Store, { user }: Viewer, now: number, end: number): Promise<Day> {
	const cases = await store.find(
		'cases',
		{ assignee: user, status: 'open' },
		{ sort: ['assignee', 'status', 'priority', 'opened_at'], limit: most },
	);
	const byId = new Map(cases.map((one) => [one._id, one]));
	const drafts =
		cases.length === 0
			? []
			: await store.find(
					'case_letters',
					{ status: 'draft', case: { in: [...byId.keys()] } },
					{ sort: ['status', 'case'], limit: mostLetters },
				);
	const clocks = cases.flatMap((one) =>
		one.clocks
			.filter(({ met_at, due }) => met_at === null && due < end)
			.map((clock) => ({ case: one, at: clock.due, clock })),
	);
	const promises = clocks.filter(({ clock }) => clock.kind !== 'follow_up');
	const awake = (one: CaseDocument) => one.snoozed_until === null || one.snoozed_until <= now;
	return {
		given: inTime(cases.filter(({ claimed_at }) => claimed_at === null).map((one) => item(one, one.opened_at))),
		waiting: inTime(cases.flatMap((one) => (one.waiting_since === null ? [] : [item(one, one.waiting_since)]))),
		overdue: inTime(promises.filter(({ at }) => at <= now)),
		today: inTime(promises.filter(({ at, case: it }) => at > now && awake(it))),
		followUps: inTime(clocks.filter(({ clock }) => clock.kind === 'follow_up')),
		letters: drafts.flatMap((letter) => {
			const it = byId.get(letter.case);
			return it === undefined ? [] : [{ ...item(it, letter.made_at), letter }];
		}),
		back: inTime(
			cases.flatMap((one) => {
				const { snoozed_until } = one;
				return snoozed_until !== null && snoozed_until < end ? [item(one, snoozed_until)] : [];
			}),
		),
		cut: cases.length === most,
	};
}

function item(one: CaseDocument, at: number): DayItem {
	return { case: one, at, clock: null };
}

function inTime(items: readonly DayItem[]): readonly DayItem[] {
	return items.toSorted((a, b) => a.at - b.at);
}
