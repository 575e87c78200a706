import type { Channel, Receive } from '../channel.ts';

/**
 * The channel port of the web chat. Sending is already done when it is asked for: the page shows the transcript of the store,
 * and the signal of the conversation tells open pages to look. Repeating a message changes nothing.
 */
export function createWebChannel(): {
	channel: Channel;
	receive: () => Receive | null;
} {
	let receive: Receive | null = null;
	return {
		channel: {
			name: 'web',
			textLimit: 4_000,
			repeatable: true,
			async start(given) {
				receive = given;
			},
			async send() {
				return { result: 'sent' };
			},
			async stop() {
				receive = null;
			},
		},
		receive: () => receive,
	};
}
