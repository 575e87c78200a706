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
	/** Mailboxes that are refused, with the answer: `550 5.1.1 no such user`. */
	readonly refused: Map<string, string>;
	/** Answers to the next letters, in order; then all are taken. */
	readonly answers: string[];
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
	const refused = new Map<string, string>();
	const answers: string[] = [];
	const refusal = (answer: string) =>
		Object.assign(new Error(answer.slice(4)), { responseCode: Number(answer.slice(0, 3)) });
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
			else done(refusal('535 no'));
		},
		onRcptTo({ address }, _session, done) {
			const answer = refused.get(address);
			done(answer === undefined ? null : refusal(answer));
		},
		onData(stream, session, done) {
			const parts: Buffer[] = [];
			stream.on('data', (part: Buffer) => parts.push(part));
			stream.on('end', () => {
				const answer = answers.shift();
				if (answer !== undefined) return done(refusal(answer));
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
