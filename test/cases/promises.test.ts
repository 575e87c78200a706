import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bestFor } from '../../src/cases/choosing.ts';
import type { StaffDocument } from '../../src/cases/documents.ts';
import { createCases } from '../../src/cases/index.ts';
import { urgencyOf } from '../../src/cases/order.ts';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import type { Store } from '../../src/store/index.ts';
import { HandQueues, HandSignals, notedLog } from '../conversation/surroundings.ts';
import { handoff } from '../conversation/tiny-play.ts';
import { template } from '../embedded.ts';
import { hire, service } from './office.ts';

describe('the queue of escalations', () => {
	const priorities = fc.constantFrom(1, 2, 3);
	const waited = fc.integer({ min: 0, max: 400 * 24 * 3_600_000 });

	it('calls danger before urgency and urgency before the rest, however long others waited; then who waited longer', () => {
		fc.assert(
			fc.property(priorities, waited, priorities, waited, (a, aWaited, b, bWaited) => {
				const now = Date.UTC(2026, 10, 25);
				const left = urgencyOf({ priority: a as 1 | 2 | 3, opened_at: now - aWaited }, now);
				const right = urgencyOf({ priority: b as 1 | 2 | 3, opened_at: now - bWaited }, now);
				if (a !== b) expect(left < right).toBe(a < b);
				else if (aWaited - bWaited >= 60_000) expect(left).toBeLessThan(right);
				for (const place of [left, right]) {
					expect(Number.isInteger(place)).toBe(true);
					expect(place).toBeGreaterThanOrEqual(1);
					expect(place).toBeLessThanOrEqual(2_097_151);
				}
			}),
		);
	});
});

describe('whoever is given a case', () => {
	const now = 1_000_000_000;
	const worker = (_id: string, more: Partial<StaffDocument> = {}): StaffDocument => ({
		...{ _id, rev: 1, team: 'umum', areas: [], needs: [], languages: [], capacity: 3 },
		...{ presence: 'online', seen_at: now - 1_000 },
		...more,
	});
	const matter = { team: 'umum', area: '327101', needs: ['health'], language: 'id' } as const;
	const chosen = (staff: StaffDocument[], loads: Record<string, number> = {}, of: Partial<typeof matter> = {}) =>
		bestFor({ ...matter, ...of }, staff, new Map(Object.entries(loads)), now);

	it('is there, of the team, has room, and serves the place, the need and the language', () => {
		expect(chosen([worker('a', { presence: 'away' })])).toBeNull();
		expect(chosen([worker('a', { seen_at: now - 16 * 60_000 })])).toBeNull();
		expect(chosen([worker('a', { team: 'bogor' })])).toBeNull();
		expect(chosen([worker('a')], { a: 3 })).toBeNull();
		expect(chosen([worker('a', { areas: ['3204'] })])).toBeNull();
		expect(chosen([worker('a', { needs: ['food'] })])).toBeNull();
		expect(chosen([worker('a', { languages: ['jv'] })])).toBeNull();
		expect(chosen([worker('a')])).toBe('a');
	});

	it('is the closest, then who knows the need, then who carries least of what they can', () => {
		const near = worker('near', { areas: ['3271'] });
		const knows = worker('knows', { needs: ['health'] });
		expect(chosen([worker('a'), knows, near])).toBe('near');
		expect(chosen([worker('a'), knows])).toBe('knows');
		expect(chosen([worker('full', { capacity: 2 }), worker('free', { capacity: 20 })], { full: 1, free: 5 })).toBe(
			'free',
		);
	});
});

