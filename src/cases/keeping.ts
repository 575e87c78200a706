import type { Logger } from 'pino';
import { traceOf } from '../log.ts';
import type { Queues, Signals } from '../queues/index.ts';
import { defaultService, type Service } from '../service/index.ts';
import type { Store } from '../store/index.ts';
import { completed } from './completing.ts';
import type { CaseDocument, CaseEvent } from './documents.ts';
import { owed } from './events.ts';
import { withNews } from './news.ts';
import type { Sensitivity } from './opening.ts';
import { urgencyOf } from './order.ts';
import type { Call } from './posting.ts';
import { marked } from './sight/index.ts';

/** What the case room needs of the world. */
export interface CaseSurroundings {
	readonly store: Store;
	readonly queues: Queues;
	readonly signals: Signals;
	readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
	/** From the release's declared facts. Without it every fact counts as sensitive. */
	readonly sensitivity?: Sensitivity;
	/** When and by whom people are answered, as it is now. Without it: one team in office hours. */
	readonly service?: () => Service;
	/** Calls somebody who may not be looking at the desk. */
	readonly call?: (call: Call) => Promise<void>;
	/** Hears of each case that changed, was written to or is gone. It returns at once; a call that a crash swallows costs freshness only. */
	readonly touched?: (caseId: string) => void;
}

/** The most that is read at once; a queue longer than this is cut after the most urgent. */
export const PAGE = 1_000;

/** Longest id of a case, and of a note as a form names it, in UTF-16 units. */
const LONGEST_ID = 256;

/** How cases are kept: each change is one compare-and-set of the case; its event follows and may be repeated (events.ts). */
export interface Keeping extends CaseSurroundings {
	readonly service: () => Service;
	readonly touched: (caseId: string) => void;
	/** Ids come from addresses and forms, so one that no case can have is simply not found. */
	find(caseId: string): Promise<CaseDocument | null>;
	/**
	 * Changes a case until no one else was faster. `how` returns the same document when there is nothing to do, and throws
	 * `case.forbidden` when it may not be done. Null: there is no such case.
	 */
	change(caseId: string, how: (document: CaseDocument) => CaseDocument): Promise<CaseDocument | null>;
	/** Writes events, and those that the case itself proves, and tells open pages. */
	record(document: CaseDocument, ...events: readonly CaseEvent[]): Promise<void>;
	/** Queues the case for whoever must see it; `round` names the occasion. */
	escalation(document: CaseDocument, round: string, at: number): Promise<void>;
	changedSomewhere(): void;
}

export function keepCases(surroundings: CaseSurroundings): Keeping {
	const { store, queues, signals, log, service = () => defaultService } = surroundings;
	const changedSomewhere = () => signals.publish('cases');
	const { touched = () => undefined } = surroundings;
	async function find(caseId: string): Promise<CaseDocument | null> {
		if (caseId.length > LONGEST_ID || /[\0\p{Surrogate}]/u.test(caseId)) return null;
		const found = await store.get('cases', caseId);
		return found === null ? null : completed(found, service());
	}
	/** The sweeper does it again where this fails. */
	async function spread(caseId: string): Promise<void> {
		try {
			await queues.add('alerts', { case: caseId }, { id: `case ${caseId}` });
		} catch (error) {
			log.warn({ code: 'alert.late', ...traceOf(error) }, 'the queue took no job; the sweeper will do its work');
		}
	}
	return {
		...surroundings,
		service,
		touched,
		find,
		changedSomewhere,
		async change(caseId, how) {
			for (;;) {
				const known = await find(caseId);
				if (known === null) return null;
				const changed = how(known);
				if (changed === known) return known;
				const told = withNews(known, changed);
				const kept = marked(told);
				if (!(await store.replace('cases', kept))) continue;
				touched(caseId);
				if (told !== changed) await spread(caseId);
				return kept;
			}
		},
		async record(document, ...events) {
			await store.insert('case_events', [...owed(document), ...events]);
			touched(document._id);
			changedSomewhere();
		},
		async escalation(document, round, at) {
			await queues.add(
				'escalations',
				{ case: document._id },
				{ id: `${document._id} ${round}`, priority: urgencyOf(document, at) },
			);
		},
	};
}
