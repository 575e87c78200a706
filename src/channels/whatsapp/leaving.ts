import type { WASocket } from '@whiskeysockets/baileys';

/** How long WhatsApp may take to say that it did, in milliseconds. */
const ANSWER = 5_000;

/**
 * Asks WhatsApp to take a linked device off its telephone's list. The library's own `logout` doesn't wait for the answer.
 *
 * @param jid - the device, `62812:3@s.whatsapp.net`.
 * @returns whether WhatsApp says that it did.
 */
export async function leave(socket: WASocket, jid: string): Promise<boolean> {
	const content = [{ tag: 'remove-companion-device', attrs: { jid, reason: 'user_initiated' } }];
	const attrs = { to: 's.whatsapp.net', type: 'set', xmlns: 'md', id: socket.generateMessageTag() };
	return await socket.query({ tag: 'iq', attrs, content }, ANSWER).then(
		() => true,
		() => false,
	);
}
