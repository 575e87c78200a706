import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HakkuError } from '../../src/errors.ts';
import type { Queues } from '../../src/queues/index.ts';

/** Queues on a fresh ground, and more of them on the same one, as another process would open them. */
export interface QueueGround {
	open(): Promise<Queues>;
	/** Forgets every job, and closes what was opened. */
	clear(): Promise<void>;
	/** After the last test. */
	end(): Promise<void>;
}

const hostileIds = [
	'telegram:700000001',
	'700000001',
	'-1001234',
	'6281200000001:5@s.whatsapp.net',
	'case:12:30:00',
	'a:b',
	'0',
	'',
	'%003a',
	'id-x',
	'again-x',
	'repeat:sweep:1',
	'a\u0000b',
	'\ud800',
	'\u{1F600} ꦲꦏ꧀',
	"'; DROP TABLE job; --",
	'x'.repeat(1024),
];

/** What the queues must do on every ground. Jobs run on real servers; nothing sleeps, everything waits for what happens. */
export function queueContract(adapter: string, ground: QueueGround): void {
	describe(`queues on ${adapter}`, () => {
		let queues: Queues;
		beforeEach(async () => {
			queues = await ground.open();
		});
		afterEach(() => ground.clear());
		afterAll(() => ground.end());

		const escalate = (id: string, more: { priority?: number; delay?: number } = {}): Promise<void> =>
			queues.add('escalations', { case: id }, { id, ...more });

		it('hand over the most urgent first, and equals in the order in which they came', async () => {
			await escalate('usual 1');
			await escalate('normal 1', { priority: 3 });
			await escalate('urgent', { priority: 2 });
			await escalate('normal 2', { priority: 3 });
			await escalate('danger', { priority: 1 });
			await escalate('usual 2');
			const done = collect(queues, 6);
			expect(await done).toEqual(['danger', 'urgent', 'normal 1', 'normal 2', 'usual 1', 'usual 2']);
		});

		it('B41: take any text as an id, and give the same text to the handler', async () => {
			for (const id of hostileIds) await escalate(id);
			expect((await queues.counts('escalations')).waiting).toBe(hostileIds.length);
			const seen: [string, string][] = [];
			const all = until(() => seen.length === hostileIds.length);
			queues.work('escalations', async (data, id) => {
				seen.push([data.case, id]);
				all.look();
			});
			await all.reached;
			expect(seen.map(([, id]) => id)).toEqual(hostileIds);
			for (const [data, id] of seen) expect(data).toBe(id);
		});

		it('B41: refuse loudly what they cannot take', async () => {
			await expect(escalate('x'.repeat(1025))).rejects.toThrow(TypeError);
			await expect(escalate('x', { priority: 0.5 })).rejects.toThrow(TypeError);
			await expect(escalate('x', { priority: 0 })).rejects.toThrow(TypeError);
			await expect(escalate('x', { delay: Number.NaN })).rejects.toThrow(TypeError);
			await expect(queues.add('nothing' as never, {} as never, { id: 'x' })).rejects.toThrow(TypeError);
			expect((await queues.counts('escalations')).waiting).toBe(0);
		});

		it('keep one job of an id however often it is added while it waits', async () => {
			await Promise.all(Array.from({ length: 10 }, () => escalate('case 1')));
			await escalate('case 1', { delay: 60_000 });
			expect(await queues.counts('escalations')).toEqual({ waiting: 1, delayed: 0, active: 0, failed: 0 });
		});

		it('run a job again that is added while it is in hand, because the truth may have changed since it was read', async () => {
			let runs = 0;
			const twice = until(() => runs === 2);
			queues.work('escalations', async () => {
				runs += 1;
				if (runs === 1) {
					await escalate('case 1');
					await escalate('case 1');
				}
				twice.look();
			});
			await escalate('case 1');
			await twice.reached;
			await settled(queues, 'escalations');
			expect(runs).toBe(2);
		});

		it('let a job put itself off while it is in hand', async () => {
			const seen: number[] = [];
			const thrice = until(() => seen.length === 3);
			queues.work('timers', async (data, id) => {
				seen.push(Date.now());
				thrice.look();
				if (seen.length < 3) await queues.add('timers', data, { id, delay: 30 });
			});
			await queues.add('timers', { conversation: 'telegram:1', timer: 'kabar' }, { id: 'telegram:1 kabar' });
			await thrice.reached;
			const [first = 0, second = 0, third = 0] = seen;
			expect(Math.min(second - first, third - second)).toBeGreaterThanOrEqual(25);
		});

		it('forget a finished job, so that its id can be used again', async () => {
			for (const _ of [1, 2]) {
				await escalate('case 1');
				expect((await queues.counts('escalations')).waiting).toBe(1);
				await queues.close();
				await ground.open().then((again) => {
					queues = again;
				});
				await collect(queues, 1);
				await settled(queues, 'escalations');
				await queues.close();
				queues = await ground.open();
			}
		});

		it('hold a delayed job back until its time, and wake for it without being asked', async () => {
			const started = Date.now();
			const done = collect(queues, 2);
			await escalate('later', { delay: 150, priority: 1 });
			await escalate('now');
			expect(await done).toEqual(['now', 'later']);
			expect(Date.now() - started).toBeGreaterThanOrEqual(145);
		});

		it('try a failing job again with pauses, five times, then keep it as failed; adding it again starts anew', async () => {
			const tries: number[] = [];
			let broken = true;
			const six = until(() => tries.length === 6);
			const seventh = until(() => tries.length === 7);
			queues.work('escalations', async () => {
				tries.push(Date.now());
				six.look();
				seventh.look();
				if (broken) throw new Error('the desk is away');
			});
			await escalate('case 1');
			await six.reached;
			await until(async () => (await queues.counts('escalations')).failed === 1).reached;
			expect(await queues.counts('escalations')).toEqual({ waiting: 0, delayed: 0, active: 0, failed: 1 });
			const pauses = tries.slice(1).map((at, before) => at - (tries[before] ?? 0));
			expect(pauses.at(-1)).toBeGreaterThan(pauses[0] ?? 0);
			broken = false;
			await escalate('case 1');
			await seventh.reached;
			await settled(queues, 'escalations');
			expect((await queues.counts('escalations')).failed).toBe(0);
		});

		it('take a waiting or a delayed job out, and nothing else', async () => {
			await escalate('telegram:1');
			await escalate('2', { delay: 60_000 });
			expect(await queues.remove('escalations', 'telegram:1')).toBe(true);
			expect(await queues.remove('escalations', 'telegram:1')).toBe(false);
			expect(await queues.remove('escalations', '2')).toBe(true);
			expect(await queues.remove('timers', '2')).toBe(false);
			expect(await queues.counts('escalations')).toEqual({ waiting: 0, delayed: 0, active: 0, failed: 0 });
			let removed: boolean | undefined;
			const asked = until(() => removed !== undefined);
			queues.work('escalations', async () => {
				removed ??= await queues.remove('escalations', 'in hand');
				asked.look();
			});
			await escalate('in hand');
			await asked.reached;
			expect(removed).toBe(false);
		});

		it('repeat a task across restarts, and replace its interval', async () => {
			await queues.every('sweep', 3_600_000);
			await queues.close();
			queues = await ground.open();
			await queues.every('sweep', 40);
			let runs = 0;
			const thrice = until(() => runs >= 3);
			queues.work('housekeeping', async ({ task }) => {
				expect(task).toBe('sweep');
				runs += 1;
				thrice.look();
			});
			await thrice.reached;
			await queues.every('sweep', 3_600_000);
			const { delayed, waiting } = await queues.counts('housekeeping');
			expect(delayed + waiting).toBeLessThanOrEqual(1);
		});

		it('B40: clean away only what is finished', async () => {
			await queues.every('sweep', 3_600_000);
			await queues.add('housekeeping', { task: 'sweep' }, { id: 'in three days', delay: 3 * 24 * 3_600_000 });
			await escalate('in three days', { delay: 3 * 24 * 3_600_000 });
			const done = collect(queues, 30);
			for (let at = 0; at < 30; at++) await escalate(`now ${at}`);
			await done;
			await settled(queues, 'escalations');
			expect(await queues.counts('escalations')).toEqual({ waiting: 0, delayed: 1, active: 0, failed: 0 });
			const repeated = await queues.counts('housekeeping');
			expect(repeated.delayed + repeated.waiting).toBe(2);
		});

		it('never give one job to two workers', async () => {
			const others = [await ground.open(), await ground.open()];
			const runs = new Map<string, number>();
			const all = until(() => [...runs.values()].reduce((sum, times) => sum + times, 0) >= 60);
			for (const worker of [queues, ...others]) {
				worker.work(
					'escalations',
					async ({ case: id }) => {
						runs.set(id, (runs.get(id) ?? 0) + 1);
						all.look();
					},
					{ concurrency: 4 },
				);
			}
			await Promise.all(Array.from({ length: 60 }, (_, at) => escalate(`case ${at}`)));
			await all.reached;
			await settled(queues, 'escalations');
			expect(runs.size).toBe(60);
			expect([...runs.values()].every((times) => times === 1)).toBe(true);
		});

		it('work on as many at once as they are told, and no more', async () => {
			let inHand = 0;
			let most = 0;
			let done = 0;
			const open: (() => void)[] = [];
			const full = until(() => inHand === 3);
			const all = until(() => done === 12);
			queues.work(
				'escalations',
				async () => {
					inHand += 1;
					most = Math.max(most, inHand);
					full.look();
					if (done === 0) await new Promise<void>((resolve) => open.push(resolve));
					inHand -= 1;
					done += 1;
					all.look();
				},
				{ concurrency: 3 },
			);
			for (let at = 0; at < 12; at++) await escalate(`case ${at}`);
			await full.reached;
			for (const finish of open) finish();
			await all.reached;
			expect(most).toBe(3);
		});

		it('B38: finish what is in hand before they close, start nothing new, and leave the rest to the next', async () => {
			let finish: () => void = () => undefined;
			let finished = false;
			let started = false;
			const begun = until(() => started);
			queues.work('escalations', async ({ case: id }) => {
				if (id !== 'in hand') throw new Error('started after closing');
				started = true;
				const held = new Promise<void>((resolve) => {
					finish = resolve;
				});
				begun.look();
				await held;
				finished = true;
			});
			await escalate('in hand', { priority: 1 });
			await escalate('waiting');
			await begun.reached;
			const closing = queues.close();
			let closed = false;
			void closing.then(() => {
				closed = true;
			});
			await new Promise((resolve) => setImmediate(resolve));
			expect(closed).toBe(false);
			finish();
			await closing;
			expect(finished).toBe(true);
			const next = await ground.open();
			expect(await next.counts('escalations')).toEqual({ waiting: 1, delayed: 0, active: 0, failed: 0 });
			expect(await collect(next, 1)).toEqual(['waiting']);
		});

		it('answer while they can be used, and say that they cannot when they are closed', async () => {
			await queues.ping();
			await Promise.all([queues.close(), queues.close()]);
			for (const call of [
				() => escalate('x'),
				() => queues.every('sweep', 1000),
				() => queues.remove('escalations', 'x'),
				() => queues.counts('escalations'),
				() => queues.ping(),
				async () => queues.work('escalations', async () => undefined),
			]) {
				const error = await call().then(
					() => undefined,
					(reason: unknown) => reason,
				);
				expect(error).toBeInstanceOf(HakkuError);
				expect(error).toMatchObject({ code: 'queue.unavailable' });
			}
		});
	});
}

/** Works on escalations until so many came; resolves to their cases in order. */
async function collect(queues: Queues, many: number): Promise<readonly string[]> {
	const seen: string[] = [];
	const all = until(() => seen.length >= many);
	queues.work('escalations', async (data) => {
		seen.push(data.case);
		all.look();
	});
	await all.reached;
	return seen;
}

/** Nothing waits and nothing is in hand any more. */
async function settled(queues: Queues, queue: 'escalations' | 'timers'): Promise<void> {
	await until(async () => {
		const { waiting, active } = await queues.counts(queue);
		return waiting + active === 0;
	}).reached;
}

/** Waits for a condition: looked at whenever somebody says so, and every few milliseconds beside. */
export function until(holds: () => boolean | Promise<boolean>): { reached: Promise<void>; look: () => void } {
	let look: () => void = () => undefined;
	const reached = new Promise<void>((resolve, reject) => {
		const check = async (): Promise<void> => {
			if (!(await holds())) return;
			clearInterval(timer);
			resolve();
		};
		look = () => void check().catch(reject);
		const timer = setInterval(look, 10);
		look();
	});
	return { reached, look };
}
