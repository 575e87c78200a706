import type { Failure } from '../documents.ts';
import { NotDelivered } from '../mean.ts';

/** The office's mail server, as SMTP_URL and MAIL_FROM name it. */
export interface MailSettings {
	readonly host: string;
	readonly port: number;
	/** TLS from the first byte; else STARTTLS is demanded, but on this machine. */
	readonly secure: boolean;
	/** Null: without signing in. Never shown. */
	readonly login: { readonly user: string; readonly password: string } | null;
	readonly from: { readonly name: string; readonly address: string };
}

/** One plain letter. Header fields are encoded by the library; line breaks in them are refused here. */
export interface MailLetter {
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	/** Unique; the same for the same letter, so that a mailbox which gets it twice may show it once. */
	readonly id: string;
	readonly urgent: boolean;
}

type Transport = ReturnType<typeof import('nodemailer').createTransport>;

/** How long each step of the conversation with the server may take, in milliseconds. */
const PATIENCE = 15_000;

/** Sends plain letters. @throws NotDelivered */
export type Post = (letter: MailLetter) => Promise<void>;

/** A way to the mail server, over TLS whose certificate is checked. `ca`: whom to believe instead of the usual authorities, for tests. */
export function createPost(settings: MailSettings, ca?: string): Post {
	const { from } = settings;
	let opened: Promise<Transport> | null = null;
	const domain = from.address.split('@')[1] ?? 'localhost';
	return async ({ to, subject, text, id, urgent }) => {
		if (/[\r\n]/u.test(`${to}${subject}${id}`)) throw new NotDelivered('broken', { lasting: true });
		try {
			opened ??= open(settings, ca);
			const transport = await opened;
			await transport.sendMail({
				from,
				to: { name: '', address: to },
				subject,
				text,
				messageId: `<${id}@${domain}>`,
				headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
				...(urgent && { priority: 'high' }),
			});
		} catch (error) {
			throw explained(error);
		}
	};
}

/** Signs in at the mail server and sends nothing; null when that went well. */
export async function tryPost(settings: MailSettings): Promise<Failure | null> {
	const transport = await open(settings);
	try {
		await transport.verify();
		return null;
	} catch (error) {
		return explained(error).failure;
	} finally {
		transport.close();
	}
}

async function open({ host, port, secure, login }: MailSettings, ca?: string): Promise<Transport> {
	const { createTransport } = await import('nodemailer');
	return createTransport({
		...{ host, port, secure },
		requireTLS: !secure && !isThisMachine(host),
		tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(ca !== undefined && { ca }) },
		...(login !== null && { auth: { user: login.user, pass: login.password } }),
		...{ connectionTimeout: PATIENCE, greetingTimeout: PATIENCE, socketTimeout: PATIENCE, dnsTimeout: PATIENCE },
		...{ disableFileAccess: true, disableUrlAccess: true },
	});
}

/** What lies behind an error of the library: its code, and the server's answer. */
function explained(error: unknown): NotDelivered {
	const { code, originalCode, responseCode, response, command } = error as {
		code?: string;
		originalCode?: string;
		responseCode?: number;
		response?: string;
		command?: string;
	};
	if (code === 'EENVELOPE' && command !== 'MAIL FROM' && isNoMailbox(response ?? `${responseCode}`))
		return new NotDelivered('address', { lasting: true, cause: error });
	return new NotDelivered(failureOf(`${code} ${originalCode}`, responseCode ?? 0), { cause: error });
}

/**
 * Whether the server says that there is no such mailbox: by the enhanced code where it gives one (RFC 3463: X.1 address, X.2.1 mailbox
 * closed), else by the plain one (RFC 5321). A refusal of ours for policy (X.7) is not the mailbox's fault.
 */
function isNoMailbox(answer: string): boolean {
	const [, enhanced] = /^5\d\d[ -](5\.\d{1,3}\.\d{1,3})\b/u.exec(answer) ?? [];
	return enhanced === undefined ? /^55[013]\b/u.test(answer) : /^5\.(1\.\d+|2\.1)$/u.test(enhanced);
}

function failureOf(code: string, answered: number): Failure {
	if (/EAUTH/u.test(code)) return 'login';
	if (/ETLS|CERT|SELF_SIGNED|ERR_TLS|UNABLE_TO/u.test(code)) return 'unsafe';
	if (answered >= 400) return 'refused';
	return /ECONN|ETIMEDOUT|EDNS|ESOCKET|ENOTFOUND|EPROTOCOL|EHOST|ENET/u.test(code) ? 'unreachable' : 'broken';
}

function isThisMachine(host: string): boolean {
	return /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/u.test(host);
}
