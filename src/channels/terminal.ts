import type { Channel, Outbound, Receive } from './channel.ts';

/** What a terminal shows and who is told when a message is to be sent. */
export interface Terminal {
	show(message: Outbound): void;
	/** Keeps a file and gives the path at which it can be opened. */
	save(name: string, bytes: Uint8Array): Promise<string>;
}

/** The channel of `hakku chat`: what Hakku says is shown, what is typed is received. Choices are numbered by whoever shows them. */
export function createTerminal(terminal: Terminal): Channel {
	return {
		name: 'terminal',
		textLimit: 10_000,
		repeatable: true,
		sendsDocuments: true,
		async start(_receive: Receive) {},
		async send(message) {
			terminal.show({ ...message, text: await withFile(message, terminal) });
			return { result: 'sent' };
		},
		async stop() {},
	};
}

/** The text, and where the file that goes with it was saved. */
async function withFile({ text, document }: Outbound, terminal: Terminal): Promise<string> {
	if (document === undefined) return text;
	const bytes = await document.make();
	return bytes === null ? document.instead : `${text}\n${await terminal.save(document.name, bytes)}`;
}
