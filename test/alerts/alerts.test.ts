import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAlerts, NotDelivered } from '../../src/alerts/index.ts';
import { createCases } from '../../src/cases/index.ts';
import type { Store } from '../../src/store/index.ts';
import { hire, service } from '../cases/office.ts';
import { notedLog } from '../conversation/surroundings.ts';
import { handoff } from '../conversation/tiny-play.ts';
import { openEmbedded } from '../embedded.ts';
import { emailAlerts } from './email.ts';
import { pushAlerts } from './push.ts';
import { type AlertWorld, NotedMean, night, openAlertWorld } from './world.ts';

const danger = { priority: 1, danger: ['violence'] } as const;
const hour = 3_600_000;
let ground: Awaited<ReturnType<typeof openEmbedded>>;
let store: Store;
let first: NotedMean;
let second: NotedMean;
let world: AlertWorld;
beforeAll(async () => {
	ground = await openEmbedded();
	({ store } = ground);
	await hire(
		store,
		['sari', 'worker'],
		['tono', 'worker'],
		['dewi', 'supervisor'],
		['budi', 'worker'],
		['ani', 'worker'],
	);
});
afterAll(() => ground.close());
describe('alerts', () => {
	beforeEach(async () => {
		first = new NotedMean('first');
		second = new NotedMean('second');
		world = openAlertWorld(store, [first, second]);
		const of = { team: 'bogor', areas: [], needs: [], languages: [], capacity: 10 };
		await world.cases.enlist('sari', of, world.clock.now);
		await world.cases.enlist('tono', of, world.clock.now);
		await world.cases.presence('sari', 'away', world.clock.now);
	});
	afterEach(async () => {
		for (const collection of [
			'cases',
			'case_events',
			'alerts',
			'alert_settings',
			'alert_means',
			'staff',
			'case_letters',
		] as const)
			await store.removeAll(collection, {});
	});
	const told = () => first.taken.map(({ user }) => user).toSorted();

	describe('an alert', () => {
		it('of a new case goes to whoever of its team is on duty, once though its jobs run again', async () => {
			const { number } = await world.open('6281', { priority: 2 });
			await world.settle();
			await world.settle();
			for (const { _id } of await store.find('alerts', {}, { limit: 10 })) await world.alerts.work({ alert: _id });
			expect(first.taken).toEqual([
				{
					user: 'sari',
					title: `Mendesak · kasus ${number}`,
					text: 'Kasus menunggu petugas. Sisa waktu: 2 jam.',
					url: `https://hakku.example/desk/cases/${number}`,
				},
			]);
			expect(second.taken).toEqual([]);
		});

		it('of a case goes to nobody who may not know of it', async () => {
			const tono = (await world.cases.staff('tono'))!;
			await store.replace('staff', { ...tono, scope: 'self' });
			await world.open('1', danger);
			await world.settle();
			expect(told()).toEqual(['sari']);
		});

		it('says nothing of the person: not their words, their need, the kind of danger or their number', async () => {
			await world.open('6281234567', danger);
			await world.settle();
			expect(first.taken.length).toBeGreaterThan(0);
			const kept = JSON.stringify([first.taken, world.lines]);
			expect(kept).not.toMatch(/6281234567|memukul|violence|kekerasan|food|pangan/i);
		});

		it('is told though a process died before it, and the queue was emptied', async () => {
			const { _id: id } = await world.open('1', { priority: 2 });
			await world.cases.escalate(id, world.clock.now);
			const dying = world.cases.herald(id, async () => {
				throw new Error('killed');
			});
			await expect(dying).rejects.toThrow('killed');
			world.queues.jobs.clear();
			await world.settle();
			expect(told()).toEqual(['sari']);
			await world.open('2', { priority: 2 });
			await world.cases.escalate('telegram:2@1', world.clock.now);
			await world.alerts.work({ case: 'telegram:2@1' });
			world.queues.jobs.clear();
			await world.settle();
			expect(told()).toEqual(['sari', 'sari']);
		});

		it('reminds of a letter that nobody approved for a day, once, and not of one that was', async () => {
			const { _id: id, number } = await world.open('1', {});
			await world.cases.claim(id, 'sari', world.clock.now);
			await world.settle();
			const letter = (name: string, status: 'draft' | 'approved') => ({
				...{
					_id: `${id}:letter:${name}`,
					rev: 1,
					case: id,
					kind: 'complaint',
					refusal: 'r',
					to: 'a',
					subject: 'b',
					body: 'c',
				},
				...{ withheld: [], dated: '', status, made_at: world.clock.now, made_by: 'sari' },
				...{ approved_by: null, approved_at: null, sent_at: null },
			});
			await store.insert('case_letters', [letter('x', 'draft'), letter('y', 'approved')] as never);
			await world.pass(23 * 60);
			expect(first.taken).toEqual([]);
			await world.pass(61);
			await world.pass(11);
			const letters = first.taken.filter(({ text }) => text.includes('surat'));
			expect(letters).toEqual([expect.objectContaining({ user: 'sari', title: `Biasa · kasus ${number}` })]);
		});

		it('goes to the holder when a case is handed to them, and when the person writes', async () => {
			const { _id: id, number } = await world.open('1', {});
			await world.cases.claim(id, 'sari', world.clock.now);
			await world.settle();
			const handing = { to: { kind: 'worker', user: 'tono' }, reason: 'libur', consented: true } as const;
			await world.cases.transfer(id, 'sari', handing, world.clock.now);
			await world.settle();
			await world.cases.claim(id, 'tono', world.clock.now);
			await world.cases.answered(id, 'tono', 'a1', world.clock.now);
			world.clock.forward(hour);
			await world.cases.citizenWrote(id, 'm2', world.clock.now);
			await world.cases.citizenWrote(id, 'm3', world.clock.now);
			await world.settle();
			expect(first.taken.map(({ user, title, text }) => [user, title, text.split('.')[0]])).toEqual([
				['tono', `Biasa · kasus ${number}`, 'Kasus ini diserahkan kepada Anda'],
				['tono', `Biasa · kasus ${number}`, 'Warga menulis dan menunggu jawaban Anda'],
			]);
		});

		it('goes up the line when a promise is broken: the team, the supervisor, whoever is on call', async () => {
			await world.open('1', danger);
			await world.settle();
			expect(told()).toEqual(['sari', 'tono']);
			await world.pass(15);
			await world.pass(15);
			await world.pass(15);
			expect(first.taken.slice(2).map(({ user }) => user)).toContain('dewi');
			expect(first.taken.slice(2).map(({ user }) => user)).toContain('budi');
			expect(first.taken.at(-1)?.text).toMatch(/Terlambat/);
		});

		it('is not sent any more when somebody else took the case', async () => {
			const { _id: id } = await world.open('1', { priority: 2 });
			first.users = second.users = [];
			await world.cases.escalate(id, world.clock.now);
			await world.cases.claim(id, 'tono', world.clock.now);
			first.users = null;
			await world.settle();
			expect(first.taken).toEqual([]);
		});

		it('comes over the next mean when the first one is down, and later over the first when both were', async () => {
			first.answers.push(new NotDelivered('unreachable'));
			await world.open('1', { priority: 2 });
			await world.settle();
			expect([first.taken.length, second.taken.length]).toEqual([0, 1]);
			first.answers.push(new NotDelivered('unreachable'));
			second.answers.push(new NotDelivered('refused'));
			await world.open('2', { priority: 2 });
			await world.settle();
			expect([first.taken.length, second.taken.length]).toEqual([0, 1]);
			await world.pass(1);
			expect([first.taken.length, second.taken.length]).toEqual([1, 1]);
		});

		it('is not counted on over a means that refused somebody for good, until a trial works again', async () => {
			const sari = (await store.get('users', 'sari'))!;
			first.answers.push(new NotDelivered('device', { lasting: true }));
			await world.open('1', { priority: 2 });
			await world.settle();
			expect([first.taken.length, second.taken.length]).toEqual([0, 1]);
			expect(await world.alerts.reaching(sari)).toEqual(['second']);
			expect((await world.preferences.get('sari')).trouble).toEqual({ first: 'device' });
			await world.alerts.trial(sari);
			expect(await world.alerts.reaching(sari)).toEqual(['first', 'second']);
		});

		it('is left after a process died while sending what cannot be repeated, and danger is sent again', async () => {
			for (const [id, part, again] of [
				['1', { priority: 2 }, []],
				['2', danger, ['sari', 'tono']],
			] as const) {
				first.answers.push('hang');
				await world.open(id, part);
				void world.settle();
				await vi.waitFor(() => expect(first.answers).toEqual([]));
				world = openAlertWorld(store, [first], world.clock.now + 3 * 60_000);
				await world.settle();
				await world.settle();
				expect(told()).toEqual(again);
			}
		});
	});

	describe('in danger', () => {
		it('every mean of everybody of the team is used at once, also in the night', async () => {
			world.clock.now = night;
			await world.open('1', danger, '3271');
			await world.settle();
			expect(told()).toEqual(['budi']);
			expect(second.taken.map(({ user }) => user)).toEqual(['budi']);
		});

		it('that reached nobody goes up the line at once, and stays on record', async () => {
			first.users = second.users = ['budi'];
			const { _id: id, number } = await world.open('1', danger);
			await world.settle();
			expect(told()).toEqual(['budi']);
			expect(first.taken[0]?.text).toContain('belum terjangkau');
			const { late_since, rung } = (await world.cases.get(id))!;
			expect([late_since, rung]).toEqual([null, 3]);
			expect(await world.alerts.report()).toContainEqual(expect.objectContaining({ _id: 'danger', about: number }));
			await world.pass(1);
			const unheard = world.lines.filter((line) => line.includes('alert.unheard'));
			expect(unheard.map((line) => JSON.parse(line).result)).toEqual(['passed', 'passed']);
		});

		it('whoever has the desk open counts as reached', async () => {
			first.users = second.users = ['budi'];
			await world.cases.presence('sari', 'online', world.clock.now);
			await world.open('1', danger);
			await world.settle();
			expect(first.taken).toEqual([]);
		});
	});

	describe('quiet hours', () => {
		it('hold back what is no danger, and bring it as one summary in the morning without what is over', async () => {
			world.clock.now = night;
			const cases = [];
			for (const id of ['1', '2', '3']) cases.push(await world.open(id, { priority: 2 }));
			for (const { _id } of cases) await world.cases.assign(_id, 'sari', null, world.clock.now);
			await world.settle();
			expect(first.taken).toEqual([]);
			await world.cases.claim(cases[0]!._id, 'sari', world.clock.now);
			await world.pass(9 * 60 + 1);
			await world.settle();
			const numbers = [cases[1]?.number, cases[2]?.number];
			expect(first.taken.filter(({ user }) => user === 'sari')).toEqual([
				expect.objectContaining({ title: 'Selama jam tenang: 2 kasus', url: 'https://hakku.example/desk' }),
			]);
			for (const number of numbers) expect(first.taken[0]?.text).toContain(number);
			expect(first.taken[0]?.text).not.toContain(cases[0]?.number);
			const late = await world.open('4', { priority: 2 });
			await world.cases.assign(late._id, 'sari', null, world.clock.now);
			first.taken.length = 0;
			world.clock.forward(-60_000);
			await world.settle();
			expect(first.taken).toEqual([]);
			await world.pass(2);
			await world.settle();
			expect(first.taken.map(({ title }) => title)).toEqual([`Mendesak · kasus ${late.number}`]);
		});

		it('are those of the user’s own time zone', async () => {
			world.clock.now = Date.UTC(2026, 5, 2, 12, 30);
			await world.preferences.change('sari', (known) => ({ ...known, zone: 'Asia/Jayapura' }));
			const { _id } = await world.open('1', { priority: 2 });
			await world.cases.assign(_id, 'sari', null, world.clock.now);
			await world.settle();
			expect(first.taken).toEqual([]);
			const other = await world.open('2', { priority: 2 });
			await world.cases.assign(other._id, 'tono', null, world.clock.now);
			await world.settle();
			expect(told()).toEqual(['tono']);
		});
	});

	it('what was told of a case is deleted with its person', async () => {
		await world.open('1', { priority: 2 });
		await world.settle();
		expect(await store.count('alerts', {})).toBeGreaterThan(0);
		await world.cases.erase('p1', world.clock.now);
		expect(await store.count('alerts', {})).toBe(0);
	});

	describe('alerts on real queues', () => {
		it('of danger arrive by themselves, once each', async () => {
			const { queues, signals } = ground;
			const mean = new NotedMean('first');
			const { log } = notedLog();
			const clock = () => Date.now();
			const cases = createCases({ store, queues, signals, log, service: () => service });
			const alerts = createAlerts({
				...{
					store,
					queues,
					cases,
					service: () => service,
					means: [mean],
					clock,
					log,
					base: null,
					zone: 'Asia/Jakarta',
				},
			});
			queues.work('escalations', ({ case: id }) => cases.escalate(id, clock()));
			queues.work('alerts', (job) => alerts.work(job), { concurrency: 8 });
			const opening = { id: 'telegram:62@1', conversation: 'telegram:62', person: 'p', words: [], at: clock() };
			await cases.open({ ...opening, handoff: handoff({ priority: 1, danger: ['violence'] }) });
			await vi.waitFor(() => expect(mean.taken.length).toBeGreaterThan(0), { timeout: 10_000 });
			await alerts.sweep();
			await vi.waitFor(async () => {
				const { waiting, active } = await queues.counts('alerts');
				expect(waiting + active).toBe(0);
			});
			const told = mean.taken.map(({ user }) => user);
			expect(told).toEqual([...new Set(told)]);
		});
	});
});

emailAlerts(() => store);
pushAlerts(() => store);
