import { type Failure, tryPost } from '../../alerts/index.ts';
import type { Config } from '../../config.ts';
import { type Found, ill, well } from './check.ts';

const fixes: Readonly<Record<Failure, string>> = {
	login: 'Check user and password in SMTP_URL; write @ : / in the password as %40 %3A %2F.',
	unsafe: 'Use the name that stands in the server’s certificate, smtps:// or a server that offers STARTTLS.',
	unreachable: 'Check host and port in SMTP_URL, and that this machine may reach them.',
	refused: 'Ask whoever runs the mail server why it refuses this machine.',
	address: 'Check MAIL_FROM.',
	device: 'Check SMTP_URL.',
	broken: 'Check SMTP_URL.',
};

/** Signs in at the mail server, sends nothing. */
export async function checkMail(mail: NonNullable<Config['mail']>): Promise<Found> {
	const { host, port } = mail;
	const failure = await tryPost(mail);
	if (failure === null) return well('mail', `${host}:${port} takes letters from ${mail.from.address}`);
	return ill('mail', `The mail server ${host}:${port} does not do: ${failure}.`, fixes[failure]);
}
