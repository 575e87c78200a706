import type { Api } from 'grammy';
import type { Logger } from 'pino';
import { failureOf } from '../calls.ts';
import { staffTexts } from './texts.ts';
import { groupTroubles } from './trouble.ts';

/** The staff group as Telegram has it: whether we may do there what we must. */
export interface Group {
	readonly id: string;
	/** Why it does not work, and what to set; null when it does. */
	trouble(): string | null;
	/** Notes what a call found out. A new reason is logged once. */
	found(reason: string | null): void;
	/** Asks Telegram. Never throws: without the group, citizens are still heard. Resolves to whether it works. */
	check(): Promise<boolean>;
	/** Asks Telegram who we are. Never throws. */
	introduce(): Promise<void>;
	/** Our own user name, without @; null while nobody could be asked. */
	botName(): string | null;
}

export function createGroup(api: Api, id: string, log: Pick<Logger, 'info' | 'warn'>): Group {
	let trouble: string | null = null;
	let name: string | null = null;

	function found(reason: string | null): void {
		if (reason === trouble) return;
		trouble = reason;
		if (reason === null) log.info({ channel: 'telegram' }, 'the staff group works');
		else log.warn({ code: 'telegram.staff_group', channel: 'telegram' }, reason);
	}

	async function ask(): Promise<string | null> {
		const me = await api.getMe();
		name = me.username;
		const chat = await api.getChat(id);
		if (chat.type !== 'supergroup' || chat.is_forum !== true) return groupTroubles.forum;
		const member = await api.getChatMember(id, me.id);
		if (member.status === 'left' || member.status === 'kicked') return groupTroubles.away;
		if (member.status !== 'administrator') return groupTroubles.admin;
		if (member.can_manage_topics !== true) return groupTroubles.topics;
		if (!member.can_delete_messages) return groupTroubles.delete;
		const scope = { type: 'chat', chat_id: Number(id) } as const;
		await api.setMyCommands([{ command: 'balas', description: staffTexts.help }], { scope });
		return null;
	}

	return {
		async introduce() {
			name = await api.getMe().then(
				({ username }) => username,
				() => name,
			);
		},
		id,
		found,
		trouble: () => trouble,
		botName: () => name,
		async check() {
			try {
				found(await ask());
			} catch (error) {
				const { kind } = failureOf(error);
				found(kind === 'gone' || kind === 'refused' ? groupTroubles.away : groupTroubles.unreachable);
			}
			return trouble === null;
		},
	};
}
