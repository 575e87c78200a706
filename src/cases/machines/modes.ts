import { allowed, type Machine, refused, type Verdict } from './machine.ts';

/** Who speaks with the person. */
export const conversationModes = ['bot', 'queued', 'human'] as const;
export type ConversationMode = (typeof conversationModes)[number];

/** The bot hands over to the queue and never straight to a human; a human may give back to the queue, or end. */
export const modeMoves: Machine<ConversationMode> = {
	bot: ['queued'],
	queued: ['human', 'bot'],
	human: ['queued', 'bot'],
};

/** What workers call them. */
export const modeNames: Readonly<Record<ConversationMode, string>> = {
	bot: 'dijawab Hakku',
	queued: 'menunggu petugas',
	human: 'dijawab petugas',
};

export function mayChangeMode(from: ConversationMode, to: ConversationMode): Verdict {
	if (modeMoves[from].includes(to)) return allowed;
	if (from === to) return refused(`Percakapan ini sudah ${modeNames[to]}.`);
	return refused(
		'Percakapan ini sedang dijawab Hakku. Petugas baru bisa masuk setelah ada kasus; ambil kasusnya dari antrean.',
	);
}
