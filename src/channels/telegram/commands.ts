import type { BotCommand } from 'grammy/types';

/** What Telegram shows when somebody types a slash, and the word that each stands for; every flow knows these words. */
const commands = [
	{ id: ['menu', 'menu', 'Lihat semua pilihan'], en: ['menu', 'menu', 'See all choices'] },
	{ id: ['bantuan', 'bantuan', 'Cara memakai Hakku'], en: ['help', 'help', 'How Hakku works'] },
	{ id: ['petugas', 'petugas', 'Bicara dengan petugas'], en: ['human', 'human', 'Talk with a person'] },
	{ id: ['berhenti', 'berhenti', 'Jangan kirim pesan lagi'], en: ['stop', 'stop', 'Stop writing to me'] },
	{
		id: ['hapus_data', 'hapus data', 'Hapus semua data saya'],
		en: ['delete_data', 'delete my data', 'Delete all my data'],
	},
] as const;

const words = new Map<string, string>(
	commands.flatMap(({ id, en }) => [id, en].map(([command, word]) => [command, word] as const)),
);

/** Every word that a command stands for. */
export const commandWords: readonly string[] = [...words.values()];

/** The list in one language. `/start` is Telegram's own button. */
export function commandList(language: 'id' | 'en'): BotCommand[] {
	const start = { command: 'start', description: language === 'id' ? 'Mulai dari awal' : 'Begin' };
	return [start, ...commands.map((of) => ({ command: of[language][0], description: of[language][2] }))];
}

/** The word of a command (`/petugas`, `/petugas@bot`); null when it is none of ours. */
export function wordOf(text: string): string | null {
	const [, command = ''] = /^\/([a-z_]{1,32})(?:@\w+)?\s*$/i.exec(text) ?? [];
	return words.get(command.toLowerCase()) ?? null;
}
