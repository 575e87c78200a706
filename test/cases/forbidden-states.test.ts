import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaseDocument, caseStages, claimStatuses } from '../../src/cases/documents.ts';
import { type Cases, createCases } from '../../src/cases/index.ts';
import { claimMoves, hasOutcome, stageMoves } from '../../src/cases/machines/index.ts';
import { HakkuError } from '../../src/errors.ts';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import type { Store } from '../../src/store/index.ts';
import { HandQueues, HandSignals, notedLog } from '../conversation/surroundings.ts';
import { handoff } from '../conversation/tiny-play.ts';
import { template } from '../embedded.ts';
import { hire, service } from './office.ts';

let store: Store;
beforeAll(async () => {
	({ store } = await openEmbeddedStore({ template }));
	await hire(store, ['sari', 'worker'], ['joko', 'worker'], ['kepala', 'supervisor']);
});
afterAll(() => store.close());

const right = fc.constantFrom('pkh', 'pip', 'unknown');
const user = fc.constantFrom('sari', 'joko', 'kepala');
const nth = fc.constantFrom(0, 1);
const maybe = fc.boolean();
/** Anything that anybody may try, sensible or not. */
const event = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			do: fc.constant('move' as const),
			...{ right, user, nth, to: fc.constantFrom(...claimStatuses) },
			...{ reason: maybe, referral: maybe, refusal: maybe, appeal: maybe, deadline: maybe, said: maybe },
		}),
	},
	fc.record({ do: fc.constant('stage' as const), nth, user, to: fc.constantFrom(...caseStages) }),
	fc.record({
		do: fc.constantFrom('claim' as const, 'release', 'answer', 'assign', 'snooze', 'merge', 'unmerge'),
		nth,
		user,
	}),
	fc.record({ do: fc.constantFrom('wrote' as const, 'danger', 'add'), nth, user, right }),
	fc.record({ do: fc.constant('close' as const), nth, user, to: fc.constantFrom(...claimStatuses) }),
	fc.record({
		do: fc.constant('transfer' as const),
		...{ nth, user, consented: maybe, to: fc.constantFrom('worker', 'team', 'agency', 'nowhere') },
	}),
	fc.record({ do: fc.constant('later' as const), hours: fc.integer({ min: 1, max: 400 }) }),
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

const hour = 3_600_000;
let runs = 0;

async function tried(cases: Cases, ids: readonly string[], one: Event, at: number, step: string): Promise<void> {
	if (one.do === 'later') {
		for (const id of ids) await cases.ring(id, at);
		await cases.handBack(at);
		return;
	}
	const id = ids[one.nth] ?? '';
	switch (one.do) {
		case 'move': {
			const place = { to: 'Ombudsman', institution: 'Dinas', service: null, at };
			const refusal = {
				...{ institution: 'Dinas', service: null, on: null, reason: null, asked: null },
				...{ money: null, papers: null, failures: [] },
			};
			const move = {
				...{ right: one.right, to: one.to, said_unanswered: one.said },
				...(one.reason && { reason: 'karena' }),
				...(one.referral && { referral: place }),
				...(one.refusal && { refusal }),
				...(one.appeal && { appeal: place }),
				...(one.deadline && { deadline: { due: at + 24 * hour, who: 'institution' as const }, ask_at: at + hour }),
			};
			await cases.moveClaim(id, move, one.user, step, at);
			return;
		}
		case 'stage':
			await cases.moveStage(id, one.to, one.user, at);
			return;
		case 'claim':
			await cases.claim(id, one.user, at);
			return;
		case 'release':
			return cases.release(id, one.user, at);
		case 'answer':
			return cases.answered(id, one.user, step, at);
		case 'assign':
			await cases.assign(id, 'joko', one.user, at);
			return;
		case 'snooze':
			return cases.snooze(id, at + 48 * hour, one.user, at);
		case 'unmerge':
			await cases.unmerge(id, one.user, at);
			return;
		case 'merge':
			await cases.merge(id, ids[1 - one.nth] ?? '', one.user, at);
			return;
		case 'wrote':
			return cases.citizenWrote(id, step, at);
		case 'danger':
			return cases.raise(id, ['violence'], step, at);
		case 'add':
			await cases.addClaim(id, { right: one.right, outcome: 'likely' }, one.user, step, at);
			return;
		case 'close': {
			const { claims } = (await cases.get(id))!;
			const outcomes = claims.map((claim) => ({ right: claim.right, to: one.to, reason: 'selesai' }));
			return cases.close(id, one.user, { result: 'other', note: '', outcomes }, at);
		}
		case 'transfer': {
			const to = {
				worker: { kind: 'worker', user: 'joko' },
				team: { kind: 'team', team: 'bogor' },
				agency: { kind: 'agency', name: 'Dinas', service: null },
				nowhere: { kind: 'team', team: 'tidak-ada' },
			} as const;
			await cases.transfer(id, one.user, { to: to[one.to], reason: 'wewenang', consented: one.consented }, at);
		}
	}
}

