import { allowed, type Machine, refused, type Verdict } from './machine.ts';

/** Who speaks with the person. */
export const conversationModes = ['bot', 'queued', 'human'] as const;
export type ConversationMode = (typeof conversationModes)[number];

/**
 * The bot hands over to the queue, never straight to a human; only where it speaks while a case stays open (it accompanies somebody), the
 * worker may step in at any moment. A human may give back to the queue, to the bot, or end.
 */
export const modeMoves: Machine<ConversationMode> = {
	bot: ['queued', 'human'],
	queued: ['human', 'bot'],
	human: ['queued', 'bot'],
};

/** What workers call them. */
export const modeNames: Readonly<Record<ConversationMode, string>> = {
	bot: 'dijawab Hakku',
	queued: 'menunggu petugas',
	human: 'dijawab petugas',
};

/** @param accompanied - the bot speaks while a case stays open. */
export function mayChangeMode(from: ConversationMode, to: ConversationMode, accompanied = false): Verdict {
	if (from === to) return refused(`Percakapan ini sudah ${modeNames[to]}.`);
	if (modeMoves[from].includes(to) && (from !== 'bot' || to !== 'human' || accompanied)) return allowed;
	return refused(
		'Percakapan ini sedang dijawab Hakku. Petugas baru bisa masuk setelah ada kasus; ambil kasusnya dari antrean.',
	);
}
