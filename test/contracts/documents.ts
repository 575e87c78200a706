import type { Collections } from '../../src/store/index.ts';

type Kept<C extends keyof Collections> = Collections[C];

/** A conversation that nobody has answered yet. */
export function conversation(id: string, more: Partial<Kept<'conversations'>> = {}): Kept<'conversations'> {
	return {
		_id: id,
		rev: 1,
		channel: 'web',
		address: id,
		person: `person of ${id}`,
		seen: [],
		inbox: [],
		session: null,
		mode: { state: 'bot', epoch: 0, case: null },
		outbox: [],
		effects: [],
		unfiled: [],
		seq: 0,
		words: [],
		shown: null,
		timers: [],
		next_due: null,
		pending_since: null,
		held: null,
		unreachable: null,
		opted_out: false,
		created_at: 1_764_000_000_000,
		updated_at: 1_764_000_000_000,
		...more,
	};
}

export function message(of: string, seq: number, more: Partial<Kept<'messages'>> = {}): Kept<'messages'> {
	return {
		_id: `${of}#${seq}`,
		rev: 1,
		conversation: of,
		seq,
		from: 'citizen',
		author: null,
		text: `line ${seq}`,
		choices: [],
		question: null,
		at: 1_764_000_000_000 + seq,
		delivery: null,
		case: null,
		...more,
	};
}

export function event(id: string, of: string, at: number): Kept<'case_events'> {
	return { _id: id, rev: 1, case: of, at, kind: 'viewed', by: null, detail: null };
}

export function release(id: string, files: Kept<'releases'>['files']): Kept<'releases'> {
	return { _id: id, rev: 1, files, made_at: 1_764_000_000_000 };
}

export function user(name: string): Kept<'users'> {
	return {
		_id: `user-${name}`,
		rev: 1,
		name,
		display_name: name,
		role: 'worker',
		password: 'not a real hash',
		created_at: 1,
		disabled: false,
		failures: 0,
		locked_until: 0,
	};
}

export function person(id: string): Kept<'people'> {
	return { _id: id, rev: 1, identities: [], consent: null, created_at: 1 };
}

/** A session whose facts have any names at all, as a flow file or an import might bring them. */
export function sessionWith(facts: string): Kept<'conversations'>['session'] {
	return {
		release: 'r',
		language: 'id',
		facts: JSON.parse(facts),
		consented: null,
		needs: [],
		candidates: [],
		intent: null,
		danger: [],
		danger_grade: null,
		dangers: [],
		warned: [],
		told: {},
		refusal: null,
		stack: [],
		question: null,
		history: [],
		suspended: [],
		timers: {},
		asked: 0,
	};
}

/** A case that nobody has taken. */
export function opened(id: string, more: Partial<Kept<'cases'>> = {}): Kept<'cases'> {
	return {
		_id: id,
		rev: 1,
		number: id,
		conversation: `web:${id}`,
		person: `person of ${id}`,
		status: 'open',
		stage: 'intake',
		priority: 3,
		danger: [],
		needs: [],
		area: null,
		team: 'umum',
		claims: [],
		refusals: [],
		clocks: [],
		next_due: null,
		late_since: null,
		snoozed_until: null,
		rung: 0,
		transfers: [],
		duplicate_of: null,
		facts: [],
		reason: '',
		words: [],
		language: 'id',
		opened_at: 1,
		assignee: null,
		claimed_at: null,
		first_answer_at: null,
		closed_at: null,
		closing: null,
		waiting_since: 1,
		notified_at: 1,
		unreachable: null,
		...more,
	};
}