function expectSound(now: CaseDocument, before: CaseDocument): void {
	const running = now.clocks.filter((clock) => clock.met_at === null);
	for (const claim of now.claims) {
		const path = claim.history.map(({ to }) => to);
		expect(path[0]).toBe('identified');
		for (const [at, to] of path.slice(1).entries()) expect(claimMoves[path[at]!]).toContain(to);
		expect(path.at(-1)).toBe(claim.status);
	}
	expect(new Set(now.claims.map((claim) => claim.right)).size).toBe(now.claims.length);
	expect(service.teams.map(({ id }) => id)).toContain(now.team);
	if (now.status === 'open') {
		expect(running.length).toBeGreaterThan(0);
		expect(now.next_due).toBe(Math.min(...running.map(({ rings_at }) => rings_at)));
		expect(now.stage).not.toMatch(/closed|aftercare/);
	} else {
		expect([running, now.next_due, now.waiting_since]).toEqual([[], null, null]);
	}
	if (now.status === 'closed') expect(now.claims.every(hasOutcome)).toBe(true);
	if (now.status === 'duplicate') expect(now.duplicate_of).not.toBeNull();
	if (before.status !== 'open') expect(now.status).toBe(before.status);
	if (before.stage !== now.stage && before.status === 'open') expect(stageMoves[before.stage]).toContain(now.stage);
}

describe('whatever workers, people and time do, in any order', () => {
	it('no case reaches a forbidden state, closes with an open claim, or stands without an owner and a clock', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 25 }), async (events) => {
				let at = Date.UTC(2026, 10, 25, 2);
				const queues = new HandQueues(() => at);
				const cases = createCases({
					...{ store, queues, signals: new HandSignals(), log: notedLog().log },
					service: () => service,
				});
				const ids = [`web:any-${++runs}@1`, `web:other-${runs}@1`];
				for (const [index, id] of ids.entries())
					await cases.open({
						...{ id, conversation: id.slice(0, -2), person: id, words: [], at: at - index * hour },
						handoff: handoff({ rights: { pkh: 'likely', pip: 'needs_info' }, priority: index === 0 ? 3 : 2 }),
					});
				for (const [number, one] of events.entries()) {
					at += one.do === 'later' ? one.hours * hour : 60_000;
					const before = await Promise.all(ids.map((id) => cases.get(id)));
					try {
						await tried(cases, ids, one, at, `e${number}`);
					} catch (error) {
						if (!(error instanceof HakkuError)) throw error;
						expect(error.code).toBe('case.forbidden');
						expect(error.message).toMatch(/^[A-Z].{20,}\.$/s);
						expect(await Promise.all(ids.map((id) => cases.get(id)))).toEqual(before);
					}
					for (const [index, id] of ids.entries()) expectSound((await cases.get(id))!, before[index]!);
				}
			}),
			{ numRuns: Number(process.env.CASE_RUNS ?? 30) },
		);
	}, 60_000);
});
