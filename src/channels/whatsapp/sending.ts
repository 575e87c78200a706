import type { BinaryNode, proto, WASocket } from '@whiskeysockets/baileys';
import type { Delivery } from '../channel.ts';
import type { Connection } from './connection.ts';
import { nextTurn, type Pace, typingTime } from './pacing.ts';

/** How long WhatsApp may take to say that it has a message, in milliseconds. The same id is sent again afterwards, which is harmless. */
const CONFIRMED = 20_000;

/** Codes with which WhatsApp refuses a message because of who we are: to whom it was, nothing more is sent until they write. */
const restricting = new Set(['463']);

/** Codes that pass by themselves once keys or devices were looked up anew. */
const passing = new Set(['479', '500', '503']);

export type Sent = Delivery | { readonly result: 'restricted' };

export interface Sender {
	send(
		connection: Pick<Connection, 'socket' | 'ended' | 'during'>,
		to: { readonly jid: string; readonly id: string; readonly text: string },
		message: proto.IMessage | ((socket: WASocket) => Promise<proto.IMessage>),
	): Promise<Sent>;
}

export interface SenderParts {
	readonly pace: Pace;
	readonly clock: () => number;
	/** From 0 to 1. */
	readonly chance: () => number;
	wait(milliseconds: number): Promise<void>;
}

/** Sends the messages of one number: paced, with "typing" before each, and done only when WhatsApp says so. */
export function createSender({ pace, clock, chance, wait }: SenderParts): Sender {
	/** When the last message that was promised a turn leaves. */
	let last = 0;

	/** "Typing" is courtesy: that it could not be shown holds nothing up. */
	async function typing(socket: WASocket, jid: string, state: 'composing' | 'paused'): Promise<void> {
		await socket.sendPresenceUpdate(state, jid).catch(() => undefined);
	}

	return {
		async send({ socket, ended, during }, { jid, id, text }, message) {
			const pause = typingTime(text, pace, chance());
			if (pause > 0) {
				await typing(socket, jid, 'composing');
				await wait(pause);
				await typing(socket, jid, 'paused');
			}
			const now = clock();
			last = nextTurn(last, now, pace, chance());
			if (last > now) await wait(last - now);
			if (!socket.ws.isOpen) return away;
			const heard = confirmation(socket, id, ended);
			try {
				const content = typeof message === 'function' ? await message(socket) : message;
				await during(socket.relayMessage(jid, content, { messageId: id }));
				return outcome(await heard.answer);
			} catch (error) {
				if (socket.ws.isOpen) throw error;
				return away;
			} finally {
				heard.stop();
			}
		},
	};
}

const away: Sent = { result: 'later', after: 0, reason: 'the connection went away' };

function outcome(answer: BinaryNode | null): Sent {
	if (answer === null) return { result: 'later', after: 0, reason: 'WhatsApp did not confirm in time' };
	const { error } = answer.attrs;
	if (error === undefined) return { result: 'sent' };
	if (restricting.has(error)) return { result: 'restricted' };
	const reason = `WhatsApp refused with ${/^\d{1,4}$/.test(error) ? error : 'an error'}`;
	return passing.has(error) ? { result: 'later', after: 30_000, reason } : { result: 'refused', reason };
}

/** Listens for what WhatsApp answers to a message: from before it is sent, and never after. Null when nothing comes, or the line goes. */
function confirmation(
	socket: WASocket,
	id: string,
	ended: Promise<unknown>,
): { answer: Promise<BinaryNode | null>; stop(): void } {
	const topic = `TAG:${id}`;
	let stop: () => void = () => {};
	const answer = new Promise<BinaryNode | null>((resolve) => {
		const heard = (node: BinaryNode) => {
			if (node.tag === 'ack') resolve(node);
		};
		const gone = () => resolve(null);
		const timer = setTimeout(gone, CONFIRMED);
		socket.ws.on(topic, heard);
		void ended.then(gone);
		stop = () => {
			clearTimeout(timer);
			socket.ws.off(topic, heard);
			resolve(null);
		};
	});
	return { answer, stop };
}
