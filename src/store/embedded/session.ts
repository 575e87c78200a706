import { type PGlite, protocol } from '@electric-sql/pglite';
import type { DiskRoom } from './room.ts';
import { statementsBetween, tidyUp } from './upkeep.ts';

/** What a statement gave back: its rows as objects, and how many rows it returned or changed. */
export interface Answer {
	readonly rows: readonly Readonly<Record<string, unknown>>[];
	readonly count: number;
}

/** Runs statements while nobody else can. */
export interface Turn {
	run(text: string, values?: readonly unknown[]): Promise<Answer>;
}

interface Prepared {
	readonly name: string;
	readonly parameters: readonly number[];
	readonly columns: readonly Column[];
}

interface Column {
	readonly name: string;
	readonly dataTypeID: number;
}

type Messages = Awaited<ReturnType<PGlite['execProtocolStream']>>;

const { serialize } = protocol;

/**
 * The one session of an embedded PostgreSQL, shared by the store and the queues: statements run one after the other, and
 * nobody comes between the statements of an {@link Session.exclusive} turn.
 *
 * Every statement with values is prepared once and then costs a single pass through the server (bind, execute, sync):
 * a quarter of what a fresh parse costs each time.
 */
export class Session implements Turn {
	readonly #database: PGlite;
	readonly #room: DiskRoom | undefined;
	readonly #prepared = new Map<string, Prepared>();
	#last: Promise<unknown> = Promise.resolve();
	#statements = 0;

	/** @param room - watches the disk; left out when everything is in memory. */
	constructor(database: PGlite, room?: DiskRoom) {
		this.#database = database;
		this.#room = room;
	}

	/**
	 * Runs one statement. Without `values` the text may hold several statements; the answer is then the last one's.
	 *
	 * @throws whatever the database says, with its SQLSTATE in `code`.
	 */
	run(text: string, values?: readonly unknown[]): Promise<Answer> {
		const answer = this.#next(() => {
			this.#room?.claim(sizeOf(values));
			return this.#run(text, values);
		});
		this.#statements += 1;
		if (this.#statements % statementsBetween === 0) this.#tidyUp();
		return answer;
	}

	/** Runs one statement that only reads: that works on a full disk, too. */
	read(text: string, values: readonly unknown[]): Promise<Answer> {
		return this.#next(() => this.#run(text, values));
	}

	/** Gives `work` the session until it settles: for transactions. */
	exclusive<T>(work: (turn: Turn) => Promise<T>): Promise<T> {
		return this.#next(() => work({ run: (text, values) => this.#run(text, values) }));
	}

	/** Calls `heard` for every NOTIFY on a channel that this session listens to. */
	onNotification(heard: (channel: string, payload: string) => void): () => void {
		return this.#database.onNotification(heard);
	}

	/** Waits for what was asked before, then stops the database. */
	close(): Promise<void> {
		return this.#next(() => this.#database.close());
	}

	/** Whatever keeps this from succeeding (a full disk) will keep the next statement from it too, and that one tells its caller. */
	#tidyUp(): void {
		void this.exclusive(tidyUp).catch(() => undefined);
	}

	#next<T>(work: () => Promise<T>): Promise<T> {
		const result = this.#last.then(work);
		this.#last = result.catch(() => undefined);
		return result;
	}

	async #run(text: string, values: readonly unknown[] | undefined): Promise<Answer> {
		if (values === undefined) return simpleAnswer(await this.#send(serialize.query(text)), this.#database.parsers);
		const statement = this.#prepared.get(text) ?? (await this.#prepare(text));
		const bound = values.map((value, at) => this.#parameter(value, statement.parameters[at] ?? 0));
		const messages = await this.#send(
			Buffer.concat([
				serialize.bind({ statement: statement.name, values: bound }),
				serialize.execute({}),
				serialize.sync(),
			]),
		);
		return answer(messages, statement.columns, this.#database.parsers);
	}

	async #prepare(text: string): Promise<Prepared> {
		const name = `s${this.#prepared.size}`;
		const messages = await this.#send(
			Buffer.concat([serialize.parse({ name, text }), serialize.describe({ type: 'S', name }), serialize.sync()]),
		);
		const prepared = { name, parameters: parameterTypes(messages), columns: columns(messages) };
		this.#prepared.set(text, prepared);
		return prepared;
	}

	#send(message: Uint8Array): Promise<Messages> {
		return this.#database.execProtocolStream(message, { syncToFs: false });
	}

	#parameter(value: unknown, type: number): string | null {
		if (value === null || value === undefined) return null;
		return this.#database.serializers[type]?.(value) ?? String(value);
	}
}

function sizeOf(values: readonly unknown[] = []): number {
	return values.flat().reduce((sum: number, value) => sum + (typeof value === 'string' ? value.length : 8), 0);
}

function simpleAnswer(messages: Messages, parsers: PGlite['parsers']): Answer {
	const starts = messages.flatMap(({ name }, at) => (name === 'rowDescription' ? [at] : []));
	const last = messages.slice(starts.at(-1) ?? 0);
	return answer(last, columns(last), parsers);
}

function answer(messages: Messages, named: readonly Column[], parsers: PGlite['parsers']): Answer {
	const rows: Record<string, unknown>[] = [];
	let count = 0;
	for (const message of messages) {
		if (isDataRow(message)) {
			rows.push(
				Object.fromEntries(
					named.map(({ name, dataTypeID }, at) => {
						const value = message.fields[at] ?? null;
						return [name, value === null ? null : (parsers[dataTypeID]?.(value, dataTypeID) ?? value)];
					}),
				),
			);
		} else if (isComplete(message)) {
			count = Number(/\d+$/.exec(message.text)?.[0] ?? 0);
		}
	}
	return { rows, count };
}

function columns(messages: Messages): readonly Column[] {
	return messages.find(isRowDescription)?.fields ?? [];
}

function parameterTypes(messages: Messages): readonly number[] {
	return messages.find(isParameterDescription)?.dataTypeIDs ?? [];
}

type Message = Messages[number];

function isDataRow(message: Message): message is Message & { fields: readonly (string | null)[] } {
	return message.name === 'dataRow';
}

function isComplete(message: Message): message is Message & { text: string } {
	return message.name === 'commandComplete';
}

function isRowDescription(message: Message): message is Message & { fields: readonly Column[] } {
	return message.name === 'rowDescription';
}

function isParameterDescription(message: Message): message is Message & { dataTypeIDs: readonly number[] } {
	return message.name === 'parameterDescription';
}
