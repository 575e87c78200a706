import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWork } from '../../src/conversation/index.ts';
import { type EngineRelease, step } from '../../src/engine/index.ts';
import { compileRelease, readAreas, readFolder } from '../../src/releases/index.ts';
import type { Store } from '../../src/store/index.ts';
import { Person, type World, world } from './world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Whole stories of somebody who is accompanied, with the shipped conversations, from the hand-over to 90 days after closing. */
export function followed(name: string, open: () => Promise<Store>): void {
	describe(`somebody who is accompanied, on ${name}`, () => {
		let store: Store;
		let release: EngineRelease;
		beforeAll(async () => {
			store = await open();
			const { files } = await readFolder('.');
			const compiled = await compileRelease(files, '2026-02-10', await readAreas());
			if (compiled.release === null) throw new Error('the shipped release does not compile');
			release = compiled.release;
		}, 120_000);
		afterAll(() => store.close());

		/** A person whose case bu-sari has, sent to an office for PKH, and in Hakku's hands; asked in three days. */
		async function begin({ report = true, before = [] as readonly string[], answer_in = 0 } = {}) {
			const one = world(store, { play: async (...of) => step(release, ...of) });
			const work = await startWork(
				{ cases: one.cases, queues: one.queues, clock: one.clock.read, log: one.log },
				one.conversations,
			);
			work.stop();
			const person = new Person('web', `${name} ${Math.random()}`);
			await one.say(person, 'halo', 'setuju', ...before, 'petugas');
			const caseId = (await one.document(person)).mode.case!;
			await one.handover.claim(caseId, 'bu-sari');
			await one.handover.reply(caseId, 'bu-sari', { id: 'r1', text: 'Silakan ke kantor desa, Bu.' });
			await one.conversations.settled(person.id);
			await one.cases.addClaim(caseId, { right: 'pkh', outcome: 'likely' }, 'bu-sari', 'c1', one.clock.now);
			const referral = { institution: 'Kantor Desa Melati', service: null, at: one.clock.now };
			const deadline = { due: one.clock.now + answer_in, who: 'institution' } as const;
			const move = { right: 'pkh', to: 'referred', referral, ...(answer_in > 0 && { deadline }) } as const;
			await one.cases.moveClaim(caseId, move, 'bu-sari', 'm1', one.clock.now);
			await one.handover.accompany(caseId, 'bu-sari', { right: 'pkh', ask_at: one.clock.now + 3 * DAY });
			await one.conversations.settled(person.id);
			await one.say(
				person,
				...(report ? ['boleh', 'sering kurang', 'bisa', 'layak', 'berhenti', 'ada', 'aman'] : ['tidak usah']),
			);
			return {
				one,
				person,
				caseId,
				claim: async () => (await one.cases.get(caseId))!.claims.find(({ right }) => right === 'pkh')!,
			};
		}

		/** Time passes, and whatever is due happens. */
		async function pass(one: World, person: Person, milliseconds: number): Promise<readonly string[]> {
			const before = one.web.textsTo(person.address).length;
			one.clock.forward(milliseconds);
			for (let round = 0; round < 3; round++) {
				await one.cases.wind(one.clock.now, 30_000);
				await one.queues.run();
				await one.conversations.sweep();
				await one.conversations.settled(person.id);
			}
			return one.web.textsTo(person.address).slice(before);
		}

		const last = (one: World, person: Person) => one.web.textsTo(person.address).at(-1);

		it('is asked once, at the time that was set, and a right that they have is obtained; the worker sees it', async () => {
			const { one, person, caseId, claim } = await begin();
			expect(await one.document(person)).toMatchObject({ mode: { state: 'bot', case: caseId } });
			expect(await pass(one, person, 2 * DAY)).toEqual([]);
			expect(await pass(one, person, DAY)).toEqual([expect.stringContaining('waktu yang enak')]);
			await one.conversations.followUp(caseId, 'follow_up:pkh');
			await one.conversations.settled(person.id);
			expect(await pass(one, person, 0)).toEqual([]);
			await one.say(person, 'ya');
			expect(last(one, person)).toContain('Program Keluarga Harapan');
			await one.say(person, 'sudah dapat');
			expect(await claim()).toMatchObject({ status: 'obtained', next_step: null });
			const open = (await one.cases.get(caseId))!;
			expect(open).toMatchObject({ status: 'open', assignee: 'bu-sari', waiting_since: null });
			expect(open.clocks.filter(({ met_at }) => met_at === null).map(({ kind }) => kind)).toContain('next_contact');
			const lines = await store.find('messages', { case: caseId }, { sort: ['case', 'seq'], limit: 100 });
			expect(lines.map(({ text }) => text)).toContain('sudah dapat');
			expect(await pass(one, person, 7 * DAY)).toEqual([]);
		});

		it('who is refused tells what happened, comes back to the same worker, and ends with the right', async () => {
			const { one, person, caseId, claim } = await begin({ report: false });
			await pass(one, person, 3 * DAY);
			await one.say(person, 'ya', 'ditolak');
			expect(await claim()).toMatchObject({ status: 'refused' });
			await one.say(person, 'lewati', 'daftar PKH', 'disuruh pulang', 'tidak diminta', 'mau');
			const open = (await one.cases.get(caseId))!;
			expect(open.refusals).toHaveLength(1);
			expect(open.refusals[0]).toMatchObject({
				...{ claim: 'pkh', institution: 'Kantor Desa Melati', service: 'daftar PKH', reason: 'disuruh pulang' },
			});
			expect(open).toMatchObject({ assignee: 'bu-sari', waiting_since: one.clock.now, priority: 2 });
			expect(await one.document(person)).toMatchObject({ mode: { state: 'human', case: caseId } });
			expect(await store.find('cases', { conversation: person.id, status: 'open' })).toHaveLength(1);
			const appeal = { to: 'Kepala Desa Melati', service: null, at: one.clock.now };
			const move = { right: 'pkh', to: 'objection', appeal } as const;
			await one.cases.moveClaim(caseId, move, 'bu-sari', 'm2', one.clock.now);
			await one.handover.accompany(caseId, 'bu-sari', { right: 'pkh', ask_at: one.clock.now + 14 * DAY });
			await one.conversations.settled(person.id);
			await one.say(person, 'tidak usah');
			expect(await pass(one, person, 14 * DAY)).toHaveLength(1);
			await one.say(person, 'ya', 'sudah dapat');
			expect((await claim()).history.map(({ to }) => to)).toEqual([
				...['identified', 'referred', 'refused', 'objection', 'obtained'],
			]);
		});

		it('whom nobody answers is not left alone: the claim is evidence, or the deadline makes it so', async () => {
			const { one, person, claim } = await begin({ report: false });
			await pass(one, person, 3 * DAY);
			await one.say(person, 'ya', 'tidak dijawab', 'tidak usah');
			expect(await claim()).toMatchObject({ status: 'no_response' });

			const ignored = await begin({ report: false, answer_in: 5 * DAY });
			await pass(ignored.one, ignored.person, 4 * DAY);
			expect(await ignored.claim()).toMatchObject({ status: 'referred' });
			await pass(ignored.one, ignored.person, DAY);
			expect(await ignored.claim()).toMatchObject({ status: 'no_response' });
			expect(await pass(ignored.one, ignored.person, 10 * DAY)).toEqual([]);
		});

		it('who has no news is asked again a week later; who never answers is seen by the worker', async () => {
			const { one, person, caseId, claim } = await begin({ report: false });
			await pass(one, person, 3 * DAY);
			await one.say(person, 'ya', 'disuruh tunggu');
			expect(await claim()).toMatchObject({ status: 'referred', next_step: expect.stringContaining('masih diproses') });
			expect(await pass(one, person, 6 * DAY)).toEqual([]);
			expect(await pass(one, person, DAY)).toEqual([expect.stringContaining('waktu yang enak')]);
			await pass(one, person, 4 * DAY);
			const { clocks } = (await one.cases.get(caseId))!;
			expect(clocks.find(({ id }) => id === 'next_contact')).toMatchObject({ missed_at: expect.any(Number) });
		});

		it('who says stop is not asked again, neither by day nor by year, and the worker knows', async () => {
			const { one, person, caseId, claim } = await begin({ report: false });
			await pass(one, person, 3 * DAY);
			await one.say(person, 'jangan tanya lagi');
			expect(last(one, person)).toContain('tidak akan bertanya lagi');
			expect(await claim()).toMatchObject({ next_step: expect.stringContaining('tidak ditanya lagi') });
			expect(await pass(one, person, 30 * DAY)).toEqual([]);

			const other = await begin({ report: false });
			await other.one.say(other.person, 'stop');
			expect(await other.one.document(other.person)).toMatchObject({ opted_out: true, timers: [] });
			expect(await pass(other.one, other.person, 30 * DAY)).toEqual([]);
			expect(await other.claim()).toMatchObject({ next_step: expect.stringContaining('tidak ditanya lagi') });
			const again = other.one.handover.accompany(other.caseId, 'bu-sari', {
				right: 'pkh',
				ask_at: other.one.clock.now + DAY,
			});
			await expect(again).rejects.toMatchObject({ code: 'case.forbidden' });
			expect(caseId).not.toBe(other.caseId);
		});

		it('whose phone others read is greeted with nothing, only in the hours they named, and asked for their word', async () => {
			const before = ['dokumen', 'punya', 'bisa', 'hati-hati', 'sore', 'ya', 'Melati'];
			const { one, person } = await begin({ report: false, before });
			expect(await pass(one, person, 4 * HOUR)).toEqual([]);
			const silent = 'Halo, apa kabar? Ada waktu sebentar?';
			expect(await pass(one, person, HOUR)).toEqual([silent]);
			await one.say(person, 'tidak');
			expect(await pass(one, person, 3 * DAY - 5 * HOUR)).toEqual([]);
			expect(await pass(one, person, 5 * HOUR)).toEqual([silent]);
			await one.say(person, 'ya', 'siapa ini ya');
			expect(last(one, person)).toBe('Baik, lain kali saja. Terima kasih.');
			expect((await pass(one, person, DAY)).at(-1)).toMatch(/^Halo, apa kabar/);
			await one.say(person, 'ya', 'melati');
			expect(last(one, person)).toContain('Program Keluarga Harapan');
		});

		it('in danger comes back to the same case at once, and it is the most urgent', async () => {
			const { one, person, caseId } = await begin({ report: false });
			await one.say(person, 'suami saya memukul saya, tolong');
			await one.say(person, 'ya', 'ya');
			const open = (await one.cases.get(caseId))!;
			expect(open).toMatchObject({ priority: 1, status: 'open', assignee: 'bu-sari' });
			expect(open.danger).toContain('violence');
			expect(await one.document(person)).toMatchObject({ mode: { state: 'human', case: caseId } });
			expect(await store.find('cases', { conversation: person.id })).toHaveLength(1);
			const asking = { right: 'pkh', ask_at: one.clock.now + DAY };
			await expect(one.handover.accompany(caseId, 'bu-sari', asking)).rejects.toMatchObject({ message: /bahaya/ });
		});

		it('whose answer comes after the case moved on reads no error, and it stands in the history', async () => {
			const { one, person, caseId, claim } = await begin({ report: false });
			await pass(one, person, 3 * DAY);
			await one.say(person, 'ya');
			const move = { right: 'pkh', to: 'withdrawn', reason: 'pindah kota' } as const;
			await one.cases.moveClaim(caseId, move, 'bu-sari', 'm2', one.clock.now);
			await one.say(person, 'sudah dapat');
			expect(last(one, person)).toContain('Syukurlah');
			expect(await claim()).toMatchObject({ status: 'withdrawn' });
			const view = (await one.cases.view(caseId, 'bu-sari', one.clock.now))!;
			expect(view.events.find(({ kind }) => kind === 'followed')?.detail).toMatch(
				/^pkh: obtained \(.*tidak bisa menjadi/,
			);
		});

		it('may be written to at any moment by their worker, and then Hakku is silent', async () => {
			const { one, person, caseId } = await begin({ report: false });
			await one.handover.reply(caseId, 'bu-sari', { id: 'r2', text: 'Bu, ini Sari lagi.' });
			await one.conversations.settled(person.id);
			expect(await one.document(person)).toMatchObject({ mode: { state: 'human', case: caseId } });
			expect(await pass(one, person, 3 * DAY)).toEqual([]);
			await one.say(person, 'ya bu');
			expect((await one.cases.get(caseId))!.waiting_since).toBe(one.clock.now);
			const nobody = one.handover.accompany(caseId, 'pak-joko', { right: 'pkh', ask_at: one.clock.now + DAY });
			await expect(nobody).rejects.toMatchObject({ code: 'case.forbidden' });
		});

		it('hears after closing what they can do alone, and 30 and 90 days later whether it helped is a number', async () => {
			const { one, person, caseId } = await begin();
			await one.handover.close(caseId, 'bu-sari', {
				...{ result: 'helped', note: '', outcomes: [{ right: 'pkh', to: 'obtained' }] },
			});
			await pass(one, person, 0);
			await one.say(person, 'sudah terbantu');
			expect(one.web.textsTo(person.address).join('\n')).toContain('Bekal kalau lain kali');
			await one.say(person, 'boleh', 'cukup', 'bisa', 'layak', 'tersendat', 'ada', 'aman');
			expect(await pass(one, person, 29 * DAY)).toEqual([]);
			expect((await pass(one, person, DAY)).at(-1)).toContain('Sudah agak lama');
			await one.say(person, 'tidak usah');
			expect(await pass(one, person, 59 * DAY)).toEqual([]);
			expect((await pass(one, person, DAY)).at(-1)).toContain('Sudah agak lama');
			await one.say(person, 'ya', 'boleh', 'cukup', 'bisa', 'layak', 'berjalan', 'ada', 'lewati');
			const reports = await one.cases.reports(caseId);
			expect(reports.map(({ moment }) => moment)).toEqual(['intake', 'closing', 'after_90']);
			expect(reports[0]?.answers).toEqual({ food: 0, health: 2, home: 2, work: 0, ties: 2, safety: 2 });
			expect(reports[2]?.answers).toEqual({ food: 2, health: 2, home: 2, work: 2, ties: 2 });
			expect(await one.cases.get(caseId)).toMatchObject({ status: 'closed', stage: 'aftercare' });
			expect(await one.cases.life()).toMatchObject({ better: 1, worse: 0 });

			const { person: id } = (await one.cases.get(caseId))!;
			await one.cases.erase(id, one.clock.now);
			expect(await one.cases.reports(caseId)).toEqual([]);
			expect(await store.find('self_reports', { person: id })).toEqual([]);
			expect(await one.cases.life()).toMatchObject({ better: 1, worse: 0 });
		});
	});
}
