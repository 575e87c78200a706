import { EventEmitter } from 'node:events';
import type { PgNotification, PgPool, PgPoolClient, PgQueryResult } from 'bullmq';

/** What a statement gave back. */
interface Answer {
	readonly rows: readonly Readonly<Record<string, unknown>>[];
	readonly count: number;
}

interface Turn {
	run(text: string, values?: readonly unknown[]): Promise<Answer>;
}

/** What the queues need of the one session of the embedded database; the store opens it and shares it. */
export interface SharedSession extends Turn {
	exclusive<T>(work: (turn: Turn) => Promise<T>): Promise<T>;
	onNotification(heard: (channel: string, payload: string) => void): () => void;
}

/**
 * The embedded database's one session in the shape of the pool of connections that BullMQ expects. Every "connection" is
 * the same session; one that says BEGIN keeps the others, and the store, out until it says COMMIT or ROLLBACK.
 */
export class SessionPool extends EventEmitter implements PgPool {
	readonly #session: SharedSession;

	constructor(session: SharedSession) {
		super();
		// Each queue and each worker listens for errors; Node warns at the eleventh.
		this.setMaxListeners(100);
		this.#session = session;
	}

	async connect(): Promise<PgPoolClient> {
		return new SessionClient(this.#session);
	}

	// BullMQ's type lets the caller say what a row is.
	// biome-ignore lint/suspicious/noExplicitAny: the default of the interface that this implements
	async query<R = any>(text: string, values?: readonly unknown[]): Promise<PgQueryResult<R>> {
		return asResult<R>(await this.#session.run(text, values));
	}

	/** The session belongs to whoever opened the database. */
	async end(): Promise<void> {}
}

class SessionClient extends EventEmitter implements PgPoolClient {
	readonly #session: SharedSession;
	readonly #deaf: () => void;
	#transaction: { turn: Turn; end: () => void } | undefined;

	constructor(session: SharedSession) {
		super();
		this.#session = session;
		this.#deaf = session.onNotification((channel, payload) =>
			this.emit('notification', { channel, payload } satisfies PgNotification),
		);
	}

	// biome-ignore lint/suspicious/noExplicitAny: the default of the interface that this implements
	async query<R = any>(text: string, values?: readonly unknown[]): Promise<PgQueryResult<R>> {
		if (text === 'BEGIN') this.#transaction ??= await this.#begin();
		try {
			return asResult<R>(await (this.#transaction?.turn ?? this.#session).run(text, values));
		} finally {
			if (text === 'COMMIT' || text === 'ROLLBACK') this.#end();
		}
	}

	release(): void {
		this.#deaf();
		if (this.#transaction !== undefined) void this.query('ROLLBACK').catch(() => undefined);
	}

	#begin(): Promise<{ turn: Turn; end: () => void }> {
		return new Promise((begun, refused) => {
			this.#session.exclusive((turn) => new Promise<void>((end) => begun({ turn, end }))).catch(refused);
		});
	}

	#end(): void {
		this.#transaction?.end();
		this.#transaction = undefined;
	}
}

function asResult<R>({ rows, count }: Answer): PgQueryResult<R> {
	return { rows: rows as unknown as R[], rowCount: count };
}