describe('what a person is promised', () => {
	let store: Store;
	beforeAll(async () => {
		({ store } = await openEmbeddedStore({ template }));
		await hire(store, ['sari', 'worker'], ['joko', 'worker']);
	});
	afterAll(() => store.close());
	const now = Date.UTC(2026, 10, 25, 2);
	let opened = 0;
	const cases = () =>
		createCases({
			...{ store, queues: new HandQueues(() => now), signals: new HandSignals(), log: notedLog().log },
			service: () => service,
		});
	const begin = async (priority: 1 | 2 | 3 = 3) => {
		const conversation = `web:p${++opened}`;
		const opening = { id: `${conversation}@1`, conversation, person: conversation, words: [], at: now };
		return (await cases().open({ ...opening, handoff: handoff({ priority, rights: {} }) }))._id;
	};
	const running = async (id: string) =>
		Object.fromEntries(
			(await store.get('cases', id))!.clocks
				.filter(({ met_at }) => met_at === null)
				.map((clock) => [clock.id, clock.due]),
		);
	const hour = 3_600_000;

	it('begins anew with every answer, also when nobody had asked, and an answer that is noted twice counts once', async () => {
		const id = await begin();
		await cases().claim(id, 'sari', now);
		await cases().answered(id, 'sari', 'a1', now + hour);
		const first = await running(id);
		await cases().answered(id, 'sari', 'a2', now + 26 * hour);
		const second = await running(id);
		expect(Object.keys(second)).toEqual(['next_contact']);
		expect(second.next_contact).toBeGreaterThan(first.next_contact!);
		await cases().answered(id, 'sari', 'a1', now + hour);
		expect(await running(id)).toEqual(second);
	});

	it('is minutes from the moment at which danger shows, and an answer meets it although nobody had written since', async () => {
		const id = await begin();
		await cases().claim(id, 'sari', now);
		await cases().answered(id, 'sari', 'a1', now + 1);
		await cases().raise(id, ['violence'], 'd1', now + hour);
		expect(await running(id)).toMatchObject({ first_answer: now + hour + 15 * 60_000 });
		await cases().answered(id, 'sari', 'a2', now + hour + 60_000);
		expect(Object.keys(await running(id))).toEqual(['next_contact']);
	});

	it('is given to a case that an older Hakku left without any, at the next sweep', async () => {
		const id = await begin(2);
		const { clocks, next_due, rung, transfers, team, area, late_since, snoozed_until, duplicate_of, ...old } =
			(await store.get('cases', id))!;
		expect([
			clocks.length,
			next_due,
			rung,
			transfers,
			team,
			area,
			late_since,
			snoozed_until,
			duplicate_of,
		]).toBeTruthy();
		const left = { ...old, _id: `${id}0`, rev: 1, claims: [{ right: 'pkh', outcome: 'likely', status: 'identified' }] };
		await store.insert('cases', [{ ...left, refusals: [{ institution: 'Puskesmas', at: now }] } as never]);
		expect(await cases().get(left._id)).toMatchObject({ team: 'umum', next_due: null, claims: [{ history: [{}] }] });
		await cases().wind(now + hour, 0);
		expect(Object.keys(await running(left._id))).toEqual(['acknowledge', 'first_answer', 'next_contact']);
		await cases().claim(left._id, 'sari', now + hour);
		const outcomes = [{ right: 'pkh', to: 'obtained' as const }];
		await cases().close(left._id, 'sari', { result: 'other', note: '', outcomes }, now + hour);
		expect(await store.get('cases', left._id)).toMatchObject({ status: 'closed', refusals: [{ id: 'old:0' }] });
	});

	it('is not lost when two cases become one: the danger and the waiting of either count', async () => {
		const [calm, danger] = [await begin(), await begin(1)];
		await cases().claim(calm, 'sari', now);
		await cases().answered(calm, 'sari', 'a1', now + 1);
		await cases().merge(danger, calm, 'sari', now + hour);
		await cases().merge(danger, calm, 'sari', now + 2 * hour);
		expect(await store.get('cases', calm)).toMatchObject({ priority: 1, waiting_since: now });
		expect((await running(calm)).first_answer).toBe(now + hour + 15 * 60_000);
		expect(await store.get('cases', danger)).toMatchObject({ status: 'duplicate', next_due: null });
	});
});
