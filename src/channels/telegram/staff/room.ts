import type { Message, Update } from 'grammy/types';
import type { Logger } from 'pino';
import type { Mean } from '../../../alerts/index.ts';
import type { Cases, Sight } from '../../../cases/index.ts';
import type { Conversations, Handover } from '../../../conversation/index.ts';
import type { Knowledge } from '../../../knowledge/index.ts';
import { traceOf } from '../../../log.ts';
import type { Queues } from '../../../queues/index.ts';
import type { Service } from '../../../service/index.ts';
import type { Store } from '../../../store/index.ts';
import { createCalls } from '../calls.ts';
import type { StaffAccounts } from './accounts.ts';
import { createButtons } from './buttons.ts';
import { createCarrier } from './carrying.ts';
import { createGroup } from './group.ts';
import { createHearing } from './hearing.ts';
import { createKeepingUp } from './keeping-up.ts';
import { createLinking, linkCode } from './linking.ts';
import { telegramMean } from './mean.ts';
import { createSweeping } from './sweeping.ts';
import { createTelling } from './telling.ts';
import { createWhispering } from './whispering.ts';

export interface StaffParts {
	readonly token: string;
	/** A Bot API server of one's own; null: Telegram's. */
	readonly root: string | null;
	/** The staff group; null: workers can link their Telegram, and there is no group. */
	readonly group: string | null;
	readonly store: Store;
	readonly queues: Pick<Queues, 'add' | 'work'>;
	readonly cases: Pick<Cases, 'get' | 'note' | 'seen' | 'snooze'>;
	readonly handover: Pick<Handover, 'claim' | 'reply' | 'close'>;
	readonly conversations: Pick<Conversations, 'transcript'>;
	readonly knowledge: () => Knowledge;
	readonly service: () => Service;
	/** Who may see which case: the desk's own rule. */
	readonly sight: Pick<Sight, 'again'>;
	readonly accounts: StaffAccounts;
	readonly publicUrl: string | null;
	readonly clock: () => number;
	readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
}

/** Milliseconds between looks for topics that are behind, and between questions whether the group still lets us. */
const SWEEP = 60_000;
const CHECK = 10 * 60_000;

/** Workers on Telegram. */
export interface StaffRoom {
	/**
	 * Whether an update is the workers' affair; then it is durable once this resolves. What is said in the staff group never is a citizen's.
	 */
	take(update: Update): Promise<boolean>;
	/** Starts what the queue wakes. */
	work(): { sweep(): Promise<void>; stop(): void };
	/** Asks Telegram whether the group works. */
	check(): Promise<boolean>;
	/** Why the staff group does not work, and what to set; null when it does or there is none. */
	trouble(): string | null;
	/** The bot's user name, for links to it; null while Telegram cannot be asked. */
	botName(): Promise<string | null>;
	/** How workers are alerted in their private chat with the bot. */
	readonly mean: Mean;
}

export function createStaffRoom(parts: StaffParts): StaffRoom {
	const { store, queues, log, clock, accounts, token, root } = parts;
	const { api } = createCalls(token, root);
	const whispering = createWhispering(api, log, clock);
	const group = createGroup(api, parts.group ?? '', log);
	const link = createLinking({ api, accounts, whispering, clock, group: parts.group !== null });

	function touched(id: string): void {
		queues
			.add('topics', { case: id }, { id })
			.catch((error: unknown) =>
				log.warn({ code: 'topic.late', ...traceOf(error) }, 'the queue took no job; the sweeper will do its work'),
			);
	}

	const carrier = createCarrier({ api, store, group, log, clock, touched });
	const keepingUp = createKeepingUp({ ...parts, group, carrier });
	const hearing = createHearing({ ...parts, group, whispering, touched });
	const tapped = createButtons({ ...parts, api, group, keepingUp, whispering });
	const behind = createSweeping(store);
	const isOurs = (chat: Message['chat'] | undefined) => parts.group !== null && String(chat?.id) === parts.group;

	async function sweep(): Promise<void> {
		for (const id of await behind()) await queues.add('topics', { case: id }, { id });
	}

	async function check(): Promise<boolean> {
		if (parts.group === null) return true;
		const before = group.trouble();
		const works = await group.check();
		if (works && before !== null) await sweep();
		return works;
	}

	function quietly(work: Promise<unknown>): void {
		work.catch((error: unknown) =>
			log.warn(
				{ code: 'topic.late', ...traceOf(error) },
				'the staff group could not be looked after; it is tried again',
			),
		);
	}

	return {
		check,
		mean: telegramMean(createTelling({ api, accounts, log }), accounts),
		trouble: () => (parts.group === null ? null : group.trouble()),
		async botName() {
			if (group.botName() === null) await group.introduce();
			return group.botName();
		},
		async take({ message, edited_message: edited, callback_query: query, my_chat_member: member }) {
			const code = message === undefined ? null : linkCode(message, accounts);
			if (message !== undefined && code !== null) await link(message, code);
			else if (message !== undefined && isOurs(message.chat)) await hearing.said(message);
			else if (edited !== undefined && isOurs(edited.chat)) await hearing.edited(edited);
			else if (query !== undefined && isOurs(query.message?.chat)) await tapped(query);
			else if (member !== undefined && isOurs(member.chat)) quietly(check());
			else return false;
			return true;
		},
		work() {
			if (parts.group === null) return { sweep: async () => undefined, stop: () => undefined };
			queues.work('topics', ({ case: id }) => keepingUp.work(id), { concurrency: 3 });
			const timers = [setInterval(() => quietly(sweep()), SWEEP), setInterval(() => quietly(check()), CHECK)];
			for (const timer of timers) timer.unref();
			quietly(check().then(() => sweep()));
			return {
				sweep,
				stop() {
					for (const timer of timers) clearInterval(timer);
				},
			};
		},
	};
}
