import pino, { type Logger } from 'pino';
import pretty from 'pino-pretty';

/** Names that must never be written out, wherever they stand in a log line. */
const secrets = [
	'text',
	'words',
	'token',
	'password',
	'key',
	'secret',
	'cookie',
	'authorization',
	'phone',
	'content',
	'facts',
];

/** The log: JSON lines for machines, readable lines in a terminal; to standard error, so that standard output stays data. */
export function createLog(level: string, format: 'json' | 'pretty'): Logger {
	const options = {
		level,
		base: null,
		redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
		formatters: { level: (label: string) => ({ level: label }) },
		timestamp: pino.stdTimeFunctions.isoTime,
	};
	const stream =
		format === 'json'
			? pino.destination({ dest: 2, sync: true })
			: pretty({ destination: 2, sync: true, ignore: 'time', colorize: process.stderr.isTTY });
	return pino(options, stream);
}
