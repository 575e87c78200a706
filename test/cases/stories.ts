import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseDocument } from '../../src/cases/index.ts';
import type { Queues, Signals } from '../../src/queues/index.ts';
import type { Store } from '../../src/store/index.ts';
import { handoff } from '../conversation/tiny-play.ts';
import { hire, type Office, office } from './office.ts';

export interface Ground {
	readonly store: Store;
	readonly queues: Queues;
	readonly signals: Signals;
	/** Forgets every job, as a queue server that restarts empty. */
	empty(): Promise<void>;
	close(): Promise<void>;
}

const at = (text: string) => DateTime.fromISO(text, { zone: 'Asia/Jakarta' }).toMillis();
const bogor = { 'orang.wilayah': { status: 'known', value: '327101', at: 1 } } as const;

/** Whole cases from the hand-over on, on one ground; run on every store and queue. */
export function stories(name: string, open: () => Promise<Ground>): void {
	describe(`a case on ${name}`, () => {
		let ground: Ground;
		let here: Office;
		let opened = 0;
		beforeAll(async () => {
			ground = await open();
			here = office(ground, at('2026-06-01T02:00'));
			await hire(
				ground.store,
				['sari', 'worker'],
				['joko', 'worker'],
				['budi', 'worker'],
				['ani', 'worker'],
				['kepala', 'supervisor'],
			);
		}, 60_000);
		afterAll(() => ground.close());

		async function begin(when: string, part: Parameters<typeof handoff>[0] = {}): Promise<CaseDocument> {
			here.clock.now = at(when);
			const conversation = `web:${name}-${++opened}`;
			const id = `${conversation}@1`;
			const words = ['tolong'];
			await here.cases.open({
				...{ id, conversation, person: `p${opened}`, words, at: here.clock.now },
				handoff: handoff({ rights: { pkh: 'likely' }, ...part }),
			});
			await here.sweep();
			return (await here.cases.get(id))!;
		}
		const rings = async (id: string) =>
			(await here.history(id)).filter((line) => line.startsWith('rang ')).map((line) => line.slice(5));
		const end = async (id: string, user = 'sari') => {
			const claims = (await here.cases.get(id))!.claims.filter((claim) => claim.status !== 'obtained');
			const outcomes = claims.map(({ right }) => ({ right, to: 'withdrawn', reason: 'selesai' }) as const);
			await here.cases.close(id, user, { result: 'other', note: '', outcomes }, here.clock.now);
		};

		it('of danger at 2 a.m. on a holiday calls whoever is on call at once, then the next, until somebody takes it', async () => {
			const { _id: id, team } = await begin('2026-06-01T02:00', { priority: 1, danger: ['self_harm'], facts: bogor });
			expect(team).toBe('bogor');
			expect(await rings(id)).toEqual(['acknowledge → budi']);
			await here.pass(14);
			expect(await rings(id)).toHaveLength(1);
			await here.pass(1);
			expect(await rings(id)).toContain('acknowledge → ani');
			await here.pass(15);
			expect((await rings(id)).filter((line) => line === 'acknowledge → budi')).toHaveLength(2);
			await here.cases.claim(id, 'budi', here.clock.now);
			await here.cases.answered(id, 'budi', 'a1', here.clock.now);
			const before = (await rings(id)).length;
			await here.pass(120, 15);
			expect(await rings(id)).toHaveLength(before);
			expect((await here.cases.get(id))!.rung).toBe(0);
			await end(id, 'budi');
		});

		it('of danger whose holder is silent by day climbs from the worker to the supervisor to whoever is on call', async () => {
			const { _id: id } = await begin('2026-11-25T09:00', { priority: 1, danger: ['violence'], facts: bogor });
			expect(await rings(id)).toEqual(['acknowledge → tim bogor']);
			await here.cases.claim(id, 'sari', here.clock.now);
			await here.pass(15);
			expect(await rings(id)).toContain('first_answer → sari');
			await here.pass(15);
			expect(await rings(id)).toContain('first_answer → kepala');
			await here.pass(15);
			expect(await rings(id)).toContain('first_answer → budi');
			await here.cases.assign(id, 'budi', 'budi', here.clock.now);
			expect(await here.cases.get(id)).toMatchObject({ assignee: 'budi' });
			await here.cases.answered(id, 'budi', 'a1', here.clock.now);
			await end(id, 'budi');
		});

		it('B33: of a Sunday night waits for the office to open, is announced, and is late only by office hours', async () => {
			const { _id: id, clocks } = await begin('2026-11-29T22:40', { priority: 2 });
			const due = (kind: string) => clocks.find((clock) => clock.kind === kind)!.due;
			expect(due('acknowledge')).toBe(at('2026-11-30T10:00'));
			expect(due('first_answer')).toBe(at('2026-11-30T12:00'));
			expect(await rings(id)).toEqual(['acknowledge → tim umum']);
			here.clock.now = at('2026-11-30T09:59');
			await here.sweep();
			expect(await rings(id)).toHaveLength(1);
			here.clock.now = at('2026-11-30T10:00');
			await here.sweep();
			expect(await rings(id)).toContain('acknowledge → kepala');
			await here.cases.claim(id, 'sari', here.clock.now);
			await end(id);
		});

		it('that nobody serves belongs to the fallback team, with an owner and a clock like every other', async () => {
			const papua = { 'orang.wilayah': { status: 'known', value: '9471', at: 1 } } as const;
			const document = await begin('2026-11-25T09:00', { facts: papua });
			expect(document).toMatchObject({ team: 'umum', area: '9471' });
			expect(document.next_due).not.toBeNull();
			await here.cases.claim(document._id, 'sari', here.clock.now);
			await end(document._id);
		});

		it('B39: keeps its times when the queue was emptied, and a job that comes late or twice does nothing', async () => {
			const { _id: id } = await begin('2026-11-25T09:00', { priority: 2 });
			await ground.empty();
			await here.pass(120);
			expect(await rings(id)).toEqual(['acknowledge → tim umum', 'acknowledge → kepala']);
			await here.cases.ring(id, here.clock.now);
			await here.cases.escalate(id, here.clock.now);
			expect(await rings(id)).toHaveLength(2);
			await here.cases.claim(id, 'sari', here.clock.now);
			await end(id);
			const history = await here.history(id);
			await here.cases.ring(id, here.clock.now + 1e9);
			await here.cases.escalate(id, here.clock.now + 1e9);
			expect(await here.history(id)).toEqual(history);
		});

		it('is one worker’s when two take it at once, whichever way', async () => {
			const { _id: id } = await begin('2026-11-25T09:00');
			const results = await Promise.allSettled([
				here.cases.claim(id, 'sari', here.clock.now),
				here.cases.claim(id, 'joko', here.clock.now),
				here.cases.assign(id, 'ani', null, here.clock.now),
			]);
			const { assignee } = (await here.cases.get(id))!;
			const [sari, joko, ani] = results;
			const won = [
				sari?.status === 'fulfilled' && (sari.value as { claimed: boolean }).claimed ? 'sari' : null,
				joko?.status === 'fulfilled' && (joko.value as { claimed: boolean }).claimed ? 'joko' : null,
				ani?.status === 'fulfilled' ? 'ani' : null,
			].filter((one) => one !== null);
			expect(won).toEqual([assignee]);
			await end(id, assignee!);
		});

		it('goes to another agency only with consent, ends there, and nothing of it rings again', async () => {
			const { _id: id } = await begin('2026-11-25T09:00');
			await here.cases.claim(id, 'sari', here.clock.now);
			const to = { kind: 'agency', name: 'Dinas Sosial Kota Bogor', service: null } as const;
			const reason = 'Ini wewenang dinas.';
			await expect(
				here.cases.transfer(id, 'sari', { to, reason, consented: false }, here.clock.now),
			).rejects.toMatchObject({ message: expect.stringMatching(/setuju/) });
			const handing = { to, reason, consented: true };
			await here.cases.transfer(id, 'sari', handing, here.clock.now);
			await here.cases.transfer(id, 'sari', handing, here.clock.now + 5);
			expect(await here.cases.get(id)).toMatchObject({
				status: 'transferred',
				next_due: null,
				transfers: [{ by: 'sari' }],
			});
			const history = await here.history(id);
			expect(history).toContain('transferred Dinas Sosial Kota Bogor');
			await here.pass(60 * 24 * 10);
			expect(await here.history(id)).toEqual(history);
		});

		it('whose institution lets its deadline pass is not answered, and one that answers in time is not', async () => {
			const { _id: id } = await begin('2026-11-25T09:00', { rights: { pkh: 'likely', pip: 'likely' } });
			await here.cases.claim(id, 'sari', here.clock.now);
			await here.cases.answered(id, 'sari', 'a1', here.clock.now);
			for (const right of ['pkh', 'pip']) {
				const referral = { institution: 'Dinas Sosial', service: null, at: here.clock.now };
				const deadline = { due: at('2026-12-02T23:59'), who: 'institution' } as const;
				const ask_at = at('2026-11-28T10:00');
				await here.cases.moveClaim(
					id,
					{ right, to: 'referred', referral, deadline, ask_at },
					'sari',
					`r ${right}`,
					here.clock.now,
				);
			}
			await expect(
				here.cases.moveClaim(id, { right: 'pkh', to: 'no_response' }, 'sari', 'early', here.clock.now),
			).rejects.toMatchObject({ message: expect.stringMatching(/belum lewat/) });
			here.clock.now = at('2026-11-28T10:00');
			await here.sweep();
			expect(here.asked).toEqual(expect.arrayContaining(['follow_up:pkh', 'follow_up:pip']));
			await here.cases.moveClaim(id, { right: 'pip', to: 'accepted' }, 'sari', 'yes', here.clock.now);
			here.clock.now = at('2026-12-03T00:00');
			await here.sweep();
			const { claims, clocks } = (await here.cases.get(id))!;
			expect(claims.map(({ right, status }) => [right, status])).toEqual([
				['pkh', 'no_response'],
				['pip', 'accepted'],
			]);
			expect(clocks.filter(({ claim, met_at }) => claim !== null && met_at === null)).toEqual([]);
			await end(id);
		});

		it('goes back to the team when its worker leaves while the person waits, and to nobody else’s loss', async () => {
			const waits = await begin('2026-11-25T09:00');
			const quiet = await begin('2026-11-25T09:01');
			await here.cases.enlist(
				'joko',
				{ team: 'umum', areas: [], needs: [], languages: [], capacity: 5 },
				here.clock.now,
			);
			await here.cases.presence('joko', 'online', here.clock.now);
			for (const { _id } of [waits, quiet]) await here.cases.claim(_id, 'joko', here.clock.now);
			await here.cases.answered(quiet._id, 'joko', 'a1', here.clock.now);
			await here.pass(14);
			expect(await here.cases.get(waits._id)).toMatchObject({ assignee: 'joko' });
			await here.pass(2);
			expect(await here.cases.get(waits._id)).toMatchObject({ assignee: null, rung: 1 });
			expect(await here.cases.get(quiet._id)).toMatchObject({ assignee: 'joko' });
			await here.cases.claim(waits._id, 'sari', here.clock.now);
			await end(waits._id);
			await end(quiet._id, 'joko');
		});
	});
}
