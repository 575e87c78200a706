import pino, { type Logger } from 'pino';
import pretty from 'pino-pretty';

/**
 * The only fields that a log line may carry; every other one is written as `[hidden]`, because it could hold a person's words, an
 * address or a secret. Add a name here only for something that our own code, a setting or a file of an admin says.
 */
const known: ReadonlySet<string> = new Set([
	'account',
	'after',
	'at',
	'attempt',
	'case',
	'channel',
	'check',
	'code',
	'collection',
	'column',
	'count',
	'effect',
	'error',
	'file',
	'fix',
	'flow',
	'found',
	'kind',
	'line',
	'milliseconds',
	'node',
	'part',
	'port',
	'priority',
	'process',
	'queue',
	'release',
	'result',
	'role',
	'room',
	'setting',
	'signal',
	'task',
	'version',
	'why',
]);

/** Longest text of one field, in UTF-16 units: a name, a place in the code, a sentence for the admin. */
const longest = 500;

/**
 * The log: JSON lines for machines, readable lines in a terminal; to standard error, so that standard output stays data.
 * What a line may hold is decided here and not where it is written: fields of known names with plain values, and one text.
 *
 * @param destination - a file descriptor, or the path of a file.
 */
export function createLog(level: string, format: 'json' | 'pretty', destination: number | string = 2): Logger {
	const stream =
		format === 'json'
			? pino.destination({ dest: destination, sync: true })
			: pretty({ destination, sync: true, ignore: 'time', colorize: destination === 2 && process.stderr.isTTY });
	const log = pino(
		{
			level,
			base: null,
			formatters: { level: (label) => ({ level: label }) },
			timestamp: pino.stdTimeFunctions.isoTime,
			hooks: {
				logMethod([first, second]: readonly unknown[], write) {
					const text = [first, second].find((part) => typeof part === 'string') ?? '';
					if (first instanceof Error) write.apply(this, [safe(traceOf(first)), text]);
					else write.apply(this, [safe(typeof first === 'object' && first !== null ? first : {}), text]);
				},
			},
		},
		stream,
	);
	const { child } = log;
	return Object.assign(log, {
		child(this: Logger, bindings: object) {
			return child.call(this, safe(bindings));
		},
	});
}

function safe(fields: object): Record<string, unknown> {
	const shown: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(fields)) {
		if (value instanceof Error) Object.assign(shown, safe(traceOf(value)));
		else if (value !== undefined)
			shown[known.has(name) ? name : cut(name, 40)] = known.has(name) ? plain(value) : '[hidden]';
	}
	return shown;
}

function plain(value: unknown): unknown {
	if (typeof value === 'string') return cut(value, longest);
	return value === null || typeof value === 'number' || typeof value === 'boolean' ? value : '[hidden]';
}

function cut(text: string, most: number): string {
	return text.length <= most ? text : `${text.slice(0, most)}…`;
}

/** What may be told of an error. */
export interface Trace {
	/** Its class. */
	readonly error: string;
	/** Its code, when it has one. */
	readonly why?: string;
	/** Where in the code it arose. */
	readonly at?: string;
}

/** What may be told of an error: its kind, its code, and where it arose. Its message may hold a person's words. */
export function traceOf(error: unknown): Trace {
	if (!(error instanceof Error)) return { error: typeof error };
	const why = codeOf(error) ?? codeOf(error.cause);
	const [at] = framesOf(error);
	const name = /^[\w$]{1,60}$/.test(error.name) ? error.name : 'Error';
	return { error: name, ...(why !== undefined && { why }), ...(at !== undefined && { at }) };
}

/** Our own codes and those of the system or a database: `store.unavailable`, `ECONNREFUSED`, `53100`. */
function codeOf(error: unknown): string | undefined {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	return typeof code === 'string' && /^[A-Za-z0-9_.]{1,40}$/.test(code) ? code : undefined;
}

/** The places in the code that an error came through, without its message: a message can look like a place. */
export function framesOf(error: Error): readonly string[] {
	const stack = error.stack ?? '';
	const begins = stack.indexOf(error.message);
	if (begins === -1) return [];
	return stack
		.slice(begins + error.message.length)
		.split('\n')
		.filter((row) => row.startsWith('    at '))
		.map((row) => row.trim());
}
