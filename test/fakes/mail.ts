import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { SMTPServer } from 'smtp-server';

/** A letter as it came over the line. */
interface Arrived {
	readonly from: string;
	readonly to: readonly string[];
	/** The whole of it, headers first, with its line ends as `\n`. */
	readonly raw: string;
}

/** A mail server on loopback that speaks the whole protocol, keeps what it takes and refuses what it is told to. */
export interface FakeMail {
	readonly port: number;
	readonly arrived: Arrived[];
	/** Mailboxes that are refused, with the answer's code. */
	readonly refused: Map<string, number>;
	/** Answers to the next letters, in order: a code, or 0 to cut the line once the letter was taken. */
	readonly answers: number[];
	/** Its certificate, for `localhost`, as PEM; null where it has none. */
	readonly certificate: string | null;
	close(): Promise<void>;
}

/** @param login - demanded when given. @param tls - `none`: not offered. `start`: STARTTLS is. `first`: from the first byte. */
export async function openFakeMail(
	options: { readonly login?: { user: string; password: string }; readonly tls?: 'none' | 'start' | 'first' } = {},
): Promise<FakeMail> {
	const { login, tls = 'none' } = options;
	const arrived: Arrived[] = [];
	const refused = new Map<string, number>();
	const answers: number[] = [];
	const refusal = (code: number) => Object.assign(new Error('no'), { responseCode: code });
	const own = tls === 'none' ? null : await generate([{ name: 'commonName', value: 'localhost' }], { keyType: 'ec' });
	const server = new SMTPServer({
		...(own !== null && { key: own.private, cert: own.cert }),
		secure: tls === 'first',
		hideSTARTTLS: tls === 'none',
		authOptional: login === undefined,
		allowInsecureAuth: true,
		disableReverseLookup: true,
		logger: false,
		onAuth({ username, password }, _session, done) {
			const right = username === login?.user && password === login?.password;
			if (right) done(null, { user: username });
			else done(refusal(535));
		},
		onRcptTo({ address }, _session, done) {
			const code = refused.get(address);
			done(code === undefined ? null : refusal(code));
		},
		onData(stream, session, done) {
			const parts: Buffer[] = [];
			stream.on('data', (part: Buffer) => parts.push(part));
			stream.on('end', () => {
				const code = answers.shift();
				if (code !== undefined && code > 0) return done(refusal(code));
				const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
				const to = session.envelope.rcptTo.map(({ address }) => address);
				arrived.push({ from, to, raw: Buffer.concat(parts).toString().replaceAll('\r\n', '\n') });
				done(null);
			});
		},
	});
	server.on('error', () => undefined);
	const inner = server.listen(0, '127.0.0.1');
	await once(inner, 'listening');
	return {
		port: (inner.address() as AddressInfo).port,
		arrived,
		refused,
		answers,
		certificate: own?.cert ?? null,
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
}
