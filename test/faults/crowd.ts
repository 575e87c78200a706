import { setTimeout as wait } from 'node:timers/promises';
import type { ChannelName } from '../../src/channels/index.ts';
import type { Lives } from './lives.ts';

/** Somebody who writes, and what they will have written. */
export interface Citizen {
	readonly id: string;
	readonly channel: ChannelName;
	readonly address: string;
	/** All that they write, in order; each text once. */
	readonly texts: readonly string[];
	/** A worker takes their case and answers. */
	readonly helped: boolean;
	/** The worker closes the case then, and the bot is back. */
	readonly closed: boolean;
}

export interface Load {
	/** Citizens at once. */
	readonly citizens: number;
	/** Messages of each, before the last ones that remind and hand over. */
	readonly messages: number;
	/** Milliseconds between two messages of one citizen. */
	readonly pause: number;
	/** Whether some ask for a reminder; default yes. */
	readonly reminders?: boolean;
}

let crowds = 0;

/** Half write on the web, half on Telegram; some want to be reminded, some end with a human, some of those are answered by one. */
export function gather({ citizens, messages, reminders = true }: Load): readonly Citizen[] {
	const crowd = ++crowds;
	return Array.from({ length: citizens }, (_, n) => {
		const channel = n % 2 === 0 ? 'web' : 'telegram';
		const address = `c${crowd}-${n}`;
		const texts = Array.from({ length: messages }, (_, m) => `pesan ${m + 1}`);
		if (reminders && n % 4 > 1) texts.splice(Math.floor(messages / 2), 0, 'ingatkan');
		if (n % 4 < 2) texts.push('petugas');
		return { id: `${channel}:${address}`, channel, address, texts, helped: n % 4 === 0, closed: n % 8 === 0 };
	});
}

/**
 * Lets a citizen write: the next message when the one before was acknowledged, and the same message again, to any process, until
 * it is. That is what a channel, or the page with an unsent message, does. Who speaks changes only when nothing is on its way any
 * more: what the bot has not yet said by then is not said, and that is right. `twice`: to two processes at once.
 */
export async function write(
	citizen: Citizen,
	lives: Lives,
	how: { pause: number; twice: boolean; idle(citizen: Citizen): Promise<boolean> },
): Promise<void> {
	const { pause, twice, idle } = how;
	const allSaid = async () => {
		while (!(await idle(citizen).catch(() => false))) await wait(50);
	};
	const { id, channel, address, texts, helped, closed } = citizen;
	for (const text of texts) {
		const inbound = { channel, address, id: `${id} ${text}`, content: { kind: 'text', text }, sent_at: 0 };
		if (text === 'petugas') await allSaid();
		const once = () => untilDone(lives, 'receive', { inbound });
		await (twice ? Promise.all([once(), once()]) : once());
		if (pause > 0) await wait(Math.random() * 2 * pause);
	}
	if (!helped) return;
	await allSaid();
	const of = `${id}@1`;
	await untilDone(lives, 'claim', { of, user: 'sari' });
	await untilDone(lives, 'reply', { of, user: 'sari', id: 'r1', text: 'Selamat pagi' });
	if (closed) await untilDone(lives, 'close', { of, user: 'sari', closing: { result: 'helped', note: '' } });
}

async function untilDone(lives: Lives, task: string, given: object): Promise<void> {
	for (;;) {
		const life = await lives.any();
		const done = await life.ask(task, given).then(
			() => true,
			() => false,
		);
		if (done) return;
		await wait(20);
	}
}
