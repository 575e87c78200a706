import { levelOf } from './clocks.ts';
import type { CaseClock, CaseDocument, News } from './documents.ts';
import { awaited } from './ringing.ts';

/** The most that is kept of what nobody took; whoever has not heard of it by then looks at the case itself. */
const MOST = 50;

/** The case with what this change makes new for a worker, in the same write, so that no crash loses it. The same document when nothing is. */
export function withNews(before: CaseDocument, after: CaseDocument): CaseDocument {
	const found = newsBetween(before, after);
	if (found.length === 0) return after;
	const known = after.news ?? [];
	const news = [...known, ...found.filter(({ id }) => known.every((one) => one.id !== id))].slice(-MOST);
	return { ...after, news, unheard: news.length };
}

/** The case once these were taken. */
export function heard(document: CaseDocument, ids: ReadonlySet<string>): CaseDocument {
	const news = (document.news ?? []).filter(({ id }) => !ids.has(id));
	return { ...document, news, unheard: news.length === 0 ? null : news.length };
}

/** Whether it still matters to this user, as the case is now. */
export function isStillNews({ kind, level, clock }: News, document: CaseDocument, user: string): boolean {
	const { status, assignee, claimed_at, waiting_since } = document;
	if (status !== 'open') return false;
	if (kind === 'given') return assignee === user && claimed_at === null;
	if (kind === 'answered') return assignee === user && waiting_since !== null;
	if (level === 1 && assignee !== null && assignee !== user) return false;
	if (kind === 'danger') return document.priority === 1;
	const now = document.clocks.find(({ id }) => id === clock?.id);
	return now !== undefined && now.started_at === clock?.started_at && now.met_at === null;
}

function newsBetween(before: CaseDocument, after: CaseDocument): readonly News[] {
	if (after.status !== 'open') return [];
	return [...announcedNow(before, after), ...ranNow(before, after), ...forTheHolder(before, after)];
}

/** The first time that anybody hears of it, or hears again because it came back. */
function announcedNow(before: CaseDocument, after: CaseDocument): readonly News[] {
	if (before.notified_at !== null || after.notified_at === null) return [];
	const clock = awaited(after, after.rung);
	const level = clock === null ? 0 : levelOf(clock);
	if (clock === null || level === 0 || (level === 1 && after.assignee !== null)) return [];
	return [{ id: `new:${clock.started_at}:${clock.rung}:${after.priority}`, kind: 'new', level, clock: marked(clock) }];
}

function ranNow(before: CaseDocument, after: CaseDocument): readonly News[] {
	const firstTold = before.notified_at === null && after.notified_at !== null;
	return after.clocks.flatMap((clock) => {
		const level = levelOf(clock);
		const was = before.clocks.find(({ id, started_at }) => id === clock.id && started_at === clock.started_at);
		if (level === 0 || clock.met_at !== null || was === undefined || was.rung >= clock.rung) return [];
		if (clock.missed_at === null && firstTold) return [];
		const id = `rang:${clock.id}:${clock.started_at}:${clock.rung}`;
		return [{ id, kind: kindOf(clock), level, clock: marked(clock) }];
	});
}

function kindOf({ kind, missed_at, rung }: CaseClock): News['kind'] {
	if (missed_at === null) return 'unreached';
	if (kind === 'legal') return 'deadline';
	return kind === 'next_contact' && rung === 1 ? 'contact' : 'late';
}

function forTheHolder(before: CaseDocument, after: CaseDocument): readonly News[] {
	const { assignee, claimed_at, waiting_since, priority, danger } = after;
	if (assignee === null) return [];
	const running = (kind: CaseClock['kind']) => {
		const clock = after.clocks.find((one) => one.kind === kind && one.met_at === null);
		return clock === undefined ? null : marked(clock);
	};
	if (assignee !== before.assignee) {
		if (claimed_at !== null) return [];
		const clock = running('acknowledge');
		return [{ id: `given:${assignee}:${clock?.started_at ?? 0}`, kind: 'given', level: 1, clock }];
	}
	const clock = running('first_answer');
	if (priority === 1 && (before.priority !== 1 || danger.length > before.danger.length))
		return [{ id: `danger:${danger.join('+')}:${clock?.started_at ?? 0}`, kind: 'danger', level: 1, clock }];
	if (before.waiting_since !== null || waiting_since === null) return [];
	return [{ id: `answered:${waiting_since}`, kind: 'answered', level: 1, clock }];
}

function marked({ id, started_at, rung, due }: CaseClock): NonNullable<News['clock']> {
	return { id, started_at, rung, due };
}
