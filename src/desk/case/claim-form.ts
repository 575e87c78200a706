import { z } from 'zod';
import type { Claim, ClaimStatus, Refusal } from '../../cases/documents.ts';
import type { ClaimMove, NewRefusal } from '../../cases/index.ts';
import { formField } from '../../http/index.ts';
import { type AppealPath, maladministrationKinds } from '../../knowledge/index.ts';
import { type Calendar, legalDeadline } from '../../service/index.ts';

/** What each move of a claim asks of the worker; the form shows these fields and no others. */
export const moveFields: Readonly<Record<ClaimStatus, readonly MoveField[]>> = {
	identified: [],
	preparing: ['next_step'],
	referred: ['institution', 'on', 'ask', 'next_step'],
	accepted: ['ask', 'next_step'],
	refused: ['institution', 'service', 'on', 'reason', 'money', 'papers', 'failure', 'deadline'],
	no_response: ['unanswered'],
	objection: ['institution', 'on', 'deadline', 'next_step'],
	external_appeal: ['institution', 'on', 'deadline', 'next_step'],
	obtained: [],
	partially_obtained: ['next_step'],
	denied_final: ['reason'],
	withdrawn: ['reason'],
	receipt_confirmed: [],
};

export type MoveField =
	| 'institution'
	| 'service'
	| 'on'
	| 'reason'
	| 'money'
	| 'papers'
	| 'failure'
	| 'next_step'
	| 'ask'
	| 'deadline'
	| 'unanswered';

const words = formField.text(400).optional();

/** The fields of a posted move. */
export const moveShape = {
	id: formField.id,
	to: z.string().max(40),
	institution: words,
	service: words,
	on: z.string().trim().max(10).optional(),
	reason: formField.text(1_000).optional(),
	money: words,
	papers: words,
	failure: z.enum(['', ...maladministrationKinds]).optional(),
	next_step: words,
	ask: z.string().trim().max(4).optional(),
	deadline: z.string().trim().max(4).optional(),
	deadline_kind: z.enum(['calendar', 'working']).optional(),
	unanswered: z.literal('yes').optional(),
};

export type MoveFields = {
	[K in Exclude<keyof typeof moveShape, 'id' | 'to' | 'deadline_kind'>]?: string | undefined;
} & {
	deadline_kind?: 'calendar' | 'working' | undefined;
};

const day = 24 * 60 * 60 * 1000;

/**
 * The move that a form asks for.
 *
 * @param today - ISO date and `now` (epoch milliseconds) on the desk's clock; a date left empty is today.
 * @returns `date` or `days` when that field can't be read.
 */
export function readMove(
	right: string,
	to: ClaimStatus,
	form: MoveFields,
	known: {
		readonly claim: Claim;
		readonly refusals: readonly Refusal[];
		/** On which working days are counted. */
		readonly calendar: Calendar;
	},
	today: string,
	now: number,
): { readonly move: ClaimMove } | { readonly wrong: 'date' | 'days' } {
	const on = form.on || today;
	if (!isDay(on) || on > today) return { wrong: 'date' };
	const days = [form.ask, form.deadline].map((text) => (text ? Number(text) : null));
	if (days.some((count) => count !== null && !(Number.isInteger(count) && count >= 1 && count <= 730)))
		return { wrong: 'days' };
	const [ask, limit] = days as [number | null, number | null];
	/** A day in the past is taken at its noon in Indonesia; today at this moment. */
	const at = on === today ? now : Date.parse(`${on}T05:00:00Z`);
	const institution = form.institution || known.claim.referral?.institution || '';
	const said = form.institution || form.reason || form.money || form.papers || form.failure;
	const noted = known.refusals.some((refusal) => refusal.claim === right);
	const refusal: NewRefusal = {
		institution: institution || null,
		service: form.service || null,
		on,
		reason: form.reason || null,
		asked: null,
		money: form.money || null,
		papers: form.papers || null,
		failures: form.failure ? [form.failure as NewRefusal['failures'][number]] : [],
	};
	return {
		move: {
			right,
			to,
			...(form.reason && { reason: form.reason }),
			...(to === 'referred' && institution && { referral: { institution, service: null, at } }),
			...(to === 'refused' && (said || !noted) && { refusal }),
			...((to === 'objection' || to === 'external_appeal') &&
				institution && { appeal: { to: institution, service: null, at } }),
			...(form.next_step && { next_step: form.next_step }),
			...(limit !== null && {
				deadline: {
					due: legalDeadline(known.calendar, at, { days: limit, kind: form.deadline_kind ?? 'calendar' }),
					who: to === 'refused' ? ('person' as const) : ('institution' as const),
				},
			}),
			...(ask !== null && { ask_at: now + ask * day }),
			...(form.unanswered === 'yes' && { said_unanswered: true }),
		},
	};
}

/** What the law gives for this move, as the right's own way after a refusal says it; null when it says nothing. */
export function usualDeadline(paths: readonly AppealPath[], to: ClaimStatus): AppealPath['within'] {
	const who = to === 'refused' ? 'person' : 'institution';
	return paths.find(({ within }) => within?.who === who)?.within ?? null;
}

function isDay(text: string): boolean {
	return (
		/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
	);
}
