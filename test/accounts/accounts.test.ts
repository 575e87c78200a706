import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Accounts, createAccounts } from '../../src/accounts/index.ts';
import { createLease } from '../../src/accounts/lease.ts';
import type { Channel } from '../../src/channels/index.ts';
import { HakkuError } from '../../src/errors.ts';
import { LocalSignals } from '../../src/queues/signals.ts';
import { faultyStore } from '../conversation/stores.ts';
import { HandClock, NotebookChannel, notedLog } from '../conversation/surroundings.ts';
import { openEmbedded } from '../embedded.ts';

let real: Awaited<ReturnType<typeof openEmbedded>>;
beforeAll(async () => {
	real = await openEmbedded();
});
afterAll(() => real.close());

let steady: HandClock;
let wall: HandClock;
let account = 0;
beforeEach(() => {
	steady = new HandClock();
	wall = new HandClock();
	account++;
});

const term = 15_000;

/** One process that wants the account of this test. */
function process(owner: string, more: { alone?: boolean; store?: typeof real.store } = {}) {
	return createLease({
		store: more.store ?? real.store,
		account: `telegram ${account}`,
		owner,
		clock: wall.read,
		steady: steady.read,
		term,
		alone: more.alone ?? false,
	});
}

function pass(milliseconds: number): void {
	steady.forward(milliseconds);
	wall.forward(milliseconds);
}

describe('the lease of a channel account', () => {
	it('is one process’s, however many ask at once', async () => {
		const all = Array.from({ length: 10 }, (_, at) => process(`p${at}`));
		const won = await Promise.all(all.map((one) => one.acquire()));
		expect(won.filter(Boolean)).toHaveLength(1);
		expect(all.map((one) => one.held())).toEqual(won);
	});

	it('stays with an owner that renews it', async () => {
		const [one, two] = [process('one'), process('two')];
		await one.acquire();
		for (let round = 0; round < 10; round++) {
			expect(await two.acquire()).toBe(false);
			pass(term / 3);
			expect(await one.renew()).toBe(true);
		}
		expect([one.held(), two.held()]).toEqual([true, false]);
	});

	it('is taken over from a dead owner after one term, under a higher epoch, and the dead one knows if it wakes up', async () => {
		const [one, two] = [process('one'), process('two')];
		await one.acquire();
		expect(await two.acquire()).toBe(false);
		pass(term - 1);
		expect(await two.acquire()).toBe(false);
		expect(one.held(), 'it stopped before the other could begin').toBe(false);
		pass(1);
		expect(await two.acquire()).toBe(true);
		expect(two.epoch).toBe(2);
		expect(await one.renew()).toBe(false);
		expect([one.held(), two.held()]).toEqual([false, true]);
	});

	it('is not taken from a living owner by a process whose clock is hours ahead', async () => {
		const [one, two] = [process('one'), process('two')];
		await one.acquire();
		await two.acquire();
		wall.forward(5 * 3_600_000);
		steady.forward(1_000);
		expect(await two.acquire()).toBe(false);
	});

	it('is not trusted by an owner whose machine slept, until it is renewed', async () => {
		const one = process('one');
		await one.acquire();
		wall.forward(3_600_000);
		expect(one.held()).toBe(false);
		expect(await one.renew()).toBe(true);
		expect(one.held()).toBe(true);
	});

	it('is free at once when it was given back', async () => {
		const [one, two] = [process('one'), process('two')];
		await one.acquire();
		await one.release();
		expect(one.held()).toBe(false);
		expect(await two.acquire()).toBe(true);
		expect(two.epoch).toBe(2);
	});

	it('is kept when the answer to a renewal was lost', async () => {
		let lost = false;
		const store = new Proxy(real.store, {
			get: (target, property) =>
				property !== 'replace'
					? Reflect.get(target, property).bind(target)
					: async (...given: Parameters<typeof target.replace>) => {
							const done = await target.replace(...given);
							if (lost) throw new HakkuError('store.unavailable', 'the cable is cut');
							return done;
						},
		});
		const one = process('one', { store });
		await one.acquire();
		lost = true;
		await expect(one.renew()).rejects.toThrow('cable');
		lost = false;
		pass(1_000);
		expect(await one.renew()).toBe(true);
	});

	it('is taken at once where no other process can be', async () => {
		await process('before').acquire();
		expect(await process('after', { alone: true }).acquire()).toBe(true);
	});
});

describe('an account', () => {
	const open: Accounts[] = [];
	const speaking: string[] = [];

	function keeper(name: string, store: typeof real.store, signals: LocalSignals, pace = { term: 300, retry: 60_000 }) {
		const accounts = createAccounts({
			...{ store, signals, owner: name, alone: false, log: notedLog().log, pace },
			clock: Date.now,
			steady: () => performance.now(),
			async begin() {
				speaking.push(name);
			},
			async end() {
				speaking.splice(speaking.indexOf(name), 1);
			},
		});
		open.push(accounts);
		return accounts;
	}

	async function until(true_: () => boolean): Promise<void> {
		const ends = performance.now() + 10_000;
		while (!true_()) {
			if (performance.now() > ends) throw new Error(`not so: ${speaking.join(' ')}`);
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
	}

	const telegram = () => ({ name: 'telegram' as const, open: (): Channel => new NotebookChannel('telegram', false) });

	it('passes at once to the next process when its own stops, and is left when the store is away', async () => {
		const signals = new LocalSignals();
		const first = faultyStore(real.store);
		const one = keeper('one', first.store, signals);
		one.keep(telegram());
		await until(() => speaking.join() === 'one');
		const two = keeper('two', real.store, signals);
		two.keep(telegram());

		await one.close();
		await until(() => speaking.join() === 'two');
		const three = keeper('three', first.store, signals);
		three.keep(telegram());
		await two.close();
		await until(() => speaking.join() === 'three');

		first.away = true;
		await until(() => speaking.join() === '');
		const four = keeper('four', real.store, signals);
		four.keep(telegram());
		await until(() => speaking.join() === 'four');
		first.away = false;
		await Promise.all([three.close(), four.close()]);
		expect(speaking).toEqual([]);
	});

	it('whose channel does not start is given back for another process to try', async () => {
		const signals = new LocalSignals();
		const one = keeper('bad', real.store, signals);
		const opened: string[] = [];
		one.keep({
			name: 'whatsapp',
			open() {
				opened.push('bad');
				throw new Error('401');
			},
		});
		await until(() => opened.length === 1);
		const two = keeper('good', real.store, signals);
		two.keep({ name: 'whatsapp', open: () => new NotebookChannel('whatsapp', true) });
		await until(() => speaking.join() === 'good');
		await Promise.all([one.close(), two.close()]);
		expect(opened).toEqual(['bad']);
	});
});
