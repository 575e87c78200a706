import type { Logger } from 'pino';
import type { Channel } from '../channels/index.ts';
import { traceOf } from '../log.ts';
import type { Signals } from '../queues/index.ts';
import { type Account, underLease } from './holding.ts';
import { createLease, type Lease, type LeaseSettings } from './lease.ts';
import { createPause, type Pause } from './pause.ts';

/** Milliseconds. A dead owner's account is silent for at most `term` and a look; `retry`: after a channel that did not start. */
interface Pace {
	readonly term: number;
	readonly retry: number;
}

const usualPace: Pace = { term: 15_000, retry: 30_000 };

export interface AccountsParts extends Pick<LeaseSettings, 'store' | 'owner' | 'clock' | 'steady' | 'alone'> {
	readonly signals: Signals;
	readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
	/** The account is this process's: connect it. */
	begin(channel: Channel): Promise<void>;
	/** It is no longer: disconnect it, whether or not it was wholly connected. */
	end(channel: Channel): Promise<void>;
	readonly pace?: Partial<Pace>;
}

export interface Accounts {
	/** From now on this process speaks on the account whenever nobody else does. */
	keep(account: Account): void;
	/** Disconnects every account and gives its lease back. */
	close(): Promise<void>;
}

/** Tells the other processes that an account became free. */
const FREE = 'accounts';

export function createAccounts(parts: AccountsParts): Accounts {
	const { signals, log, begin, end } = parts;
	const pace = { ...usualPace, ...parts.pace };
	/** How often the owner renews and the others look. */
	const every = pace.term / 3;
	const running: { readonly pause: Pause; readonly done: Promise<void> }[] = [];
	let stopping = false;

	async function renewed(lease: Lease): Promise<boolean> {
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<never>((_, reject) => {
			timer = setTimeout(() => reject(new Error('late')), every);
		});
		try {
			return await Promise.race([lease.renew(), late]);
		} catch {
			return lease.held();
		} finally {
			clearTimeout(timer);
		}
	}

	/** Speaks on the account until the lease is lost or the process stops. False when its channel did not start. */
	async function hold({ name, open }: Account, lease: Lease, pause: Pause): Promise<boolean> {
		let channel: Channel | undefined;
		try {
			channel = underLease(await open(lease), lease);
			await begin(channel);
			log.info({ account: name }, 'this process speaks on the account now');
			while (!stopping) {
				await pause.wait(every);
				if (!stopping && !(await renewed(lease))) {
					log.warn({ account: name }, 'the account was lost to another process, or the store is away');
					break;
				}
			}
			return true;
		} catch (error) {
			log.error({ code: 'account.failed', account: name, ...traceOf(error) }, 'the account could not be connected');
			return false;
		} finally {
			if (channel !== undefined) await settled(end(channel), name);
			await settled(lease.release(), name);
			signals.publish(FREE);
		}
	}

	async function settled(work: Promise<void>, account: string): Promise<void> {
		try {
			await work;
		} catch (error) {
			log.warn({ account, ...traceOf(error) }, 'the account was not let go of in order; it becomes free by itself');
		}
	}

	/** One look at the lease. A signal that it became free ends the wait for the next look. */
	async function look(lease: Lease, pause: Pause): Promise<boolean> {
		if (await lease.acquire().catch(() => false)) return true;
		const deaf = signals.subscribe(FREE, () => pause.wake());
		await pause.wait(every);
		deaf();
		return false;
	}

	async function run(account: Account, pause: Pause): Promise<void> {
		const lease = createLease({ ...parts, account: account.name, term: pace.term });
		while (!stopping) {
			if (!(await look(lease, pause)) || stopping) continue;
			const connected = await hold(account, lease, pause);
			if (!connected && !stopping) await pause.wait(pace.retry);
		}
		await settled(lease.release(), account.name);
	}

	return {
		keep(account) {
			const pause = createPause();
			running.push({ pause, done: run(account, pause) });
		},
		async close() {
			stopping = true;
			for (const { pause } of running) pause.wake();
			await Promise.all(running.map(({ done }) => done));
		},
	};
}
