import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { shortLived } from '../process.ts';

const script = fileURLToPath(new URL('./life.mjs', import.meta.url));

/** What a process is started with; see life.mjs. */
export interface LifeSettings {
	readonly mongo?: string;
	readonly redis?: string;
	readonly folder?: string;
	readonly template?: string;
	/** The file in which all processes write down what they send. */
	readonly book: string;
	/** Milliseconds after which a reminder falls due. */
	readonly remind: number;
}

/** What a process does beside taking messages in, as `hakku start --role` has it. */
export type Role = 'all' | 'worker' | 'channels';

/** Why a process did not do what it was asked: it died, took too long, or said no. */
class Refused extends Error {
	override readonly name = 'Refused';
}

/** A real process that may be killed. */
export class Life {
	readonly name: string;
	readonly role: Role;
	readonly #child: ChildProcess;
	readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
	readonly #ended: Promise<void>;
	#asked = 0;
	#alive = true;
	#meant = false;
	/** Set when it ended although nobody killed it. */
	fault: string | null = null;

	constructor(name: string, role: Role, settings: LifeSettings) {
		this.name = name;
		this.role = role;
		this.#child = fork(script, [JSON.stringify({ name, role, ...settings })], {
			execArgv: [...shortLived],
			stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
		});
		let said = '';
		this.#child.stderr?.setEncoding('utf8').on('data', (part: string) => {
			said = `${said}${part}`.slice(-2_000);
		});
		this.#child.on('message', (answer: { ask?: number; done?: unknown; failed?: string }) => {
			const waits = this.#waiting.get(answer.ask ?? -1);
			this.#waiting.delete(answer.ask ?? -1);
			if (answer.failed === undefined) waits?.resolve(answer.done);
			else waits?.reject(new Refused(answer.failed));
		});
		// Not `once` of node:events: that one takes a message which could not be handed to the dying process for its end.
		this.#ended = new Promise((resolve) => {
			this.#child.once('exit', (code, signal) => {
				this.#alive = false;
				if (signal !== 'SIGKILL' && !(this.#meant && code === 0))
					this.fault = `${name} ended with ${code ?? signal}: ${said}`;
				for (const { reject } of this.#waiting.values()) reject(new Refused('it died'));
				this.#waiting.clear();
				resolve();
			});
		});
		this.#child.on('error', () => undefined);
	}

	get alive(): boolean {
		return this.#alive;
	}

	async ready(): Promise<this> {
		const said = new Promise((resolve) => this.#child.once('message', resolve));
		await Promise.race([said, this.#ended]);
		return this;
	}

	ask<T = unknown>(task: string, given: object = {}, patience = 5_000): Promise<T> {
		if (!this.#alive || !this.#child.connected) return Promise.reject(new Refused('it is dead'));
		const ask = ++this.#asked;
		return new Promise<T>((resolve, reject) => {
			const late = setTimeout(() => reject(new Refused('too late')), patience);
			const settled =
				<V>(settle: (value: V) => void) =>
				(value: V) => {
					clearTimeout(late);
					settle(value);
				};
			this.#waiting.set(ask, { resolve: settled(resolve as (value: unknown) => void), reject: settled(reject) });
			this.#child.send({ ask, task, ...given }, (error) => {
				if (error) this.#waiting.get(ask)?.reject(new Refused('it is dead'));
			});
		});
	}

	async kill(): Promise<void> {
		this.#child.kill('SIGKILL');
		await this.#ended;
	}

	/** Resolves when it is dead, by whatever. */
	async death(): Promise<void> {
		await this.#ended;
	}

	/** Lets it finish what is in hand. */
	async stop(): Promise<void> {
		this.#meant = true;
		await this.ask('stop', {}, 20_000).catch(() => undefined);
		const late = setTimeout(() => this.#child.kill('SIGTERM'), 20_000);
		await this.#ended;
		clearTimeout(late);
	}
}

/** The processes that serve now; one that dies is replaced by whoever killed it. */
export class Lives {
	readonly all: Life[] = [];
	readonly faults: string[] = [];
	readonly #settings: LifeSettings;
	readonly #coming = new Set<Promise<unknown>>();
	#born = 0;

	constructor(settings: LifeSettings) {
		this.#settings = settings;
	}

	async start(...roles: readonly Role[]): Promise<Life[]> {
		const born = roles.map((role) => new Life(`p${++this.#born}`, role, this.#settings));
		const coming = Promise.all(born.map((one) => one.ready()));
		this.#coming.add(coming);
		await coming;
		this.#coming.delete(coming);
		this.all.push(...born);
		return born;
	}

	/** Resolves when nobody is on the way any more: a process that begins while its servers are away rightly ends at once. */
	async complete(): Promise<void> {
		while (this.#coming.size > 0) await Promise.all(this.#coming);
	}

	/** Any living one, or any of a role; waits while there is none. */
	async any(role?: Role): Promise<Life> {
		for (;;) {
			this.bury();
			const fitting = this.all.filter((life) => role === undefined || life.role === role);
			const one = fitting[Math.floor(Math.random() * fitting.length)];
			if (one !== undefined) return one;
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	}

	/** Takes the dead out, and notes those that nobody killed. */
	bury(): void {
		for (const one of this.all.filter(({ alive }) => !alive)) {
			if (one.fault !== null) this.faults.push(one.fault);
			this.all.splice(this.all.indexOf(one), 1);
		}
	}

	async stop(): Promise<void> {
		await Promise.all(this.all.map((one) => one.stop()));
		this.bury();
	}
}
