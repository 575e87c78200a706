import { describe, expect, it } from 'vitest';
import type { CaseDocument, Claim, Refusal } from '../../src/cases/documents.ts';
import { tallyCases } from '../../src/cases/index.ts';

const claim = (right: string, status: Claim['status']): Claim => ({
	right,
	outcome: 'likely',
	status,
	history: [],
	next_step: null,
	documents_ready: null,
	referral: null,
	appeals: [],
});
const refusal = (institution: string | null, more: Partial<Refusal> = {}): Refusal => ({
	id: `${institution}`,
	claim: null,
	institution,
	service: null,
	on: null,
	reason: null,
	asked: null,
	money: null,
	papers: null,
	failures: [],
	at: 0,
	...more,
});
const one = (part: object) =>
	({
		status: 'open',
		priority: 3,
		assignee: null,
		waiting_since: null,
		late_since: null,
		claims: [],
		refusals: [],
		...part,
	}) as unknown as CaseDocument;

describe('what a supervisor sees of many cases', () => {
	it('counts what is open, in danger, unclaimed, and late', () => {
		const cases = [
			one({ priority: 1, late_since: 5 }),
			one({ assignee: 'sari', waiting_since: 5 }),
			one({ assignee: 'sari' }),
			one({ status: 'closed', assignee: 'dewi', priority: 1, late_since: 5 }),
		];
		expect(tallyCases(cases)).toMatchObject({ open: 3, danger: 1, unclaimed: 1, breached: 1 });
		expect(tallyCases(cases).workers).toEqual([{ user: 'sari', open: 2, waiting: 1 }]);
	});

	it('adds up how each right fared, and an obtained one is not merely accepted', () => {
		const cases = [
			one({ claims: [claim('pkh', 'obtained'), claim('pip', 'accepted')] }),
			one({ status: 'closed', claims: [claim('pkh', 'denied_final')] }),
			one({ claims: [claim('pkh', 'no_response')] }),
			one({ claims: [claim('pkh', 'external_appeal')] }),
		];
		expect(tallyCases(cases).rights).toEqual([
			{ right: 'pkh', cases: 4, obtained: 1, refused: 1, unanswered: 1, ended: 1, underway: 0 },
			{ right: 'pip', cases: 1, obtained: 0, refused: 0, unanswered: 0, ended: 0, underway: 1 },
		]);
	});

	it('takes an institution for one, however it was typed, and counts money that was asked for', () => {
		const cases = [
			one({ refusals: [refusal('RSUD  Cibinong', { money: '2 juta', failures: ['payment_asked'] }), refusal(null)] }),
			one({ refusals: [refusal('rsud cibinong'), refusal('RSUD Cibinong', { asked: 'uang: 50 ribu' })] }),
			one({ refusals: [refusal('Kantor desa')] }),
		];
		expect(tallyCases(cases).institutions).toEqual([
			{ institution: 'RSUD Cibinong', refusals: 3, money: 2, failures: { payment_asked: 1 } },
			{ institution: 'Kantor desa', refusals: 1, money: 0, failures: {} },
		]);
	});
});
