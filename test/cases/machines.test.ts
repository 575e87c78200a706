import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { caseStages, caseStatuses, claimStatuses } from '../../src/cases/documents.ts';
import {
	claimMoves,
	conversationModes,
	hasOutcome,
	mayChangeMode,
	mayEnd,
	mayMoveClaim,
	mayMoveStage,
	modeMoves,
	outcomes,
	stageMoves,
	statusMoves,
} from '../../src/cases/machines/index.ts';
import { newClaim } from '../../src/cases/moves.ts';
import { drawings } from './drawn.ts';

const everything = { referral: true, refusal: true, appeal: true, reason: true, waitedLongEnough: true };
const nothing = { referral: false, refusal: false, appeal: false, reason: false, waitedLongEnough: false };
const claim = (status: (typeof claimStatuses)[number]) => ({
	...newClaim('pkh', 'likely', { id: 'x', by: null, at: 1 }),
	status,
});
const pairs = <S extends string>(states: readonly S[]) =>
	states.flatMap((from) => states.map((to) => [from, to] as const));
/** Says why, in whole sentences, and what to do: more than one sentence, or one that begins with what is to be written. */
const helpful = /^(?=.{25,}$)(.*\. .+|Tulis dulu .+|Catat dulu .+|.*buka.*)\.?$/su;

describe('the claim machine', () => {
	it.each(pairs(claimStatuses))('%s → %s: only what the table has, and everything else with a reason', (from, to) => {
		const verdict = mayMoveClaim({ status: 'open' }, claim(from), to, everything);
		expect(verdict.allowed).toBe(claimMoves[from].includes(to));
		if (!verdict.allowed) expect(verdict.reason).toMatch(helpful);
	});

	it.each(claimStatuses.map((to) => [to] as const))('needs for %s what makes it true', (to) => {
		const needs = ['referred', 'refused', 'no_response', 'objection', 'external_appeal', 'denied_final', 'withdrawn'];
		for (const from of claimStatuses.filter((one) => claimMoves[one].includes(to))) {
			const verdict = mayMoveClaim({ status: 'open' }, claim(from), to, nothing);
			expect(verdict.allowed, `${from} → ${to}`).toBe(!needs.includes(to));
			if (!verdict.allowed) expect(verdict.reason).toMatch(/dulu|Tunggu/);
		}
	});

	it('accepted is no outcome, and every open status can reach one', () => {
		expect(claimStatuses.filter((status) => hasOutcome({ status }))).toEqual(
			claimStatuses.filter((status) => outcomes.some((one) => one === status)),
		);
		expect(hasOutcome({ status: 'accepted' })).toBe(false);
		for (const status of claimStatuses.filter((one) => !hasOutcome({ status: one })))
			expect(claimMoves[status].some((to) => hasOutcome({ status: to }))).toBe(true);
	});

	it('no claim moves in a case that is over, except that a receipt may still be confirmed', () => {
		for (const status of ['closed', 'transferred', 'duplicate'] as const)
			for (const [from, to] of pairs(claimStatuses)) {
				const verdict = mayMoveClaim({ status }, claim(from), to, everything);
				const confirmed = status === 'closed' && to === 'receipt_confirmed' && claimMoves[from].includes(to);
				expect(verdict.allowed, `${status}: ${from} → ${to}`).toBe(confirmed);
			}
	});
});

describe('the stages of a case', () => {
	const with_ = (stage: (typeof caseStages)[number], claims: ReturnType<typeof claim>[], status = 'open') =>
		({ status, stage, claims }) as Parameters<typeof mayMoveStage>[0];

	it.each(pairs(caseStages))('%s → %s', (from, to) => {
		const open = with_(from, [claim('referred')], from === 'closed' || from === 'aftercare' ? 'closed' : 'open');
		const verdict = mayMoveStage(open, to);
		expect(verdict.allowed).toBe(stageMoves[from].includes(to) && to !== 'closed');
		if (!verdict.allowed) expect(verdict.reason).toMatch(helpful);
	});

	it('come with what they speak of: no plan without a right, nothing to follow up before a referral', () => {
		expect(mayMoveStage(with_('rights_identified', []), 'planning').allowed).toBe(false);
		expect(mayMoveStage(with_('planning', [claim('identified')]), 'implementation').allowed).toBe(false);
		expect(mayMoveStage(with_('implementation', [claim('preparing')]), 'follow_up').allowed).toBe(false);
		expect(mayMoveStage(with_('implementation', [claim('referred')]), 'follow_up').allowed).toBe(true);
	});

	it.each(pairs(caseStatuses))('status %s → %s', (from, to) => {
		if (to === 'open') return expect(statusMoves[from]).not.toContain(to);
		const verdict = mayEnd(with_('intake', [claim('obtained')], from), to);
		expect(verdict.allowed).toBe(statusMoves[from].includes(to));
	});

	it('a case with a claim that has no outcome does not close, and says which', () => {
		const verdict = mayEnd(with_('follow_up', [claim('obtained'), { ...claim('accepted'), right: 'pip' }]), 'closed');
		expect(verdict).toMatchObject({
			allowed: false,
			reason: expect.stringMatching(/1 hak tanpa hasil: pip\. Pilih hasil/),
		});
	});
});

describe('who speaks', () => {
	it.each(pairs(conversationModes))('%s → %s', (from, to) => {
		const verdict = mayChangeMode(from, to, true);
		expect(verdict.allowed).toBe(modeMoves[from].includes(to));
		if (!verdict.allowed) expect(verdict.reason.length).toBeGreaterThan(20);
	});
});

describe('a worker who steps in', () => {
	it('may do so while the bot accompanies an open case, and not without one', () => {
		expect(mayChangeMode('bot', 'human', true).allowed).toBe(true);
		expect(mayChangeMode('bot', 'human')).toMatchObject({ allowed: false, reason: expect.stringMatching(/antrean/) });
	});
});

describe('docs/cases.md', () => {
	const page = readFileSync(new URL('../../docs/cases.md', import.meta.url), 'utf8');

	it.each(Object.entries(drawings))('draws the machine of the %s as the code has it', (name, drawing) => {
		const found = new RegExp(`<!-- machine: ${name} -->\n+([^]*?)\n+<!-- end -->`).exec(page)?.[1];
		expect(found).toBe(drawing);
	});
});
