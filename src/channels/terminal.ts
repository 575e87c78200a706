import type { Channel, Outbound, Receive } from './channel.ts';

/** What a terminal shows and who is told when a message is to be sent. */
export interface Terminal {
	show(message: Outbound): void;
}

/** The channel of `hakku chat`: what Hakku says is shown, what is typed is received. Choices are numbered by whoever shows them. */
export function createTerminal(terminal: Terminal): Channel {
	return {
		name: 'terminal',
		textLimit: 10_000,
		repeatable: true,
		async start(_receive: Receive) {},
		async send(message) {
			terminal.show(message);
			return { result: 'sent' };
		},
		async stop() {},
	};
}
