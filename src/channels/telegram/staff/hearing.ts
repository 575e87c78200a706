import type { Message } from 'grammy/types';
import { type Cases, isForbidden, type Sight } from '../../../cases/index.ts';
import type { Handover } from '../../../conversation/index.ts';
import type { Store } from '../../../store/index.ts';
import type { TopicDocument } from '../documents.ts';
import type { StaffAccounts, Worker } from './accounts.ts';
import { isBare } from './card.ts';
import type { Group } from './group.ts';
import { markOf } from './marks.ts';
import { staffTexts as texts } from './texts.ts';
import { changeTopic, topicAt } from './topics.ts';
import type { Whispering } from './whispering.ts';

export interface HearingParts {
	readonly store: Store;
	readonly cases: Pick<Cases, 'note' | 'seen'>;
	readonly handover: Pick<Handover, 'reply'>;
	readonly sight: Pick<Sight, 'again'>;
	readonly accounts: StaffAccounts;
	readonly group: Group;
	readonly whispering: Whispering;
	readonly clock: () => number;
	/** A topic has something new to show. */
	touched(id: string): void;
}

/** `/balas teks`, also with the bot's name behind it, as Telegram writes it in groups. */
const command = /^\/([a-z_]{1,32})(?:@(\w+))?(?:\s+([\s\S]*))?$/i;
const replying: ReadonlySet<string> = new Set(['balas', 'reply']);

/** What a message in a topic is. */
type Meant =
	| { readonly is: 'note' | 'reply'; readonly text: string }
	| { readonly is: 'wrong'; readonly why: string }
	| { readonly is: 'nothing' };

/**
 * A message is a note, unless it is a reply to the person's own words or begins with the reply command. Nothing else ever reaches the
 * person, so that a slip of the finger stays among colleagues (B36).
 */
function meaningOf(
	message: Pick<Message, 'text' | 'reply_to_message'>,
	heard: readonly number[],
	bot: string | null,
): Meant {
	const { text, reply_to_message: to } = message;
	const answers = to !== undefined && heard.includes(to.message_id);
	if (text === undefined) return { is: 'wrong', why: texts.onlyText };
	const [whole, name = '', whom, rest = ''] = command.exec(text) ?? [];
	if (whole === undefined) return { is: answers ? 'reply' : 'note', text: text.trim() };
	if (whom !== undefined && bot !== null && whom.toLowerCase() !== bot.toLowerCase()) return { is: 'nothing' };
	if (!replying.has(name.toLowerCase())) return { is: 'wrong', why: texts.unknownCommand };
	return rest.trim() === '' ? { is: 'wrong', why: texts.emptyReply } : { is: 'reply', text: rest.trim() };
}

/** What workers write in the topics of their group. Resolves once it is durable; it may come twice and counts once. */
export function createHearing(parts: HearingParts) {
	const { store, cases, handover, sight, accounts, group, whispering, clock, touched } = parts;

	/** Written down before the reply is, so that the line of the transcript is known as this message. */
	async function expect(topic: TopicDocument, { message_id }: Message, user: string, text: string): Promise<void> {
		const reply = { message: message_id, user, mark: markOf(text), at: clock(), seq: null, shown: null };
		await changeTopic(store, topic._id, (known) =>
			known.replies.some((one) => one.message === message_id)
				? known
				: { ...known, replies: [...known.replies, reply] },
		);
	}

	async function reply(topic: TopicDocument, message: Message, worker: Worker, text: string): Promise<void> {
		const { message_id } = message;
		await expect(topic, message, worker._id, text);
		try {
			const outcome = await handover.reply(topic._id, worker._id, { id: `telegram ${group.id} ${message_id}`, text });
			if (outcome === 'accepted') whispering.react(group.id, message_id, '👀');
			touched(topic._id);
		} catch (error) {
			if (!isForbidden(error)) throw error;
			await changeTopic(store, topic._id, (known) => ({
				...known,
				replies: known.replies.filter((one) => one.message !== message_id || one.seq !== null),
			}));
			whispering.answer(group.id, message_id, texts.notSent(error.message));
		}
	}

	async function note(topic: TopicDocument, { message_id }: Message, worker: Worker, text: string): Promise<void> {
		try {
			await cases.note(topic._id, worker._id, { id: `telegram ${group.id} ${message_id}`, text }, clock());
			whispering.react(group.id, message_id, '✍');
		} catch (error) {
			if (!isForbidden(error)) throw error;
			whispering.answer(group.id, message_id, texts.notSent(error.message));
		}
	}

	function stranger({ message_id, from, sender_chat }: Message): void {
		if (sender_chat !== undefined || from === undefined) whispering.answer(group.id, message_id, texts.anonymous);
		else whispering.explain(group.id, message_id, from.id, texts.stranger, texts.strangerHere);
	}

	async function topicOf({ message_thread_id, is_topic_message }: Message): Promise<TopicDocument | null> {
		if (message_thread_id === undefined || is_topic_message !== true) return null;
		return topicAt(store, group.id, message_thread_id);
	}

	/** Anonymous admins write as the group itself: nobody knows who. */
	async function workerOf({ from, sender_chat }: Message): Promise<Worker | null> {
		return from === undefined || sender_chat !== undefined ? null : accounts.userOf(String(from.id));
	}

	return {
		async said(message: Message): Promise<void> {
			if (message.from?.is_bot === true && message.sender_chat === undefined) return;
			if (isService(message)) return;
			const topic = await topicOf(message);
			if (topic === null) return;
			const meant = meaningOf(message, topic.heard, group.botName());
			if (meant.is === 'nothing') return;
			const worker = await workerOf(message);
			if (worker === null) return stranger(message);
			await cases.seen(worker._id, clock());
			if (meant.is === 'wrong') return whispering.answer(group.id, message.message_id, meant.why);
			const seen = await sight.again(worker, topic._id);
			if (seen !== null && seen.how !== 'whole')
				return whispering.answer(group.id, message.message_id, texts.notSent(texts.notTheirs));
			if (seen === null || isBare(seen.case, topic.bare))
				return whispering.answer(group.id, message.message_id, texts.atDesk);
			return meant.is === 'reply'
				? await reply(topic, message, worker, meant.text)
				: await note(topic, message, worker, meant.text);
		},

		/** What was sent or noted is not changed by an edit, and whoever edits must know. */
		async edited(message: Message): Promise<void> {
			if ((await topicOf(message)) === null || (await workerOf(message)) === null) return;
			whispering.answer(group.id, message.message_id, texts.edited);
		},
	};
}

/** Somebody joined, a topic was closed, a message was pinned: nothing that anybody said. */
function isService(message: Message): boolean {
	const said = [
		'text',
		'caption',
		'photo',
		'voice',
		'audio',
		'video',
		'video_note',
		'animation',
		'document',
		'sticker',
	] as const;
	const other = ['location', 'venue', 'contact', 'poll', 'dice', 'story', 'paid_media', 'checklist'] as const;
	return ![...said, ...other].some((part) => part in message);
}
